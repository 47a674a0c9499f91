from odoo import api, fields, models
from odoo.exceptions import UserError


class TicketRefund(models.TransientModel):
    _name = "ticket.refund"
    _description = "Refund Tickets"

    ticket_ids = fields.Many2many("ticket.ticket", string="Tickets", required=True)
    reason = fields.Char(required=True)
    money = fields.Selection(
        [
            ("online", "Back to the online payment"),
            ("credit", "Credit note only"),
        ],
        compute="_compute_money",
        store=True,
        readonly=False,
        help="“Credit note only” leaves the amount open on the customer's account, to be "
        "paid back by hand or used for another purchase.",
    )
    can_refund_online = fields.Boolean(compute="_compute_can_refund_online")
    ticket_count = fields.Integer(compute="_compute_amount")
    amount = fields.Monetary(compute="_compute_amount")
    currency_id = fields.Many2one("res.currency", compute="_compute_amount")

    @api.depends("ticket_ids")
    def _compute_amount(self):
        for wizard in self:
            wizard.ticket_count = len(wizard.ticket_ids)
            wizard.amount = sum(wizard.ticket_ids.mapped("price"))
            wizard.currency_id = wizard.ticket_ids.currency_id[:1]

    @api.depends("ticket_ids")
    def _compute_can_refund_online(self):
        for wizard in self:
            by_order = wizard.ticket_ids._origin.sudo().grouped(
                lambda ticket: ticket.sale_line_id.order_id
            )
            wizard.can_refund_online = bool(by_order) and all(
                order
                and order._ticket_refundable_transaction(sum(tickets.mapped("price")))
                for order, tickets in by_order.items()
            )

    @api.depends("can_refund_online")
    def _compute_money(self):
        for wizard in self:
            wizard.money = "online" if wizard.can_refund_online else "credit"

    def action_refund(self):
        self.ensure_one()
        if not self.ticket_ids:
            raise UserError(self.env._("Choose at least one ticket."))
        self.ticket_ids._refund(self.reason, online=self.money == "online")
        return {"type": "ir.actions.act_window_close"}
