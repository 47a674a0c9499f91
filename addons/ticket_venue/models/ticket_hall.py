from odoo import api, fields, models


class TicketHall(models.Model):
    _name = "ticket.hall"
    _description = "Hall"
    _order = "venue_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    venue_id = fields.Many2one(
        "ticket.venue",
        required=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(related="venue_id.company_id", store=True)
    seat_map_ids = fields.One2many("ticket.seat.map", "hall_id", string="Seat Maps")
    setup_minutes = fields.Integer(
        string="Set-up (min)",
        help="Nothing else is in the hall this long before a session starts.",
    )
    clearing_minutes = fields.Integer(
        string="Clearing (min)",
        help="Nothing else is in the hall this long after a session ends.",
    )
    capacity = fields.Integer(
        compute="_compute_capacity",
        help="Seats and standing places of the hall's largest seat map.",
    )
    active = fields.Boolean(default=True)

    _turnaround_positive = models.Constraint(
        "CHECK(setup_minutes >= 0 AND clearing_minutes >= 0)",
        "Set-up and clearing take zero minutes or more.",
    )

    def _compute_display_name(self):
        for hall in self:
            venue, name = hall.venue_id.name, hall.name
            hall.display_name = f"{venue} · {name}" if venue != name else name

    @api.depends("seat_map_ids.capacity")
    def _compute_capacity(self):
        for hall in self:
            hall.capacity = max(hall.seat_map_ids.mapped("capacity"), default=0)
