from odoo import models

from odoo.addons.ticket_sale.exceptions import TicketError


class PosConfig(models.Model):
    """What a cart of tickets costs at the counter."""

    _inherit = "pos.config"

    def _ticket_price(self, items, partner, pricelist, codes=()):
        """One dict an order line: what the till shows and writes on the line."""
        pairs = []
        types = self._ticket_types([item["type_id"] for item in items])
        for item in items:
            ticket_type = types[item["type_id"]]
            places = self.env["ticket.place"].sudo().browse(item["place_ids"]).exists()
            if places.session_id.company_id - self.company_id:
                raise TicketError(self.env._("This session does not exist any more."))
            pairs += [(place, ticket_type) for place in places]
        quote = self.env["ticket.hold"].sudo()._quote(pairs, partner, pricelist)
        discounts = self._ticket_discounts(quote, pricelist, codes)
        return [
            {**self._ticket_line_values(line), "discounts": of_line}
            for line, of_line in zip(quote, discounts, strict=True)
        ]

    def _ticket_types(self, type_ids):
        """{id: ticket type} of types sold at the counter.

        :raise TicketError: a type is not
        """
        types = self.env["ticket.type"].sudo().browse(set(type_ids)).exists()
        sold = types._sold_on("pos").filtered(
            lambda t: (
                t.active and t.company_id in (self.company_id, self.env["res.company"])
            )
        )
        by_id = {ticket_type.id: ticket_type for ticket_type in sold}
        if missing := set(type_ids) - by_id.keys():
            name = types.filtered(lambda t: t.id in missing)[:1].name
            raise TicketError(
                self.env._(
                    "%(type)s tickets are not sold at the counter.", type=name or "?"
                )
            )
        return by_id

    def _ticket_line_values(self, quote_line):
        if quote_line.currency != self.currency_id:
            raise TicketError(
                self.env._(
                    "%(session)s is priced in %(theirs)s, this till sells in %(ours)s.",
                    session=quote_line.session.display_name,
                    theirs=quote_line.currency.name,
                    ours=self.currency_id.name,
                )
            )
        return {
            "session_id": quote_line.session.id,
            "session_name": quote_line.session.display_name,
            "type_id": quote_line.type.id,
            "type_name": quote_line.type.name,
            "zone_id": quote_line.zone.id,
            "zone_name": quote_line.zone.name,
            "zone_color": quote_line.zone.color,
            "place_ids": quote_line.places.ids,
            "product_id": quote_line.product.id,
            "list_price": quote_line.list_price,
            "price_unit": quote_line.price_unit,
            "unit_total": quote_line.unit_total,
            "steps": quote_line.steps,
            "strategy_id": quote_line.rule.ticket_strategy_id.id,
        }
