from odoo import api, fields, models

from odoo.addons.ticket_sale.models.ticket_ticket import LIVE_STATES


class TicketPackageSale(models.Model):
    """A package sold at a till: its lines are the till's."""

    _inherit = "ticket.package.sale"

    order_id = fields.Many2one(required=False)
    pos_order_id = fields.Many2one(
        "pos.order",
        string="Till Order",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    pos_line_ids = fields.One2many("pos.order.line", "ticket_package_sale_id")
    partner_id = fields.Many2one(
        "res.partner", related=None, compute="_compute_partner_id", store=True
    )

    _one_order = models.Constraint(
        "CHECK((order_id IS NULL) != (pos_order_id IS NULL))",
        "A package is sold in one order.",
    )

    @api.depends("order_id.partner_id", "pos_order_id.partner_id")
    def _compute_partner_id(self):
        for sale in self:
            sale.partner_id = sale.order_id.partner_id or sale.pos_order_id.partner_id

    @api.depends("pos_order_id")
    def _compute_display_name(self):
        at_till = self.filtered("pos_order_id")
        for sale in at_till:
            order = sale.pos_order_id
            number = order.pos_reference or order.name
            sale.display_name = f"{sale.package_id.name} · {number}"
        return super(TicketPackageSale, self - at_till)._compute_display_name()

    @api.depends("pos_line_ids.ticket_ids")
    def _compute_ticket_ids(self):
        result = super()._compute_ticket_ids()
        for sale in self.filtered("pos_order_id"):
            sale.ticket_ids = sale.pos_line_ids.ticket_ids
        return result

    @api.depends("pos_line_ids.ticket_ids")
    def _compute_seats(self):
        result = super()._compute_seats()
        for sale in self.filtered("pos_order_id"):
            labels = sale.sudo().pos_line_ids.ticket_ids.mapped("seat_label")
            sale.seats = ", ".join(dict.fromkeys(filter(None, labels)))
        return result

    @api.depends("pos_order_id.state", "pos_line_ids.ticket_ids.state")
    def _compute_state(self):
        at_till = self.filtered("pos_order_id")
        for sale in at_till:
            tickets = sale.pos_line_ids.ticket_ids
            live = any(ticket.state in LIVE_STATES for ticket in tickets)
            sale.state = "sold" if live else "returned" if tickets else "open"
        return super(TicketPackageSale, self - at_till)._compute_state()

    def _live_tickets(self):
        tickets = super()._live_tickets() | self.pos_line_ids.ticket_ids
        return tickets.filtered(lambda ticket: ticket.state in LIVE_STATES)

    def _worth_without(self, tickets):
        """At a till a ticket of a package is worth its share."""
        if not self.pos_order_id:
            return super()._worth_without(tickets)
        return {ticket: ticket.price for ticket in self._live_tickets()}

    def action_view_order(self):
        self.ensure_one()
        if not self.pos_order_id:
            return super().action_view_order()
        return {
            "type": "ir.actions.act_window",
            "res_model": "pos.order",
            "res_id": self.pos_order_id.id,
            "view_mode": "form",
        }
