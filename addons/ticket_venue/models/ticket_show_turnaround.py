from odoo import fields, models


class TicketShow(models.Model):
    _inherit = "ticket.show"

    setup_minutes = fields.Integer(
        string="Set-up (min)",
        help="How long the show needs the hall before it starts, when that is longer "
        "than the hall's own time.",
    )
    clearing_minutes = fields.Integer(
        string="Clearing (min)",
        help="How long the show needs the hall after it ends, when that is longer than "
        "the hall's own time.",
    )

    _turnaround_positive = models.Constraint(
        "CHECK(setup_minutes >= 0 AND clearing_minutes >= 0)",
        "Set-up and clearing take zero minutes or more.",
    )
