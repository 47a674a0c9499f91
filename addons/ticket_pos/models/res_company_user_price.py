from odoo import fields, models


class ResCompany(models.Model):
    """How much of a price the roles at a till may take off."""

    _inherit = "res.company"

    ticket_price_cashier = fields.Float(
        string="Price Changes by Cashiers",
        default=0.0,
        help="Percent that cashiers may take off a ticket alone. Zero: a supervisor "
        "approves every change.",
    )
    ticket_price_supervisor = fields.Float(
        string="Price Changes by Supervisors",
        default=30.0,
        help="Percent that supervisors may take off a ticket, or approve. Above it a "
        "sales manager does.",
    )

    _ticket_price_cashier_percent = models.Constraint(
        "CHECK(ticket_price_cashier >= 0 AND ticket_price_cashier <= 100)",
        "What cashiers may take off is a percentage from 0 to 100.",
    )
    _ticket_price_supervisor_percent = models.Constraint(
        "CHECK(ticket_price_supervisor >= 0 AND ticket_price_supervisor <= 100)",
        "What supervisors may take off is a percentage from 0 to 100.",
    )
