from datetime import timedelta

from odoo import api, fields, models

from ..models.ticket_session_hall import HallTime


class TicketSeasonCopyLine(models.TransientModel):
    _name = "ticket.season.copy.line"
    _description = "Session to Copy"
    _order = "start, id"

    copy_id = fields.Many2one("ticket.season.copy", required=True, ondelete="cascade")
    session_id = fields.Many2one("ticket.session", required=True, ondelete="cascade")
    show_id = fields.Many2one(related="session_id.show_id")
    hall_id = fields.Many2one(related="session_id.hall_id")
    start = fields.Datetime(compute="_compute_times", store=True)
    end = fields.Datetime(compute="_compute_times", store=True)
    before = fields.Char(compute="_compute_words", string="Was")
    when = fields.Char(compute="_compute_words", string="Will Be")
    clash = fields.Char(compute="_compute_clash", string="Conflict")
    selected = fields.Boolean(
        string="Create", compute="_compute_selected", store=True, readonly=False
    )

    @api.depends("session_id", "copy_id.weeks")
    def _compute_times(self):
        for line in self:
            session = line.session_id
            line.start = line.copy_id._later(session.start, session.tz)
            line.end = line.start + (session.end - session.start)

    @api.depends("session_id", "start")
    @api.depends_context("lang")
    def _compute_words(self):
        say = self.env["ticket.session"]._say_moment
        for line in self:
            line.before = say(line.session_id.start, line.session_id.tz)
            line.when = say(line.start, line.session_id.tz)

    @api.depends("start", "end", "session_id")
    def _compute_clash(self):
        wanted = [
            HallTime(
                line.hall_id._origin.id,
                line.start - timedelta(minutes=line.session_id.setup_minutes),
                line.end + timedelta(minutes=line.session_id.clearing_minutes),
            )
            for line in self
        ]
        clashes = self.env["ticket.session"]._hall_clashes(wanted)
        for index, line in enumerate(self):
            others = clashes.get(index)
            line.clash = bool(others) and self.env._(
                "Taken by %(session)s", session=others[0].display_name
            )

    @api.depends("clash")
    def _compute_selected(self):
        for line in self:
            line.selected = not line.clash
