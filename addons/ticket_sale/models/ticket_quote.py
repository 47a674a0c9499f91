from collections import Counter
from dataclasses import dataclass

from odoo import api, models

from ..exceptions import PriceMissing, RateMissing
from ..kept import KEPT


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """The price of the tickets of one type in one zone of one session."""

    session: models.BaseModel
    zone: models.BaseModel
    type: models.BaseModel
    places: models.BaseModel
    product: models.BaseModel
    list_price: float  # the plan's price, company currency, tax basis as the product
    price_unit: float  # after the pricelist, order currency, tax basis as the product
    unit_total: float  # what one ticket costs, tax included
    total: float  # what all of them cost, tax included
    currency: models.BaseModel
    rule: models.BaseModel  # the pricelist's rule that made the price, maybe none
    steps: tuple = ()  # how the price comes about: ``ticket.hold._explain_price``


class TicketHold(models.Model):
    """``quote``: the one price engine of every channel."""

    _inherit = "ticket.hold"

    @api.model
    def _quote(self, items, partner=None, pricelist=None):
        """Price places by ticket type; the answer never depends on what a client says.

        :param items: (``ticket.place``, ``ticket.type``) pairs
        :param partner: the buyer; taxes and, without a pricelist, the price are theirs
        :return: one :class:`QuoteLine` a session, zone and type, in order of appearance
        :raise PriceMissing: a zone has no price for the type asked
        :raise RateMissing: the pricelist's currency has no exchange rate
        """
        groups = {}
        for place, ticket_type in items:
            key = (place.session_id, place.zone_id, ticket_type)
            groups.setdefault(key, []).append(place.id)
        counts = Counter(place.session_id.id for place, _type in items)
        return [
            self._quote_line(key, place_ids, partner, pricelist, counts[key[0].id])
            for key, place_ids in groups.items()
        ]

    def _quote_line(self, key, place_ids, partner, pricelist, count):
        """The :class:`QuoteLine` of places of one session, zone and ticket type."""
        session, zone, ticket_type = key
        made = session._price_of(zone, ticket_type, self._promised_at(place_ids))
        if not made:
            raise PriceMissing(
                self.env._(
                    "%(type)s tickets are not sold in zone %(zone)s.",
                    type=ticket_type.name,
                    zone=zone.name or "–",
                ),
                type=ticket_type.code,
                zone=zone.code,
            )
        currency = session.sudo().company_id.currency_id
        amount = currency.round(made[-1].amount / 10**currency.decimal_places)
        price = self._price_one(
            session,
            ticket_type,
            amount,
            partner,
            pricelist,
            len(place_ids),
            zone=zone,
            count=count,
        )
        steps = self._list_price_steps(made, currency) + price.pop("steps")
        return QuoteLine(
            session=session,
            zone=zone,
            type=ticket_type,
            places=self.env["ticket.place"].browse(place_ids),
            list_price=amount,
            steps=tuple(steps),
            **price,
        )

    @api.model
    def _price_one(
        self,
        session,
        ticket_type,
        amount,
        partner,
        pricelist,
        quantity=1.0,
        *,
        zone=None,
        count=None,
    ):
        """Apply pricelist and taxes to the plan's price of one ticket.

        :param amount: the plan's price, company currency
        :param zone: the ``ticket.zone``, which strategies may ask for
        :param count: tickets of the session in the order; ``quantity`` when not given
        :return: dict of ``product``, ``price_unit``, ``unit_total``, ``total``,
            ``currency``, ``rule``, ``steps`` (from the list price on)
        """
        company = session.sudo().company_id
        product = ticket_type.sudo().product_id.with_company(company)
        product = product.with_context(
            ticket_base_price=amount,
            ticket_price_for=(
                session.id,
                zone.id if zone else False,
                ticket_type.id,
                quantity if count is None else count,
            ),
        )
        pricelist = self._pricelist_of(partner, pricelist, company)
        currency = pricelist.currency_id or company.currency_id
        self._check_rate(company, currency)
        price, rule_id = pricelist._get_product_price_rule(
            product, quantity, currency=currency
        )
        rule = self.env["product.pricelist.item"].sudo().browse(rule_id or ())
        price_unit = currency.round(price)
        taxes = self._taxes_of(product, partner, company)
        what = (price_unit, currency, product, partner)
        unit_total = self._with_taxes(taxes, 1.0, *what)
        return {
            "product": product.with_context(
                ticket_base_price=None, ticket_price_for=None
            ),
            "price_unit": price_unit,
            "unit_total": unit_total,
            "total": self._with_taxes(taxes, quantity, *what),
            "currency": currency,
            "rule": rule,
            "steps": self._price_steps_from(
                (amount, company.currency_id),
                (price_unit, unit_total, currency),
                rule.ticket_strategy_id or pricelist,
                taxes,
            ),
        }

    def _with_taxes(self, taxes, quantity, price_unit, currency, product, partner):
        """What so many cost with their taxes; worked out once for all visitors."""
        store = self.env.cr.cache.get(KEPT)
        house = self.env["ticket.kept"]._house_ids("res.partner")
        buyer = partner.id if partner else None
        if buyer and buyer not in house:
            store = None  # what is read of a customer is never kept
        ids = (taxes._ids, currency.id, product.id, buyer)
        key = ("with taxes", quantity, price_unit, *ids)
        if store is not None and key in store:
            return store[key]
        total = taxes.compute_all(price_unit, currency, quantity, product, partner)
        if store is not None:
            self._make_room(store)
            store[key] = total["total_included"]
        return total["total_included"]

    def _pricelist_of(self, partner, pricelist, company):
        """The pricelist given, else the buyer's own; an empty one is the list price."""
        if pricelist is None and partner:
            pricelist = partner.sudo().with_company(company).property_product_pricelist
        return pricelist.sudo() if pricelist else self.env["product.pricelist"]

    def _taxes_of(self, product, partner, company):
        taxes = product.taxes_id._filter_taxes_by_company(company)
        if not partner:
            return taxes
        fiscal_position = (
            self.env["account.fiscal.position"]
            .sudo()
            .with_company(company)
            ._get_fiscal_position(partner.sudo())
        )
        return fiscal_position.map_tax(taxes)

    @api.model
    def _promised_at(self, place_ids):
        """Whoever holds places pays the price of the moment they were given.

        Empty for places that nobody holds, and for reservations: today's price then.
        """
        places_sudo = self.env["ticket.place"].sudo().browse(place_ids)
        holds_sudo = places_sudo.filtered(lambda place: place.state == "held").hold_id
        return min(holds_sudo.mapped("create_date"), default=None)

    @api.model
    def _check_rate(self, company, currency):
        """Without a rate Odoo converts one to one, which nobody means.

        :raise RateMissing: prices of this company cannot be told in this currency
        """
        if currency == company.currency_id:
            return
        rates = (currency | company.currency_id).sudo().with_company(company)
        known = (
            self.env["res.currency.rate"]
            .sudo()
            ._read_group(
                [
                    ("currency_id", "in", rates.ids),
                    ("company_id", "in", (False, company.root_id.id)),
                ],
                ["currency_id"],
            )
        )
        if not known:
            raise RateMissing(
                self.env._(
                    "Tickets cannot be sold in %(currency)s at the moment.",
                    currency=currency.name,
                ),
                staff=self.env._(
                    "There is no exchange rate between %(ours)s and %(theirs)s. Enter "
                    "one under Accounting, Currencies.",
                    ours=company.currency_id.name,
                    theirs=currency.name,
                ),
                currency=currency.name,
            )
