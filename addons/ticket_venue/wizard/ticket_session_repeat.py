from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from ..models.ticket_sale_dates_mixin import clock
from ..tools import timetable

MAX_SESSIONS = 500
MAX_SPAN = timedelta(days=3 * 366)


class TicketSessionRepeat(models.TransientModel):
    """Plans a run: every Friday 19:30, Saturdays 14:00 and 19:30, from one day to
    another, with exceptions. Shows what would be made before anything is written."""

    _name = "ticket.session.repeat"
    _inherit = ["ticket.sale.dates.mixin"]
    _description = "Plan a Run"

    show_id = fields.Many2one("ticket.show", required=True, ondelete="cascade")
    hall_id = fields.Many2one("ticket.hall", required=True, ondelete="cascade")
    tz = fields.Selection(related="hall_id.venue_id.tz")
    seat_map_id = fields.Many2one(
        "ticket.seat.map",
        required=True,
        ondelete="cascade",
        domain="[('hall_id', '=', hall_id)]",
        compute="_compute_seat_map_id",
        precompute=True,
        store=True,
        readonly=False,
    )
    first = fields.Date(string="From", required=True, default=fields.Date.context_today)
    last = fields.Date(string="To", required=True)
    every_weeks = fields.Integer(string="Every … Weeks", default=1, required=True)
    time_ids = fields.One2many(
        "ticket.session.repeat.time", "repeat_id", string="Weekly Times"
    )
    exception_ids = fields.One2many(
        "ticket.session.repeat.exception", "repeat_id", string="Exceptions"
    )
    announce = fields.Boolean(
        string="Announce at Once", help="Otherwise the sessions are drafts."
    )
    line_ids = fields.One2many(
        "ticket.session.repeat.line",
        "repeat_id",
        string="Sessions",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    problem = fields.Char(compute="_compute_problem")
    count = fields.Integer(compute="_compute_count", string="To Create")
    clash_count = fields.Integer(compute="_compute_count", string="Conflicts")

    _weeks_positive = models.Constraint(
        "CHECK(every_weeks > 0)", "A run repeats every week, or every two or more."
    )

    @api.depends("hall_id")
    def _compute_seat_map_id(self):
        for run in self:
            if run.seat_map_id.hall_id != run.hall_id:
                run.seat_map_id = run.hall_id.seat_map_ids[:1]

    @api.depends(
        "show_id",
        "hall_id",
        "first",
        "last",
        "every_weeks",
        "time_ids.weekday",
        "time_ids.start",
        "exception_ids.kind",
        "exception_ids.day",
        "exception_ids.start",
    )
    def _compute_line_ids(self):
        for run in self:
            starts = [] if run._problem() else run._starts()
            run.line_ids = [Command.clear()] + [
                Command.create({"start": start.start, "shifted": start.shifted})
                for start in starts
            ]

    @api.depends("first", "last", "every_weeks", "time_ids", "exception_ids", "hall_id")
    def _compute_problem(self):
        for run in self:
            run.problem = run._problem()
            if not run.problem and not run.line_ids:
                run.problem = self.env._(
                    "Add weekly times or extra dates to see the sessions."
                )

    @api.depends("line_ids.selected", "line_ids.clash")
    def _compute_count(self):
        for run in self:
            run.count = len(run.line_ids.filtered("selected"))
            run.clash_count = len(run.line_ids.filtered("clash"))

    @api.constrains("first", "last")
    def _check_days(self):
        for run in self:
            if problem := run._problem():
                raise ValidationError(problem)

    def action_create(self):
        """Make the chosen sessions: all of them, or none and the reason.

        :raise UserError: nothing is chosen, or a chosen start is in the way of another
        """
        self.ensure_one()
        lines = self.line_ids.filtered("selected")
        if not lines:
            raise UserError(
                self.env._("No session is chosen. Add weekly times or extra dates.")
            )
        if clash := next((line for line in lines if line.clash), None):
            raise UserError(
                self.env._(
                    "%(when)s: %(clash)s. Take it out of the list, or choose another "
                    "time.",
                    when=clash.when,
                    clash=clash.clash,
                )
            )
        sessions = self.env["ticket.session"].create(
            [self._session_values(line) for line in lines]
        )
        if self.announce:
            sessions.action_announce()
        return sessions._action_open(self.env._("New Sessions"))

    def _session_values(self, line):
        """Hook: ticket_sale adds the price plan."""
        return {
            "show_id": self.show_id.id,
            "hall_id": self.hall_id.id,
            "seat_map_id": self.seat_map_id.id,
            "start": line.start,
            "end": line.end,
            **self._sale_dates(line.start),
        }

    def _turnaround(self):
        """How long before and after each session the hall is taken."""
        hall, show = self.hall_id, self.show_id
        setup = max(hall.setup_minutes, show.setup_minutes)
        clearing = max(hall.clearing_minutes, show.clearing_minutes)
        return timedelta(minutes=setup), timedelta(minutes=clearing)

    def _starts(self):
        extra = self.exception_ids.filtered(lambda line: line.kind == "extra")
        return timetable.weekly_starts(
            [
                timetable.Weekly(int(line.weekday), clock(line.start))
                for line in self.time_ids
                if line.weekday
            ],
            self.first,
            self.last,
            self.tz,
            every_weeks=self.every_weeks,
            skip={
                line.day
                for line in self.exception_ids
                if line.kind == "skip" and line.day
            },
            extra=[
                datetime.combine(line.day, clock(line.start))
                for line in extra
                if line.day
            ],
        )

    def _problem(self):
        """Why no list can be made, in words; empty when it can."""
        if not (self.first and self.last and self.hall_id and self.show_id):
            return self.env._("Choose show, hall and dates to see the sessions.")
        if self.last < self.first:
            return self.env._("The last day is before the first.")
        if self.every_weeks < 1:
            return self.env._("A run repeats every week, or every two or more.")
        if self.last - self.first > MAX_SPAN:
            return self.env._("Plan at most three years at once.")
        if (count := len(self._starts())) > MAX_SESSIONS:
            return self.env._(
                "These are %(count)s sessions; plan at most %(most)s at once.",
                count=count,
                most=MAX_SESSIONS,
            )
        return False
