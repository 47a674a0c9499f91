from odoo import fields, models


class TicketSeatSection(models.Model):
    _name = "ticket.seat.section"
    _description = "Seat Section"
    _order = "seat_map_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(help="Stable name in imported files.")
    sequence = fields.Integer(default=10)
    seat_map_id = fields.Many2one(
        "ticket.seat.map", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="seat_map_id.company_id", store=True)
    kind = fields.Selection(
        [("seated", "Numbered Seats"), ("standing", "Standing Area")],
        required=True,
        default="seated",
    )
    capacity = fields.Integer(help="Number of people; for standing areas only.")
    polygon = fields.Json(help="Outline in map units: [[x, y], …].")

    _capacity_positive = models.Constraint(
        "CHECK(kind = 'seated' OR capacity > 0)",
        "A standing area needs a capacity above zero.",
    )
