from odoo import api, fields, models


class TicketSeason(models.Model):
    """Sessions planned and looked at together: 演出季."""

    _name = "ticket.season"
    _description = "Season"
    _order = "name desc, id desc"

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    session_ids = fields.One2many("ticket.session", "season_id", string="Sessions")
    session_count = fields.Integer(compute="_compute_sessions")
    show_count = fields.Integer(compute="_compute_sessions", string="Shows")
    first = fields.Datetime(compute="_compute_sessions", string="First Session")
    last = fields.Datetime(compute="_compute_sessions", string="Last Session")
    active = fields.Boolean(default=True)

    _name_unique = models.UniqueIndex(
        "(company_id, (name->>'en_US'))", "This season exists already."
    )

    @api.depends("session_ids.start", "session_ids.show_id")
    def _compute_sessions(self):
        rows = self.env["ticket.session"]._read_group(
            [("season_id", "in", self.ids)],
            ["season_id"],
            ["__count", "show_id:count_distinct", "start:min", "start:max"],
        )
        figures = {season: values for season, *values in rows}
        for season in self:
            count, shows, first, last = figures.get(season, (0, 0, False, False))
            season.session_count, season.show_count = count, shows
            season.first, season.last = first, last

    def action_sessions(self):
        self.ensure_one()
        action = self.session_ids._action_open(self.name)
        action["domain"] = [("season_id", "=", self.id)]
        action["context"] = {"default_season_id": self.id}
        return action

    def action_copy_sessions(self):
        """Plan these sessions again on other dates."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_venue.ticket_season_copy_action"
        )
        action["context"] = {
            "dialog_size": "extra-large",
            "default_season_id": self.id,
        }
        return action
