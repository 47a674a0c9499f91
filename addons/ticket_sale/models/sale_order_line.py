from odoo import api, fields, models

from ..tools.allocate import allocate


class SaleOrderLine(models.Model):
    """One line holds all tickets of a session, a zone and a type: a line a seat would
    cost seconds for a hundred seats."""

    _inherit = "sale.order.line"

    ticket_session_id = fields.Many2one(
        "ticket.session", ondelete="restrict", index="btree_not_null", readonly=True
    )
    ticket_type_id = fields.Many2one("ticket.type", ondelete="restrict", readonly=True)
    ticket_zone_id = fields.Many2one("ticket.zone", ondelete="restrict", readonly=True)
    ticket_hold_id = fields.Many2one(
        "ticket.hold", ondelete="set null", index="btree_not_null", readonly=True
    )
    ticket_place_ids = fields.Many2many(
        "ticket.place",
        "sale_order_line_ticket_place_rel",
        "line_id",
        "place_id",
        string="Places",
        readonly=True,
        copy=False,
    )
    ticket_base_price = fields.Float(
        digits="Product Price",
        readonly=True,
        help="The price plan's price, on which the pricelist works.",
    )
    ticket_price_steps = fields.Json(
        readonly=True, help="How the price of one ticket comes about."
    )
    ticket_ids = fields.One2many("ticket.ticket", "sale_line_id", string="Tickets")

    @api.depends("ticket_base_price")
    def _compute_price_unit(self):
        return super()._compute_price_unit()

    @api.depends("ticket_base_price")
    def _compute_discount(self):
        return super()._compute_discount()

    @api.depends("ticket_session_id", "ticket_zone_id", "ticket_place_ids")
    def _compute_name(self):
        return super()._compute_name()

    def _get_product_price_context(self):
        context = super()._get_product_price_context()
        if self.ticket_type_id:
            return {
                **context,
                "ticket_base_price": self.ticket_base_price,
                "ticket_price_for": self._ticket_price_for(),
            }
        return context

    def _get_sale_order_line_multiline_description_sale(self):
        if not self.ticket_session_id:
            return super()._get_sale_order_line_multiline_description_sale()
        lang = self.order_id._get_lang()
        line = self.with_context(lang=lang)
        return "\n".join(
            [
                line.ticket_session_id.display_name,
                f"{line.ticket_type_id.name} · {line.ticket_zone_id.name}",
                ", ".join(line.ticket_place_ids.mapped("display_name")),
            ]
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_release_places(self):
        """What leaves a cart is free for others again."""
        for line in self.filtered(
            lambda line: (
                line.ticket_hold_id.state == "active" and line.order_id.state != "sale"
            )
        ):
            self.env["ticket.hold"]._release_places_of(
                line.ticket_hold_id, line.ticket_place_ids
            )

    def _ticket_items(self):
        """What ``ticket.hold._issue`` needs: the line's money split over its places."""
        items = []
        money = self._ticket_money()
        for line in self:
            places = line.ticket_place_ids.sorted("id")
            currency = line.currency_id
            weights = [1] * len(places)
            gross, net = (
                [
                    part * currency.rounding
                    for part in allocate(round(amount / currency.rounding), weights)
                ]
                for amount in money[line]
            )
            uses = line._ticket_uses()
            items += [
                {
                    "place_id": place.id,
                    "type_id": line.ticket_type_id.id,
                    "price": currency.round(price),
                    "net_amount": currency.round(net_amount),
                    "currency_id": currency.id,
                    "partner_id": line.order_id.partner_id.id,
                    "sale_line_id": line.id,
                    "list_price": line.ticket_base_price,
                    "price_steps": line.ticket_price_steps,
                    "strategy_use_ids": use,
                }
                for place, price, net_amount, use in zip(
                    places, gross, net, uses, strict=True
                )
            ]
        return items
