from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import fields, models

from .ticket_strategy import WEEKDAYS


class TicketStrategy(models.Model):
    """Which tickets a strategy is for."""

    _inherit = "ticket.strategy"

    show_ids = fields.Many2many(
        "ticket.show", string="Shows", check_company=True, help="Empty: all shows."
    )
    session_ids = fields.Many2many(
        "ticket.session",
        string="Sessions",
        check_company=True,
        help="Empty: all sessions of the shows.",
    )
    type_ids = fields.Many2many(
        "ticket.type",
        string="Ticket Types",
        check_company=True,
        help="Empty: all types.",
    )
    zone_ids = fields.Many2many(
        "ticket.zone", string="Zones", check_company=True, help="Empty: all zones."
    )
    days_before_min = fields.Integer(
        string="Sold at Least … Days Before",
        help="For tickets bought so many days before the session, or earlier.",
    )
    days_before_max = fields.Integer(
        string="Sold at Most … Days Before",
        help="For tickets bought so many days before the session, or later. "
        "0: until the end.",
    )
    min_count = fields.Integer(
        string="From … Tickets",
        help="So many tickets of one session must be in the order.",
    )
    hour_from = fields.Float(
        string="Starts From",
        help="Only sessions that start at this time of day or later, venue's time.",
    )
    hour_to = fields.Float(
        string="Starts Before",
        help="Only sessions that start before this time of day. 0: no limit.",
    )
    monday = fields.Boolean(default=True)
    tuesday = fields.Boolean(default=True)
    wednesday = fields.Boolean(default=True)
    thursday = fields.Boolean(default=True)
    friday = fields.Boolean(default=True)
    saturday = fields.Boolean(default=True)
    sunday = fields.Boolean(default=True)

    def _is_dated(self, day):
        """Whether the strategy counts on this day."""
        self.ensure_one()
        return (not self.date_from or self.date_from <= day) and (
            not self.date_to or day <= self.date_to
        )

    def _fits(self, session, zone, ticket_type, count, at=None):
        """Whether a ticket bought at a moment is one of those this strategy is for.

        :param count: how many tickets of the session are in the order
        :param at: naive UTC; now when empty
        """
        self.ensure_one()
        at = at or fields.Datetime.now()
        return (
            session.company_id == self.company_id
            and (not self.show_ids or session.show_id in self.show_ids)
            and (not self.session_ids or session in self.session_ids)
            and (not self.zone_ids or zone in self.zone_ids)
            and (not self.type_ids or ticket_type in self.type_ids)
            and count >= self.min_count
            and self._is_dated(session._day_of(at))
            and self._fits_session(session, at)
        )

    def _fits_session(self, session, at):
        """The conditions about when the session is played."""
        start = session.start.replace(tzinfo=UTC).astimezone(
            ZoneInfo(session.tz or "UTC")
        )
        days_left = (start.date() - session._day_of(at)).days
        hour = start.hour + start.minute / 60
        return (
            days_left >= self.days_before_min
            and (not self.days_before_max or days_left <= self.days_before_max)
            and self[WEEKDAYS[start.weekday()]]
            and hour >= self.hour_from
            and (not self.hour_to or hour < self.hour_to)
        )
