from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ticket_identity_days = fields.Integer(
        string="Erase Persons After (days)",
        default=30,
        help="Names and ID numbers of ticket holders are erased so many days after "
        "their session.",
    )
    ticket_naming_hours = fields.Integer(
        string="Names Due Before (hours)",
        default=24,
        help="Work and guest tickets must be bound to persons so long before the "
        "session.",
    )
    ticket_public_share = fields.Integer(
        string="Least Public Share (%)",
        default=85,
        help="So much of the places of a session should be sold to the public.",
    )

    _ticket_identity_days_positive = models.Constraint(
        "CHECK(ticket_identity_days >= 0 AND ticket_naming_hours >= 0)",
        "Days and hours cannot be negative.",
    )
    _ticket_public_share_range = models.Constraint(
        "CHECK(ticket_public_share BETWEEN 0 AND 100)",
        "The public share lies between 0 and 100 percent.",
    )
