from odoo import models
from odoo.exceptions import ValidationError


class PriceMatrixMixin(models.AbstractModel):
    """What the price table in a form is told: its rows, columns and currency."""

    _name = "price.matrix.mixin"
    _description = "Price Table"

    def _matrix_frame(self, zones, used_types):
        company = self.company_id or self.env.company
        types = self.env["ticket.type"].search(
            [("company_id", "in", (False, company.id))]
        )
        currency = company.currency_id
        return {
            "zones": [
                {"id": zone._origin.id, "name": zone.name, "color": zone.color}
                for zone in zones
                if zone._origin.id
            ],
            "types": [
                {"id": kind.id, "name": kind.name, "free": kind.may_be_free}
                for kind in (types | used_types._origin).sorted()
            ],
            "currency": {
                "name": currency.name,
                "symbol": currency.symbol,
                "position": currency.position,
                "digits": currency.decimal_places,
            },
        }


def read_matrix(record, matrix, zones):
    """The prices of a table that came from a form or a program.

    :param record: whose company's currency they are in
    :param zones: the zones that exist; others are left out, they were just removed
    :return: {(zone id, type id): amount, None where the pair is not sold}
    :raise ValidationError: a price is negative, no number, or in another currency
    """
    matrix = matrix or {}
    currency = (record.company_id or record.env.company).currency_id
    named = (matrix.get("currency") or {}).get("name") or currency.name
    if named != currency.name:
        raise ValidationError(
            record.env._(
                "Prices are in %(ours)s, not in %(theirs)s. Other currencies are sold "
                "through a pricelist.",
                ours=currency.name,
                theirs=named,
            )
        )
    prices = {}
    for zone_id, type_id, amount in matrix.get("prices") or ():
        number = isinstance(amount, int | float) and not isinstance(amount, bool)
        if amount is not None and (not number or not 0 <= amount < 10**9):
            raise ValidationError(
                record.env._("%(amount)s is not a price.", amount=amount)
            )
        if zone_id in zones.ids:
            prices[zone_id, type_id] = (
                None if amount is None else currency.round(amount)
            )
    return prices
