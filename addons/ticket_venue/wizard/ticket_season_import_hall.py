from zoneinfo import available_timezones

from odoo import api, fields, models


class TicketSeasonImportHall(models.TransientModel):
    """A place named in a season file, and the hall of ours that it is."""

    _name = "ticket.season.import.hall"
    _description = "Hall of a Season File"
    _order = "count desc, id"

    import_id = fields.Many2one(
        "ticket.season.import",
        string="Season File",
        required=True,
        ondelete="cascade",
    )
    venue_name = fields.Char(string="Venue in the File", readonly=True)
    hall_name = fields.Char(string="Hall in the File", readonly=True)
    town = fields.Char(readonly=True)
    count = fields.Integer(string="Performances", readonly=True)
    selected = fields.Boolean(string="Import", default=True)
    hall_id = fields.Many2one(
        "ticket.hall",
        string="Our Hall",
        ondelete="cascade",
        help="Empty: the venue and the hall are created.",
    )
    tz = fields.Selection(
        selection=lambda self: [(name, name) for name in sorted(available_timezones())],
        string="Time Zone",
        compute="_compute_tz",
        store=True,
        readonly=False,
        precompute=True,
    )
    away = fields.Boolean(help="Not in the town where most is played.", readonly=True)

    @api.depends("hall_id")
    def _compute_tz(self):
        for line in self:
            line.tz = line.hall_id.venue_id.tz or line.tz or line.import_id.tz

    def _name_key(self):
        return self.venue_name, self.hall_name
