from dataclasses import dataclass

from odoo import api, models

from ..exceptions import PriceMissing


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
        """
        groups = {}
        for place, ticket_type in items:
            key = (place.session_id, place.zone_id, ticket_type)
            groups.setdefault(key, []).append(place.id)
        lines = []
        for (session, zone, ticket_type), place_ids in groups.items():
            amount = session._prices().get((zone.id, ticket_type.id))
            if amount is None:
                raise PriceMissing(
                    self.env._(
                        "%(type)s tickets are not sold in zone %(zone)s.",
                        type=ticket_type.name,
                        zone=zone.name or "–",
                    )
                )
            price = self._price_one(
                session, ticket_type, amount, partner, pricelist, len(place_ids)
            )
            lines.append(
                QuoteLine(
                    session=session,
                    zone=zone,
                    type=ticket_type,
                    places=self.env["ticket.place"].browse(place_ids),
                    list_price=amount,
                    **price,
                )
            )
        return lines

    @api.model
    def _price_one(
        self, session, ticket_type, amount, partner, pricelist, quantity=1.0
    ):
        """Apply pricelist and taxes to the plan's price of one ticket.

        :param amount: the plan's price, company currency
        :return: dict of ``product``, ``price_unit``, ``unit_total``, ``total``,
            ``currency``
        """
        company = session.sudo().company_id
        product = ticket_type.sudo().product_id.with_company(company)
        product = product.with_context(ticket_base_price=amount)
        if pricelist is None and partner:
            pricelist = partner.sudo().with_company(company).property_product_pricelist
        pricelist = pricelist.sudo() if pricelist else self.env["product.pricelist"]
        currency = pricelist.currency_id or company.currency_id
        price_unit = currency.round(
            pricelist._get_product_price(product, quantity, currency=currency)
            if pricelist
            else product._price_compute("list_price", currency=currency)[product.id]
        )
        taxes = product.taxes_id._filter_taxes_by_company(company)
        if partner:
            fiscal_position = (
                self.env["account.fiscal.position"]
                .sudo()
                .with_company(company)
                ._get_fiscal_position(partner.sudo())
            )
            taxes = fiscal_position.map_tax(taxes)
        totals = taxes.compute_all(
            price_unit, currency, quantity, product=product, partner=partner
        )
        unit = taxes.compute_all(price_unit, currency, 1.0, product, partner)
        return {
            "product": product.with_context(ticket_base_price=None),
            "price_unit": price_unit,
            "unit_total": unit["total_included"],
            "total": totals["total_included"],
            "currency": currency,
        }
