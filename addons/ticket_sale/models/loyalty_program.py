from odoo import fields, models


class LoyaltyProgram(models.Model):
    _inherit = "loyalty.program"

    ticket_strategy_id = fields.Many2one(
        "ticket.strategy",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        help="The program is for the tickets of this strategy only, and kept by it.",
    )
