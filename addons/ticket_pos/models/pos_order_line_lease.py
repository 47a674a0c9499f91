from odoo import models
from odoo.tools import consteq, float_compare

from odoo.addons.ticket_sale.tools.allocate import allocate

from ..exceptions import PriceChanged, SelectionInvalid


class PosOrderLine(models.Model):
    """Tickets that a till sold from its leased seats while it was offline."""

    _inherit = "pos.order.line"

    def _ticket_is_sale(self):
        return super()._ticket_is_sale() and not self._ticket_is_leased()

    def _ticket_is_leased(self):
        """The till says that it sold these from a lease; its key must prove it."""
        self.ensure_one()
        return (
            bool((self.ticket_selection or {}).get("lease"))
            and self.product_id.service_tracking == "ticket"
            and not self.refunded_orderline_id
        )

    def _ticket_is_printed(self):
        lease = (self.ticket_selection or {}).get("lease") or {}
        return bool(lease.get("printed"))

    def _ticket_slips(self):
        """The slips, with sudo, of this line's seats, in the order of the seats.

        :raise SelectionInvalid: no such seats were ever leased to this browser
        """
        selection = self.ticket_selection
        place_ids = [place_id for place_id, _token in self._ticket_seats()]
        numbers = [str(seat.get("number") or "") for seat in selection["seats"]]
        key = str(selection["lease"].get("key") or "")
        slips_sudo = self.env["ticket.lease.slip"].sudo()  # proven by the key below
        mine = {
            slip.number: slip
            for slip in slips_sudo.search([("number", "in", numbers)])
            if slip.config_id == self.order_id.config_id
            and slip.type_id.id == selection.get("type_id")
            and consteq(slip.lease_id.device_key, key)
        }
        found = slips_sudo.browse(mine[i].id for i in numbers if i in mine)
        zones = {(slip.session_id.id, slip.place_id.zone_id.id) for slip in found}
        if found.place_id.ids != place_ids or len(zones) != 1:
            raise SelectionInvalid(
                self.env._("These seats were not leased to this till for offline sale.")
            )
        return found

    def _ticket_check_leased(self, slips):
        """Hold the line to the prices that the till was given beforehand.

        :raise PriceChanged: it has another
        """
        digits = self.env["decimal.precision"].precision_get("Product Price")
        for slip in slips:
            given = [slip.price_unit, *(slip.former_prices or ())]
            fits = any(
                not float_compare(self.price_unit, price, precision_digits=digits)
                for price in given
            )
            same_taxes = sorted(self.tax_ids.ids) == sorted(slip.tax_ids or ())
            same_product = self.product_id == slip.product_id
            if not (fits and same_taxes and same_product) or self.discount:
                money = self.order_id.currency_id.format
                raise PriceChanged(
                    self.env._(
                        "%(type)s tickets in %(zone)s cost %(expected)s each offline, "
                        "the till says %(sent)s.",
                        type=slip.type_id.name,
                        zone=slip.place_id.zone_id.name,
                        expected=money(slip.price_unit),
                        sent=money(self.price_unit * (1 - self.discount / 100)),
                    ),
                    expected=slip.price_unit,
                    sent=self.price_unit,
                )

    def _ticket_sell_leased(self, slips):
        """Make the tickets of this line, and take the secrets out of it."""
        self.write(
            {
                "ticket_session_id": slips.session_id.id,
                "ticket_type_id": slips.type_id.id,
                "ticket_zone_id": slips.place_id.zone_id.id,
                "ticket_list_price": slips[0].list_price,
                "ticket_price_steps": slips[0].steps,
                **self._compute_amount_line_all(),
            }
        )
        slips.write({"sold_at": self.order_id.ticket_offline_at})
        slips._sell({slip: self._ticket_lease_values(slip) for slip in slips})
        selection = self.ticket_selection
        self.ticket_selection = {
            **selection,
            "lease": {"printed": self._ticket_is_printed(), "sold": True},
            "seats": [
                {
                    name: value
                    for name, value in seat.items()
                    if name not in ("token", "until", "signed")
                }
                for seat in selection["seats"]
            ],
        }

    def _ticket_lease_values(self, slip):
        """Values of the ticket of a slip: its share of what this line comes to."""
        currency = self.currency_id
        place_ids = [seat["place_id"] for seat in self.ticket_selection["seats"]]
        at = place_ids.index(slip.place_id.id)
        gross, net = self._ticket_money()
        digits = 10**currency.decimal_places

        def share(amount):
            parts = allocate(round(amount * digits), [1] * len(place_ids))
            return currency.round(parts[at] / digits)

        return {
            "price": share(gross),
            "net_amount": share(net),
            "currency_id": currency.id,
            "pos_order_line_id": self.id,
            "partner_id": self.order_id.partner_id.id,
            "user_id": self.order_id.user_id.id or self.env.uid,
            "print_count": int(self._ticket_is_printed()),
        }
