from odoo import api, fields, models
from odoo.exceptions import UserError


class TicketRefund(models.TransientModel):
    """Shows what giving back costs, then does it."""

    _name = "ticket.refund"
    _description = "Refund Tickets"

    ticket_ids = fields.Many2many("ticket.ticket", string="Tickets", required=True)
    reason = fields.Char(required=True)
    money = fields.Selection(
        [
            ("online", "Back to the online payment"),
            ("wallet", "On the customer's e-wallet"),
            ("credit", "Credit note only"),
        ],
        compute="_compute_money",
        store=True,
        readonly=False,
        help="“Credit note only” leaves the amount open on the customer's account, to be "
        "paid back by hand or used for another purchase.",
    )
    waive = fields.Boolean(
        string="Waive the Rules", help="Give everything back, whatever the policy says."
    )
    can_refund_online = fields.Boolean(compute="_compute_ways")
    can_refund_wallet = fields.Boolean(compute="_compute_ways")
    ticket_count = fields.Integer(compute="_compute_amount")
    price = fields.Monetary(string="Paid", compute="_compute_amount")
    fee = fields.Monetary(compute="_compute_amount")
    amount = fields.Monetary(string="To Give Back", compute="_compute_amount")
    rules = fields.Text(compute="_compute_amount")
    refusal = fields.Text(compute="_compute_amount")
    currency_id = fields.Many2one("res.currency", compute="_compute_amount")

    @api.depends("ticket_ids", "waive")
    def _compute_amount(self):
        for wizard in self:
            terms = wizard.ticket_ids._origin._refund_terms("refund", wizard.waive)
            wizard.ticket_count = len(terms)
            wizard.currency_id = wizard.ticket_ids.currency_id[:1]
            wizard.price = sum(term.price for term in terms.values())
            wizard.fee = sum(term.fee for term in terms.values())
            wizard.amount = sum(term.back for term in terms.values())
            policies = {term.policy for term in terms.values() if term.policy}
            wizard.rules = "\n".join(policy.summary for policy in policies)
            wizard.refusal = "\n".join(
                {term.reason for term in terms.values() if not term.allowed}
            )

    @api.depends("ticket_ids", "waive")
    def _compute_ways(self):
        for wizard in self:
            tickets = wizard.ticket_ids._origin
            terms = tickets._refund_terms("refund", wizard.waive)
            orders = tickets._by_order()
            wizard.can_refund_online = bool(orders) and all(
                order
                and order._ticket_refundable_transaction(
                    sum(terms[ticket].back for ticket in of_order)
                )
                for order, of_order in orders.items()
            )
            wizard.can_refund_wallet = bool(orders) and all(
                order and order._ticket_wallet_program() for order in orders
            )

    @api.depends("can_refund_online")
    def _compute_money(self):
        for wizard in self:
            wizard.money = "online" if wizard.can_refund_online else "credit"

    def action_refund(self):
        self.ensure_one()
        if not self.ticket_ids:
            raise UserError(self.env._("Choose at least one ticket."))
        self.ticket_ids._refund(self.reason, money=self.money, waive=self.waive)
        return {"type": "ir.actions.act_window_close"}
