from zoneinfo import available_timezones

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.web_address import is_web_address


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
    email = fields.Char(related="address_id.email")
    city = fields.Char(related="address_id.city", store=True)
    contact_id = fields.Many2one(
        "res.partner",
        string="Contact Person",
        ondelete="restrict",
        help="Whom staff and presenters call. Visitors see the phone of the address.",
    )
    map_url = fields.Char(
        string="Map Link",
        help="Where visitors find the house on a map. Empty: a search for the address.",
    )
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
    hall_count = fields.Integer(compute="_compute_halls")
    capacity = fields.Integer(
        compute="_compute_halls", help="Places of all halls together."
    )
    picture_ids = fields.One2many("ticket.picture", "venue_id", string="Pictures")
    session_ids = fields.One2many("ticket.session", "venue_id", string="Sessions")
    session_count = fields.Integer(compute="_compute_session_count")
    active = fields.Boolean(default=True)

    @api.depends("hall_ids.capacity")
    def _compute_halls(self):
        for venue in self:
            venue.hall_count = len(venue.hall_ids)
            venue.capacity = sum(venue.hall_ids.mapped("capacity"))

    @api.depends("session_ids")
    def _compute_session_count(self):
        counts = dict(
            self.env["ticket.session"]._read_group(
                [("venue_id", "in", self.ids)], ["venue_id"], ["__count"]
            )
        )
        for venue in self:
            venue.session_count = counts.get(venue, 0)

    @api.constrains("map_url")
    def _check_map_url(self):
        for venue in self.filtered("map_url"):
            if not is_web_address(venue.map_url):
                raise ValidationError(
                    self.env._(
                        "The map link of %(venue)s must be a web address, beginning "
                        "with https://.",
                        venue=venue.name,
                    )
                )
