from odoo import api, fields, models


class SaleOrderLine(models.Model):
    """A line that buys a ticket of the resale board: one ticket, at the seller's price."""

    _inherit = "sale.order.line"

    ticket_resale_id = fields.Many2one(
        "ticket.resale", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    @api.depends("ticket_resale_id")
    def _compute_price_unit(self):
        return super()._compute_price_unit()

    @api.depends("ticket_resale_id")
    def _compute_discount(self):
        result = super()._compute_discount()
        self.filtered("ticket_resale_id").discount = 0.0
        return result

    @api.depends("ticket_resale_id")
    def _compute_name(self):
        return super()._compute_name()

    def _get_display_price(self):
        """What the seller asks; no pricelist changes it."""
        resale_sudo = self.sudo().ticket_resale_id
        if not resale_sudo:
            return super()._get_display_price()
        return resale_sudo.currency_id._convert(
            resale_sudo.price, self.currency_id, self.company_id
        )

    def _get_sale_order_line_multiline_description_sale(self):
        if not self.ticket_resale_id:
            return super()._get_sale_order_line_multiline_description_sale()
        line = self.with_context(lang=self.order_id._get_lang())
        return "\n".join(
            [
                line.env._("Ticket from the resale board"),
                line.sudo().ticket_resale_id.session_id.display_name,
                line.sudo().ticket_resale_id.seat_label,
            ]
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_release_resale(self):
        """What leaves a cart is on the board for others again."""
        for line in self.filtered(lambda line: line.order_id.state != "sale"):
            resale_sudo = line.sudo().ticket_resale_id
            if resale_sudo.line_id == line and resale_sudo.state == "open":
                resale_sudo.write({"line_id": False, "reserved_until": False})

    def _ticket_resale_is_lost(self):
        """Whether this line of a cart cannot buy its ticket any more."""
        self.ensure_one()
        resale_sudo = self.sudo().ticket_resale_id
        return not resale_sudo._is_open() or (
            resale_sudo._is_reserved() and resale_sudo.line_id != self.sudo()
        )

    def _ticket_resale_seconds(self):
        """How long the ticket is still kept; a countdown needs no right clock."""
        until = self.sudo().ticket_resale_id.reserved_until or self.env.cr.now()
        return max(0, int((until - self.env.cr.now()).total_seconds()))

    def _is_sellable(self):
        return super()._is_sellable() and not self.ticket_resale_id

    def _get_line_header(self):
        if self.ticket_resale_id:
            return self.sudo().ticket_resale_id.show_id.name
        return super()._get_line_header()

    def get_description_following_lines(self):
        resale_sudo = self.sudo().ticket_resale_id
        if not resale_sudo:
            return super().get_description_following_lines()
        return [
            resale_sudo.session_id._website_when(),
            resale_sudo.ticket_id.place_id.display_name,
            self.env._("Ticket from the resale board"),
        ]
