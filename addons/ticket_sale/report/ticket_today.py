from datetime import datetime, timedelta

import pytz
from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Domain

MEASURES = ["sold:sum", "refunded:sum", "takings:sum", "refund_amount:sum"]
NEXT_SESSIONS = 8
TOP_SHOWS = 5


class TicketToday(models.AbstractModel):
    """The figures of the manager's page: today, this month, this year."""

    _name = "ticket.today"
    _description = "Ticket Sales of Today"

    @api.model
    @api.readonly
    def get_figures(self, period="today"):
        """All that the page shows, in one answer.

        Days begin at midnight where the user is. Amounts are in the currency of the
        user's company.

        :param period: ``today``, ``month`` or ``year``
        """
        report = self.env["ticket.sale.report"]
        report.check_access("read")
        begin, previous, previous_end = self._period(period)
        domain = self._between(begin)
        currency = self.env.company.currency_id
        return {
            "period": period,
            "currency": {
                "symbol": currency.symbol,
                "position": currency.position,
                "digits": currency.decimal_places,
            },
            "totals": self._totals(domain),
            "previous": self._totals(self._between(previous, previous_end)),
            "bars": self._bars(domain, period, begin),
            "channels": self._by("channel", domain),
            "payments": self._by("payment_method", domain),
            "shows": self._by("show_id", domain)[:TOP_SHOWS],
            "sessions": self._next_sessions(),
            "domain": [list(leaf) for leaf in domain],
        }

    def _zone(self):
        return pytz.timezone(self.env.user.tz or "UTC")

    def _period(self, period):
        """UTC begin of the period; begin and end of the same stretch one period ago.

        Today is compared with the same weekday of last week, up to the same hour.
        """
        now = datetime.now(self._zone()).replace(tzinfo=None)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        begin, back = {
            "today": (midnight, timedelta(days=7)),
            "month": (midnight.replace(day=1), relativedelta(months=1)),
            "year": (midnight.replace(day=1, month=1), relativedelta(years=1)),
        }[period]
        return tuple(map(self._utc, (begin, begin - back, now - back)))

    def _utc(self, local):
        return self._zone().localize(local).astimezone(pytz.utc).replace(tzinfo=None)

    def _between(self, begin, end=None):
        domain = [("date", ">=", begin.strftime("%Y-%m-%d %H:%M:%S"))]
        if end:
            domain.append(("date", "<", end.strftime("%Y-%m-%d %H:%M:%S")))
        return domain

    def _totals(self, domain):
        [values] = self.env["ticket.sale.report"]._read_group(domain, [], MEASURES)
        names = ("sold", "refunded", "takings", "refund_amount")
        return dict(zip(names, (value or 0 for value in values), strict=True))

    def _by(self, field, domain):
        """Tickets and takings by one dimension, best first."""
        report = self.env["ticket.sale.report"]
        rows = report._read_group(domain, [field], ["tickets:sum", "takings:sum"])
        labels = (
            dict(report._fields[field]._description_selection(self.env))
            if report._fields[field].type == "selection"
            else {}
        )
        return sorted(
            (
                {
                    "key": value.id if isinstance(value, models.BaseModel) else value,
                    "name": value.display_name
                    if isinstance(value, models.BaseModel)
                    else labels.get(value, value),
                    "tickets": tickets or 0,
                    "takings": takings or 0.0,
                }
                for value, tickets, takings in rows
            ),
            key=lambda row: -row["takings"],
        )

    def _bars(self, domain, period, begin):
        """Takings by hour of the day, day of the month or month of the year."""
        step = {"today": "hour", "month": "day", "year": "month"}[period]
        rows = (
            self.env["ticket.sale.report"]
            .with_context(tz=self._zone().zone)
            ._read_group(domain, [f"date:{step}"], ["tickets:sum", "takings:sum"])
        )
        start = pytz.utc.localize(begin).astimezone(self._zone())
        if period == "today":
            positions, index = range(24), lambda when: when.hour
        elif period == "month":
            last = (start + relativedelta(months=1, days=-1)).day
            positions, index = range(1, last + 1), lambda when: when.day
        else:
            positions, index = range(1, 13), lambda when: when.month
        values = {
            index(when): (tickets or 0, takings or 0) for when, tickets, takings in rows
        }
        return [
            {
                "label": position,
                "tickets": values.get(position, (0, 0))[0],
                "takings": values.get(position, (0, 0))[1],
            }
            for position in positions
        ]

    def _next_sessions(self):
        """The sessions that play next, and how full they are."""
        sessions = self.env["ticket.session"].search(
            Domain("inventory_open", "=", True)
            & Domain("end", ">=", self.env.cr.now())
            & Domain("state", "not in", ("played", "cancelled", "postponed")),
            limit=NEXT_SESSIONS,
            order="start, id",
        )
        states = dict(sessions._fields["state"]._description_selection(self.env))
        return [
            {
                "id": session.id,
                "show": session.show_id.display_name,
                "when": session._when(),
                "hall": session.hall_id.display_name,
                "state": states[session.state],
                "places": session.place_count,
                "sold": session.sold_count,
                "left": session.left_count,
            }
            for session in sessions
        ]
