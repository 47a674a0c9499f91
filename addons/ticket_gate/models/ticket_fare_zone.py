from odoo import fields, models


class TicketFareZone(models.Model):
    """Where a lane stands on the map of fares: a station, or a ring around the town."""

    _name = "ticket.fare.zone"
    _description = "Fare Zone"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    active = fields.Boolean(default=True)
