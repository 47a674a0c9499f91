from datetime import timedelta

from babel.dates import format_skeleton

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import babel_locale_parse, get_lang

from ..tools import timetable


class TicketSession(models.Model):
    """One performance of a show: 场次."""

    _name = "ticket.session"
    _description = "Session"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "start, id"
    _check_company_auto = True

    show_id = fields.Many2one(
        "ticket.show",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        tracking=True,
    )
    hall_id = fields.Many2one(
        "ticket.hall",
        required=True,
        ondelete="restrict",
        index=True,
        tracking=True,
    )
    venue_id = fields.Many2one(related="hall_id.venue_id", store=True, index=True)
    company_id = fields.Many2one(related="hall_id.company_id", store=True)
    seat_map_id = fields.Many2one(
        "ticket.seat.map",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('hall_id', '=', hall_id)]",
        compute="_compute_seat_map_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    start = fields.Datetime(required=True, index=True, tracking=True)
    end = fields.Datetime(
        required=True,
        compute="_compute_end",
        copy=False,
        store=True,
        readonly=False,
        precompute=True,
    )
    tz = fields.Selection(related="venue_id.tz")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("announced", "Announced"),
            ("presale", "Presale"),
            ("on_sale", "On Sale"),
            ("paused", "Paused"),
            ("ended", "Sale Ended"),
            ("played", "Played"),
            ("postponed", "Postponed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    presale_start = fields.Datetime(
        copy=False, help="Members with presale may buy from here on."
    )
    sale_start = fields.Datetime(copy=False, help="Everybody may buy from here on.")
    sale_end = fields.Datetime(
        copy=False, help="When empty, the sale ends with the session."
    )

    _end_after_start = models.Constraint(
        'CHECK("end" > start)', "A session must end after it starts."
    )

    @api.depends("hall_id")
    def _compute_seat_map_id(self):
        for session in self:
            if session.seat_map_id.hall_id != session.hall_id:
                maps = session.hall_id.seat_map_ids
                in_use = maps.filtered(lambda seat_map: seat_map.state != "draft")
                session.seat_map_id = (in_use or maps)[:1]

    @api.depends("start", "show_id")
    def _compute_end(self):
        for session in self:
            if session.start:
                minutes = session.show_id.duration or 120
                session.end = session.start + timedelta(minutes=minutes)

    @api.depends("show_id.name", "start", "venue_id.tz")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for session in self:
            session.display_name = f"{session.show_id.name} · {session._when()}"

    @api.constrains("hall_id", "seat_map_id")
    def _check_seat_map(self):
        for session in self:
            if session.seat_map_id.hall_id != session.hall_id:
                raise ValidationError(
                    self.env._(
                        "Seat map %(map)s does not belong to %(hall)s.",
                        map=session.seat_map_id.name,
                        hall=session.hall_id.display_name,
                    )
                )

    def write(self, vals):
        if {"hall_id", "seat_map_id"} & vals.keys():
            self._check_map_may_change(vals)
        return super().write(vals)

    def _check_map_may_change(self, vals):
        """Hook: ticket_sale refuses once places exist."""

    def _when(self):
        """The start in words, in the venue's own time."""
        self.ensure_one()
        return self._say_moment(self.start, self.tz)

    @api.model
    def _say_moment(self, moment, tz):
        """Day and time in words, by the clock of a place; nothing for no moment."""
        if not moment:
            return ""
        local = timetable.to_local(moment, tz or "UTC")
        locale = babel_locale_parse(get_lang(self.env).code)
        return f"{format_skeleton('yMMMEd', local, locale=locale)} {local:%H:%M}"

    def action_announce(self):
        self._move(("draft", "postponed"), "announced")

    def action_pause(self):
        self._move(("presale", "on_sale"), "paused")

    def action_end_sale(self):
        self._move(("presale", "on_sale", "paused"), "ended")

    def _move(self, allowed, state):
        """Change the state of all, or tell which session may not.

        :raise UserError: a session is in none of the ``allowed`` states
        """
        self.check_access("write")
        labels = dict(self._fields["state"]._description_selection(self.env))
        for session in self:
            if session.state not in allowed:
                raise UserError(
                    self.env._(
                        "%(session)s is in state “%(state)s” and cannot become "
                        "“%(target)s”.",
                        session=session.display_name,
                        state=labels[session.state],
                        target=labels[state],
                    )
                )
        self.write({"state": state})
