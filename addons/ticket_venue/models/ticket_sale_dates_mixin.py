from datetime import datetime, time, timedelta

from odoo import fields, models

from ..tools import timetable


def clock(hours):
    """The time of day of a ``float_time`` field; 24:00 is midnight."""
    minutes = round(hours * 60) % (24 * 60)
    return time(*divmod(minutes, 60))


class TicketSaleDatesMixin(models.AbstractModel):
    """When the sale of planned sessions opens and ends, counted from each start.

    Models with this have ``tz``, the time zone of the venue.
    """

    _name = "ticket.sale.dates.mixin"
    _description = "Sale Dates of Planned Sessions"

    sale_rule = fields.Selection(
        [
            ("hand", "By hand"),
            ("days", "Days before each session"),
            ("date", "On one date for all"),
        ],
        string="Sale Opens",
        default="days",
        required=True,
    )
    sale_days = fields.Integer(string="Days Before", default=30)
    sale_hour = fields.Float(
        string="At", default=10.0, help="In the time zone of the venue."
    )
    sale_date = fields.Datetime(string="Sale Opens On")
    presale_days = fields.Integer(
        string="Members Buy Earlier",
        help="How many days before the general sale members with presale may buy; "
        "none when zero.",
    )
    sale_end_minutes = fields.Integer(
        string="Sale Ends Before",
        help="How many minutes before the start the sale ends. When zero, it ends with "
        "the session.",
    )

    def _sale_dates(self, start):
        """When members, everybody and nobody any more may buy, for one start."""
        opens = self._sale_opens(start)
        dates = {"sale_start": opens and min(opens, start)}
        if opens and self.presale_days > 0:
            dates["presale_start"] = opens - timedelta(days=self.presale_days)
        if self.sale_end_minutes > 0:
            dates["sale_end"] = start - timedelta(minutes=self.sale_end_minutes)
        return dates

    def _sale_opens(self, start):
        if self.sale_rule == "date":
            return self.sale_date
        if self.sale_rule == "hand":
            return False
        day = timetable.to_local(start, self.tz).date() - timedelta(days=self.sale_days)
        at = datetime.combine(day, clock(self.sale_hour))
        return timetable.occurrence(at, self.tz).start
