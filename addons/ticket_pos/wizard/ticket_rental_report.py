from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: A detailed report longer than this is a spreadsheet's matter.
DETAIL_LIMIT = 2000


class TicketRentalReport(models.TransientModel):
    """Rentals of some days, to look at and to print: sums by category, or every one.

    Charges count on the day the item came back, deposits on the days they were held.
    """

    _name = "ticket.rental.report"
    _description = "Rental Report"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.context_today(self).replace(day=1),
    )
    date_to = fields.Date(
        string="To",
        required=True,
        default=fields.Date.context_today,
    )
    kind = fields.Selection(
        [("summary", "Sums by category"), ("detail", "Every rental")],
        string="Report",
        default="summary",
        required=True,
    )
    category_ids = fields.Many2many(
        "ticket.rental.category",
        string="Categories",
        help="Empty: all of them.",
        domain="[('company_id', '=', company_id)]",
    )

    def action_print(self):
        self.ensure_one()
        if self.date_from > self.date_to:
            raise UserError(self.env._("The first day is after the last one."))
        return self.env.ref("ticket_pos.action_report_ticket_rental").report_action(
            self
        )

    # --- what the report shows ------------------------------------------------

    def _loans(self):
        """Rentals that were running at some time of these days, first out first."""
        self.ensure_one()
        since, until = self._span()
        domain = (
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "!=", "cancelled")
            & Domain("start", "<", until)
            & (Domain("end", "=", False) | Domain("end", ">=", since))
        )
        if self.category_ids:
            domain &= Domain("category_id", "in", self.category_ids.ids)
        return self.env["ticket.rental.loan"].search(domain, order="start, id")

    def _summary(self):
        """(rows by category, their sums)"""
        since, until = self._span()
        rows = [
            {"name": category.display_name, **_sums(loans, since, until)}
            for category, loans in self._loans().grouped("category_id").items()
        ]
        rows.sort(key=lambda row: row["name"])
        total = {
            key: sum(row[key] for row in rows)
            for key in _sums(self.env["ticket.rental.loan"], since, until)
        }
        return rows, total

    def _detail(self):
        """[(category, its rentals)]; as many as fit a report"""
        loans = self._loans()[:DETAIL_LIMIT]
        return sorted(
            loans.grouped("category_id").items(), key=lambda pair: pair[0].display_name
        )

    @api.model
    def _hours(self, minutes):
        return f"{minutes // 60}:{minutes % 60:02}"

    def _span(self):
        """First moment of the first day and of the day after the last, in UTC."""
        zone = ZoneInfo(self.env.user.tz or "UTC")
        days = self.date_from, self.date_to + timedelta(days=1)
        return [
            datetime.combine(day, time(), zone)
            .astimezone(ZoneInfo("UTC"))
            .replace(tzinfo=None)
            for day in days
        ]


def _sums(loans, since, until):
    """What happened to these rentals between two moments."""
    out = loans.filtered(lambda loan: loan.start >= since)
    back = loans.filtered(lambda loan: loan.end and loan.end < until)
    held = loans - back
    return {
        "out": len(out),
        "back": len(back),
        "minutes": sum(back.mapped("minutes")),
        "charge": sum(back.mapped("charge")),
        "compensation": sum(back.mapped("compensation")),
        "damaged": len(back.filtered(lambda loan: loan.outcome == "damaged")),
        "lost": len(back.filtered(lambda loan: loan.state == "lost")),
        "still_owed": sum(back.mapped("still_owed")),
        "taken": sum(out.mapped("deposit")),
        "given": sum(back.mapped("deposit")),
        "held": sum(held.mapped("deposit")),
    }
