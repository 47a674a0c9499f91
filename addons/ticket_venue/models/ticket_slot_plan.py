from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import split_every

from ..tools import timetable
from .ticket_sale_dates_mixin import clock
from .ticket_session_hall import HallTime

SHOWN_CLASHES = 10


class TicketSlotPlan(models.Model):
    """Admission by time slot (分时预约): opening hours, and a session for each entry.

    Slots are sessions of a map that is one standing area. Those of one plan share the
    hall: who came at nine is still inside when the next come at half past.
    """

    _name = "ticket.slot.plan"
    _inherit = ["mail.thread", "ticket.sale.dates.mixin"]
    _description = "Time Slots"
    _order = "first desc, id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True)
    show_id = fields.Many2one(
        "ticket.show", required=True, ondelete="restrict", check_company=True
    )
    hall_id = fields.Many2one("ticket.hall", required=True, ondelete="restrict")
    company_id = fields.Many2one(related="hall_id.company_id", store=True)
    tz = fields.Selection(related="hall_id.venue_id.tz")
    seat_map_id = fields.Many2one(
        "ticket.seat.map",
        required=True,
        ondelete="restrict",
        check_company=True,
        domain="[('hall_id', '=', hall_id)]",
        compute="_compute_seat_map_id",
        precompute=True,
        store=True,
        readonly=False,
    )
    first = fields.Date(string="From", required=True, default=fields.Date.context_today)
    last = fields.Date(string="To", required=True)
    visit_minutes = fields.Integer(
        string="Visit (min)", default=120, required=True, help="How long a visit takes."
    )
    interval = fields.Integer(
        string="Entry Every (min)",
        default=30,
        required=True,
        help="A new slot begins this often. Visits may overlap.",
    )
    capacity = fields.Integer(
        string="Places a Slot", default=100, required=True, tracking=True
    )
    opening_ids = fields.One2many(
        "ticket.slot.opening", "plan_id", string="Opening Hours", copy=True
    )
    closure_ids = fields.One2many(
        "ticket.slot.closure", "plan_id", string="Closing Days"
    )
    session_ids = fields.One2many("ticket.session", "slot_plan_id", string="Slots")
    slot_count = fields.Integer(compute="_compute_slot_count", string="Slots Made")
    missing_count = fields.Integer(
        compute="_compute_missing_count", string="Slots to Make"
    )

    _numbers = models.Constraint(
        "CHECK(visit_minutes > 0 AND interval > 0 AND capacity > 0)",
        "Visit, entry interval and places must be above zero.",
    )
    _days = models.Constraint(
        "CHECK(first <= last)", "The last day is before the first."
    )

    @api.depends("show_id.name", "hall_id.name")
    def _compute_name(self):
        for plan in self:
            plan.name = f"{plan.show_id.name or ''} · {plan.hall_id.name or ''}"

    @api.depends("hall_id")
    def _compute_seat_map_id(self):
        for plan in self:
            if plan.seat_map_id.hall_id != plan.hall_id:
                plan.seat_map_id = plan.hall_id.seat_map_ids.filtered(
                    lambda seat_map: not seat_map._why_no_slots()
                )[:1]

    @api.depends("session_ids")
    def _compute_slot_count(self):
        counts = dict(
            self.env["ticket.session"]._read_group(
                [("slot_plan_id", "in", self.ids)], ["slot_plan_id"], ["__count"]
            )
        )
        for plan in self:
            plan.slot_count = counts.get(plan, 0)

    @api.depends(
        "first",
        "last",
        "visit_minutes",
        "interval",
        "opening_ids.weekday",
        "opening_ids.opens",
        "opening_ids.closes",
        "closure_ids.day",
        "session_ids",
    )
    def _compute_missing_count(self):
        for plan in self:
            plan.missing_count = len(plan._missing_starts())

    @api.constrains("seat_map_id", "hall_id")
    def _check_seat_map(self):
        for plan in self:
            if plan.seat_map_id.hall_id != plan.hall_id:
                raise ValidationError(
                    self.env._(
                        "Seat map %(map)s does not belong to %(hall)s.",
                        map=plan.seat_map_id.name,
                        hall=plan.hall_id.display_name,
                    )
                )
            if reason := plan.seat_map_id._why_no_slots():
                raise ValidationError(reason)

    @api.constrains("first", "last", "visit_minutes", "interval", "opening_ids")
    def _check_count(self):
        for plan in self:
            plan._starts()

    def action_make_slots(self):
        """Bring the slots in line with the plan: what is missing is made, drafts that
        fit no longer are taken away. Slots for sale are left to people.

        :raise UserError: there is nothing to do
        """
        self.ensure_one()
        self.check_access("write")
        self.hall_id.lock_for_update()
        dropped = self._drop_stray_drafts()
        free, taken = self._split_taken(self._missing_starts())
        if not free and not dropped:
            raise UserError(
                self.env._(
                    "All slots of this plan are made already, or its hall is taken. "
                    "Change the days, opening hours or closing days first."
                )
            )
        sessions = self._make_sessions(free)
        self.message_post(body=self._say_made(len(sessions), dropped, taken))
        return True

    def action_view_slots(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_venue.ticket_slot_action"
        )
        action["domain"] = [("slot_plan_id", "=", self.id)]
        return action

    def get_day_action(self, day):
        """The slots of one day, as the hall plan opens them."""
        action = self.action_view_slots()
        midnight = self.env["ticket.session"]._read_plan_time(day)
        first = timetable.occurrence(midnight, self.tz).start
        action["domain"] += [
            ("start", ">=", fields.Datetime.to_string(first)),
            ("start", "<", fields.Datetime.to_string(first + timedelta(days=1))),
        ]
        action["context"] = {"active_test": False}
        return action

    def _make_sessions(self, starts):
        """:return: the new sessions, made without a word in their history"""
        Session = self.env["ticket.session"].with_context(
            tracking_disable=True, mail_create_nolog=True
        )
        sessions = Session
        for batch in split_every(500, starts):
            sessions |= Session.create([self._slot_values(start) for start in batch])
        return sessions.with_env(self.env)

    def _slot_values(self, start):
        """Hook: ticket_sale adds the price plan."""
        return {
            "show_id": self.show_id.id,
            "hall_id": self.hall_id.id,
            "seat_map_id": self.seat_map_id.id,
            "slot_plan_id": self.id,
            "slot_capacity": self.capacity,
            "start": start,
            "end": start + timedelta(minutes=self.visit_minutes),
            "setup_minutes": 0,
            "clearing_minutes": 0,
            **self._sale_dates(start),
        }

    def _starts(self):
        """:return: set of all starts of the plan, past ones too, in UTC"""
        if (
            not (self.first and self.last)
            or self.visit_minutes < 1
            or self.interval < 1
        ):
            return set()
        openings = [
            timetable.Opening(
                int(opening.weekday), clock(opening.opens), clock(opening.closes)
            )
            for opening in self.opening_ids
        ]
        try:
            starts = timetable.slot_starts(
                openings,
                self.first,
                self.last,
                self.tz or "UTC",
                length=self.visit_minutes,
                interval=self.interval,
                skip=set(self.closure_ids.mapped("day")),
            )
        except timetable.TooManyStarts as error:
            raise ValidationError(
                self.env._(
                    "One plan makes at most %(most)s slots. Choose fewer days or let "
                    "people in less often.",
                    most=timetable.MAX_STARTS,
                )
            ) from error
        return {start.start for start in starts}

    def _missing_starts(self):
        """Starts to come that have no slot yet; a cancelled slot stays cancelled."""
        sessions = self.env["ticket.session"].search_fetch(
            [("slot_plan_id", "in", self.ids)], ["start"]
        )
        made = set(sessions.mapped("start"))
        now = fields.Datetime.now()
        return sorted(start for start in self._starts() - made if start > now)

    def _drop_stray_drafts(self):
        """:return: how many drafts to come that the plan no longer has were deleted"""
        starts = self._starts()
        stray = self.env["ticket.session"].search(
            Domain("slot_plan_id", "=", self.id)
            & Domain("state", "=", "draft")
            & Domain("start", ">", fields.Datetime.now())
        )
        stray = stray.filtered(lambda session: session.start not in starts)
        count = len(stray)
        stray.sudo().unlink()  # editors do not delete sessions, but these are only plans
        return count

    def _split_taken(self, starts):
        """:return: (starts at which the hall is free, {start: who has it})"""
        length = timedelta(minutes=self.visit_minutes)
        wanted = [
            HallTime(self.hall_id.id, start, start + length, slot_plan_id=self.id)
            for start in starts
        ]
        clashes = self.env["ticket.session"]._hall_clashes(wanted)
        taken = {starts[index]: sessions[0] for index, sessions in clashes.items()}
        return [start for start in starts if start not in taken], taken

    def _say_made(self, made, dropped, taken):
        text = self.env._(
            "%(made)s slots made, %(dropped)s drafts taken away.",
            made=made,
            dropped=dropped,
        )
        if not taken:
            return text
        names = list(dict.fromkeys(other.display_name for other in taken.values()))
        return (
            text
            + " "
            + self.env._(
                "%(count)s left out, the hall is taken by %(sessions)s.",
                count=len(taken),
                sessions=", ".join(names[:SHOWN_CLASHES]),
            )
        )
