from datetime import UTC, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

#: States in which a session takes its hall.
TAKES_HALL = ("draft", "announced", "presale", "on_sale", "paused", "ended", "played")


class HallTime(NamedTuple):
    """A hall wanted for a while; times are naive UTC, set-up and clearing included."""

    hall_id: int
    start: object
    end: object
    session_id: int = 0  # whose wish it is: it does not clash with itself
    slot_plan_id: int = 0  # time slots of one plan share the hall


class TicketSession(models.Model):
    """One hall plays one session at a time (V11), set-up and clearing included."""

    _inherit = "ticket.session"

    setup_minutes = fields.Integer(
        string="Set-up (min)",
        compute="_compute_turnaround",
        store=True,
        readonly=False,
        precompute=True,
        help="The hall is taken this long before the session starts. Proposed: the "
        "longer time of hall and show.",
    )
    clearing_minutes = fields.Integer(
        string="Clearing (min)",
        compute="_compute_turnaround",
        store=True,
        readonly=False,
        precompute=True,
        help="The hall is taken this long after the session ends. Proposed: the longer "
        "time of hall and show.",
    )
    hall_from = fields.Datetime(
        string="Hall Taken From", compute="_compute_hall_times", store=True
    )
    hall_until = fields.Datetime(
        string="Hall Taken Until", compute="_compute_hall_times", store=True
    )

    _turnaround_positive = models.Constraint(
        "CHECK(setup_minutes >= 0 AND clearing_minutes >= 0)",
        "Set-up and clearing take zero minutes or more.",
    )
    _hall_time_idx = models.Index("(hall_id, hall_from, hall_until)")

    @api.depends("hall_id", "show_id")
    def _compute_turnaround(self):
        for session in self:
            hall, show = session.hall_id, session.show_id
            session.setup_minutes = max(hall.setup_minutes, show.setup_minutes)
            session.clearing_minutes = max(hall.clearing_minutes, show.clearing_minutes)

    @api.depends("start", "end", "setup_minutes", "clearing_minutes")
    def _compute_hall_times(self):
        for session in self:
            before = timedelta(minutes=session.setup_minutes)
            after = timedelta(minutes=session.clearing_minutes)
            session.hall_from = session.start and session.start - before
            session.hall_until = session.end and session.end + after

    @api.constrains(
        "hall_id", "start", "end", "state", "setup_minutes", "clearing_minutes"
    )
    def _check_hall_is_free(self):
        """The halls are locked and touched first, so that of two people planning at
        once the later one starts again and sees what the other has planned.

        :raise ValidationError: another session has the hall then
        """
        live = self.filtered(lambda session: session.state in TAKES_HALL)
        if not live:
            return
        live.hall_id.lock_for_update()
        self.env.execute_query(
            SQL(
                "UPDATE ticket_hall SET id = id WHERE id = ANY(%s) RETURNING id",
                live.hall_id.ids,
            )
        )
        wanted = [session._hall_time() for session in live]
        for index, clashes in self._hall_clashes(wanted).items():
            raise ValidationError(live[index]._say_clash(clashes[0]))

    def _hall_time(self):
        return HallTime(
            self.hall_id.id,
            self.hall_from,
            self.hall_until,
            self.id,
            self.slot_plan_id.id or 0,
        )

    @api.model
    def _hall_clashes(self, wanted):
        """Which sessions stand in the way, in one query for however many wishes.

        :param list[HallTime] wanted: set-up and clearing included
        :return: {index of the wish: the sessions in its way}
        """
        if not wanted:
            return {}
        self.flush_model(
            ["hall_id", "hall_from", "hall_until", "state", "slot_plan_id"]
        )
        rows = self.env.execute_query(
            SQL(
                """SELECT wish.index, array_agg(session.id ORDER BY session.start)
                     FROM (VALUES %(wishes)s)
                          AS wish (index, hall_id, start, until, session_id, plan_id)
                     JOIN ticket_session session
                       ON session.hall_id = wish.hall_id
                      AND session.id != wish.session_id
                      AND COALESCE(session.slot_plan_id, -1) != wish.plan_id
                      AND session.state IN %(states)s
                      AND session.hall_from < wish.until
                      AND session.hall_until > wish.start
                 GROUP BY wish.index ORDER BY wish.index""",
                wishes=SQL(", ").join(
                    SQL(
                        "(%s, %s, %s::timestamp, %s::timestamp, %s, %s)",
                        index,
                        wish.hall_id,
                        wish.start,
                        wish.end,
                        wish.session_id,
                        wish.slot_plan_id,
                    )
                    for index, wish in enumerate(wanted)
                ),
                states=TAKES_HALL,
            )
        )
        return {index: self.browse(ids) for index, ids in rows}

    def _say_clash(self, other):
        """Which session has the hall, from when until when, and why."""
        self.ensure_one()
        return self.env._(
            "%(hall)s is taken by %(other)s from %(taken_from)s to %(taken_until)s"
            "%(taken_why)s. %(session)s needs it from %(wanted_from)s to "
            "%(wanted_until)s%(wanted_why)s. Choose another time or hall.",
            hall=self.hall_id.display_name,
            other=other.display_name,
            taken_from=other._hall_clock(other.hall_from),
            taken_until=other._hall_clock(other.hall_until),
            taken_why=other._say_turnaround(),
            session=self.display_name,
            wanted_from=self._hall_clock(self.hall_from),
            wanted_until=self._hall_clock(self.hall_until),
            wanted_why=self._say_turnaround(),
        )

    def _say_turnaround(self):
        if not (self.setup_minutes or self.clearing_minutes):
            return ""
        return self.env._(
            " (%(setup)s min set-up, %(clear)s min clearing)",
            setup=self.setup_minutes,
            clear=self.clearing_minutes,
        )

    def _hall_clock(self, moment):
        """A time of the day at the venue, with the date when it is another day."""
        zone = ZoneInfo(self.tz or "UTC")
        local = moment.replace(tzinfo=UTC).astimezone(zone)
        starts = self.start.replace(tzinfo=UTC).astimezone(zone)
        return (
            f"{local:%H:%M}"
            if local.date() == starts.date()
            else f"{local:%m-%d %H:%M}"
        )
