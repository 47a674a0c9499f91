from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..tools import timetable

MAX_SESSIONS = 2_000
NOT_COPIED = ("cancelled", "postponed")
SALE_DATES = ("presale_start", "sale_start", "sale_end")


class TicketSeasonCopy(models.TransientModel):
    """Plans the sessions of a season, or of some weeks, again: whole weeks later, so
    that a Friday stays a Friday and half past seven stays half past seven."""

    _name = "ticket.season.copy"
    _description = "Copy Sessions"

    season_id = fields.Many2one("ticket.season", ondelete="cascade")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    first = fields.Date(
        string="From",
        required=True,
        compute="_compute_days",
        store=True,
        readonly=False,
        precompute=True,
    )
    last = fields.Date(
        string="To",
        required=True,
        compute="_compute_days",
        store=True,
        readonly=False,
        precompute=True,
    )
    show_ids = fields.Many2many(
        "ticket.show", string="Only Shows", help="Empty: all shows."
    )
    hall_ids = fields.Many2many(
        "ticket.hall", string="Only Halls", help="Empty: all halls."
    )
    new_first = fields.Date(
        string="New First Day",
        required=True,
        compute="_compute_new_first",
        store=True,
        readonly=False,
        precompute=True,
        help="The nearest day of the same weekday is taken.",
    )
    weeks = fields.Integer(compute="_compute_weeks", string="Weeks Later")
    new_season_name = fields.Char(
        string="New Season", help="Made when there is none of this name."
    )
    sale_dates = fields.Boolean(
        string="Copy Sale Dates",
        default=True,
        help="As long before each session as now.",
    )
    line_ids = fields.One2many(
        "ticket.season.copy.line",
        "copy_id",
        string="Sessions",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    problem = fields.Char(compute="_compute_problem")
    count = fields.Integer(compute="_compute_count", string="To Create")
    clash_count = fields.Integer(compute="_compute_count", string="Conflicts")

    @api.depends("season_id")
    def _compute_days(self):
        for copy in self:
            sessions = copy.season_id.session_ids.sorted("start")
            if sessions:
                ends = [timetable.to_local(s.start, s.tz).date() for s in sessions]
                copy.first, copy.last = min(ends), max(ends)
            else:
                copy.first = copy.first or fields.Date.context_today(copy)
                copy.last = copy.last or copy.first + timedelta(days=6)

    @api.depends("first")
    def _compute_new_first(self):
        for copy in self:
            copy.new_first = copy.first and copy.first + timedelta(weeks=52)

    @api.depends("first", "new_first")
    def _compute_weeks(self):
        for copy in self:
            days = (copy.new_first - copy.first).days if copy._has_days() else 0
            copy.weeks = round(days / 7)

    @api.depends("season_id", "first", "last", "show_ids", "hall_ids", "new_first")
    def _compute_line_ids(self):
        for copy in self:
            sessions = [] if copy._problem() else copy._sessions()
            copy.line_ids = [Command.clear()] + [
                Command.create({"session_id": session.id}) for session in sessions
            ]

    @api.depends("season_id", "first", "last", "new_first", "show_ids", "hall_ids")
    def _compute_problem(self):
        for copy in self:
            copy.problem = copy._problem()

    @api.depends("line_ids.selected", "line_ids.clash")
    def _compute_count(self):
        for copy in self:
            copy.count = len(copy.line_ids.filtered("selected"))
            copy.clash_count = len(copy.line_ids.filtered("clash"))

    def action_copy(self):
        """Make the chosen sessions: all of them, or none and the reason.

        :raise UserError: nothing is chosen, or a chosen session is in conflict
        """
        self.ensure_one()
        lines = self.line_ids.filtered("selected")
        if not lines:
            raise UserError(self.env._("No session is chosen."))
        if clash := next((line for line in lines if line.clash), None):
            raise UserError(
                self.env._(
                    "%(session)s cannot be played again at %(when)s: %(clash)s. Take "
                    "it out of the list, or choose another day.",
                    session=clash.session_id.display_name,
                    when=clash.when,
                    clash=clash.clash,
                )
            )
        season = self._new_season()
        sessions = (
            self.env["ticket.session"]
            .with_context(tracking_disable=True)
            .create([self._session_values(line, season) for line in lines])
        )
        return sessions._action_open(self.env._("New Sessions"))

    def _session_values(self, line, season):
        """The session as it was planned, with the new times."""
        session = line.session_id
        [values] = session.copy_data(
            {"start": line.start, "end": line.end, "season_id": season.id}
        )
        if self.sale_dates:
            for name in SALE_DATES:
                if session[name]:
                    values[name] = self._later(session[name], session.tz)
        return values

    def _new_season(self):
        seasons = self.env["ticket.season"]
        if not self.new_season_name:
            return seasons
        values = {"name": self.new_season_name, "company_id": self.company_id.id}
        domain = [(name, "=", value) for name, value in values.items()]
        return seasons.search(domain, limit=1) or seasons.create(values)

    def _later(self, moment, tz):
        """So many weeks later by the clock of the venue."""
        local = timetable.to_local(moment, tz) + timedelta(weeks=self.weeks)
        return timetable.occurrence(local, tz).start

    def _sessions(self):
        """What is copied, by the days of each venue's own clock."""
        day = timedelta(days=1)
        domain = Domain("company_id", "=", self.company_id.id)
        domain &= Domain("state", "not in", NOT_COPIED)
        domain &= Domain("start", ">=", self.first - day)
        domain &= Domain("start", "<", self.last + 2 * day)
        for name, records in (
            ("season_id", self.season_id),
            ("show_id", self.show_ids),
            ("hall_id", self.hall_ids),
        ):
            if records:
                domain &= Domain(name, "in", records._origin.ids)
        sessions = self.env["ticket.session"].search(domain, limit=MAX_SESSIONS + 1)
        return sessions.filtered(
            lambda s: (
                self.first <= timetable.to_local(s.start, s.tz).date() <= self.last
            )
        )

    def _has_days(self):
        return self.first and self.last and self.new_first

    def _problem(self):
        """Why no list can be made, in words; empty when it can."""
        if not self._has_days():
            return self.env._("Choose the days to see the sessions.")
        if self.last < self.first:
            return self.env._("The last day is before the first.")
        if self.weeks == 0:
            return self.env._("Choose a new first day at least four days away.")
        count = len(self._sessions())
        if not count:
            return self.env._("No session is planned in these days.")
        if count > MAX_SESSIONS:
            return self.env._(
                "These are more than %(most)s sessions; choose fewer days.",
                most=MAX_SESSIONS,
            )
        return False
