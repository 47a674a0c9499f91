from odoo import fields, models


class TicketReprintReason(models.Model):
    """Why a ticket is printed once more, as cashiers may choose it."""

    _name = "ticket.reprint.reason"
    _description = "Reason for Reprint"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_spoiled = fields.Boolean(
        string="Paper Is Spoiled",
        default=True,
        help="The former print was destroyed and counts as spoiled paper. Switch it off "
        "for reasons such as a ticket that the customer lost.",
    )

    _name_uniq = models.Constraint(
        "UNIQUE(name)", "There is a reason of this name already."
    )
