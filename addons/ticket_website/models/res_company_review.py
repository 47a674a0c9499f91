from odoo import fields, models


class ResCompany(models.Model):
    """What a good review is worth to the house."""

    _inherit = "res.company"

    ticket_review_program_id = fields.Many2one(
        "loyalty.program",
        string="Points for Reviews",
        domain="[('program_type', '=', 'loyalty'), ('company_id', 'in', (False, id))]",
        ondelete="set null",
    )
    ticket_review_points = fields.Float(string="Points of a Good Review", default=20)

    _ticket_review_points_range = models.Constraint(
        "CHECK(ticket_review_points BETWEEN 0 AND 100000)",
        "A review gets between 0 and 100,000 points.",
    )
