from odoo import fields, models


class ResCompany(models.Model):
    """How long places wait for a bank transfer."""

    _inherit = "res.company"

    ticket_transfer_days = fields.Integer(
        string="Days for a Bank Transfer",
        default=3,
        required=True,
        help="Places of an order that is paid by bank transfer are kept so long.",
    )
    ticket_transfer_hours = fields.Integer(
        string="Transfer before the Show",
        default=48,
        required=True,
        help="The money must be here so many hours before the first session.",
    )

    _ticket_transfer_range = models.Constraint(
        """CHECK(ticket_transfer_days BETWEEN 1 AND 30
             AND ticket_transfer_hours BETWEEN 0 AND 1000)""",
        "A bank transfer takes 1 to 30 days and ends 0 to 1000 hours before the show.",
    )
