from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ticket_reprint_limit = fields.Integer(
        string="Reprints by Cashiers",
        default=2,
        help="How often a cashier may print one ticket again. Above it a supervisor must "
        "do it; zero leaves all reprints to supervisors.",
    )

    _ticket_reprint_limit_positive = models.Constraint(
        "CHECK(ticket_reprint_limit >= 0)", "The number of reprints is zero or more."
    )
