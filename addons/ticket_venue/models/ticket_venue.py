from zoneinfo import available_timezones

from odoo import api, fields, models


class TicketVenue(models.Model):
    _name = "ticket.venue"
    _description = "Venue"
    _inherit = ["mail.thread", "image.mixin"]
    _order = "name, id"

    name = fields.Char(required=True, translate=True, tracking=True)
    kind = fields.Selection(
        [
            ("theatre", "Theatre"),
            ("stadium", "Stadium"),
            ("hall", "Hall"),
            ("scenic", "Scenic Spot"),
        ],
        required=True,
        default="theatre",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    address_id = fields.Many2one(
        "res.partner", string="Address and Contact", ondelete="restrict"
    )
    phone = fields.Char(related="address_id.phone")
    transport = fields.Text(
        translate=True, help="Bus and metro lines, parking, how to get there."
    )
    tz = fields.Selection(
        selection=lambda self: [(name, name) for name in sorted(available_timezones())],
        string="Time Zone",
        required=True,
        default=lambda self: self.env.user.tz or "Asia/Shanghai",
        help="Sessions are shown to everybody in the time of the venue.",
    )
    description = fields.Html(translate=True)
    hall_ids = fields.One2many("ticket.hall", "venue_id", string="Halls")
    hall_count = fields.Integer(compute="_compute_hall_count")
    active = fields.Boolean(default=True)

    @api.depends("hall_ids")
    def _compute_hall_count(self):
        for venue in self:
            venue.hall_count = len(venue.hall_ids)
