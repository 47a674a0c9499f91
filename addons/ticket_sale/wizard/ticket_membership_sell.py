from odoo import api, fields, models
from odoo.fields import Command


class TicketMembershipSell(models.TransientModel):
    """Sell or renew a membership over the counter: one order, confirmed at once."""

    _name = "ticket.membership.sell"
    _description = "New Membership"

    partner_id = fields.Many2one("res.partner", string="Member", required=True)
    tier_id = fields.Many2one(
        "ticket.membership.tier",
        required=True,
        domain="[('company_id', 'in', [False, company_id])]",
    )
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, required=True
    )
    currency_id = fields.Many2one(related="tier_id.currency_id")
    fee = fields.Float(related="tier_id.fee", string="Fee Amount")
    months = fields.Integer(related="tier_id.months")
    running_id = fields.Many2one(
        "ticket.membership", string="Running Membership", compute="_compute_running_id"
    )

    @api.depends("partner_id", "company_id")
    def _compute_running_id(self):
        for wizard in self:
            wizard.running_id = self.env["ticket.membership"].search(
                [
                    ("partner_id", "=", wizard.partner_id.commercial_partner_id.id),
                    ("company_id", "=", wizard.company_id.id),
                    ("state", "in", ("active", "frozen")),
                ],
                limit=1,
            )

    def action_sell(self):
        """Confirm an order with the fee and show the membership it activated."""
        self.ensure_one()
        self.env["ticket.membership"].check_access("create")
        # who may make members need not be a salesperson
        order_sudo = (
            self.env["sale.order"]
            .sudo()
            .create(
                {
                    "partner_id": self.partner_id.id,
                    "company_id": self.company_id.id,
                    "user_id": self.env.uid,
                    "order_line": [
                        Command.create({"product_id": self.tier_id.product_id.id})
                    ],
                }
            )
        )
        order_sudo.action_confirm()
        term_sudo = (
            self.env["ticket.membership.term"]
            .sudo()
            .search([("sale_line_id", "in", order_sudo.order_line.ids)])
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "ticket.membership",
            "res_id": term_sudo.membership_id.id,
            "view_mode": "form",
        }
