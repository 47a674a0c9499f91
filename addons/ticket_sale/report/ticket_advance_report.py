from odoo import fields, models
from odoo.tools import SQL


class TicketAdvanceReport(models.Model):
    """Advance ticket sales by session: tickets on one side, books on the other."""

    _name = "ticket.advance.report"
    _description = "Advance Sales by Session"
    _auto = False
    _rec_name = "session_id"
    _order = "start, id"
    _depends = {
        "ticket.ticket": ["advance_amount", "booked", "session_id", "state"],
        "ticket.session": ["company_id", "revenue_amount", "show_id", "start", "state"],
    }

    session_id = fields.Many2one("ticket.session", readonly=True)
    show_id = fields.Many2one("ticket.show", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    start = fields.Datetime(readonly=True)
    state = fields.Selection(
        selection=lambda self: (
            self.env["ticket.session"]._fields["state"]._description_selection(self.env)
        ),
        readonly=True,
    )
    tickets = fields.Integer(readonly=True, help="Valid and used tickets.")
    worth = fields.Monetary(readonly=True, help="Untaxed, valid and used tickets.")
    unbooked = fields.Monetary(
        string="Not Booked",
        readonly=True,
        help="Tickets whose invoice, till closing or wallet charge is not posted yet.",
    )
    uncredited = fields.Monetary(
        string="Credit Due",
        readonly=True,
        help="Refunded tickets whose credit is not posted yet.",
    )
    revenue = fields.Monetary(string="Income", readonly=True)
    balance = fields.Monetary(
        readonly=True,
        help="What the advance ticket sales account holds for this session.",
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT s.id, s.id AS session_id, s.show_id, s.company_id, s.start, s.state,
                      t.tickets, t.worth, t.unbooked, t.uncredited,
                      COALESCE(s.revenue_amount, 0) AS revenue,
                      t.worth - t.unbooked + t.uncredited
                              - COALESCE(s.revenue_amount, 0) AS balance
                 FROM ticket_session s
                 JOIN (SELECT session_id,
                              COUNT(*) FILTER (WHERE live) AS tickets,
                              COALESCE(SUM(amount) FILTER (WHERE live), 0) AS worth,
                              COALESCE(SUM(amount) FILTER (
                                  WHERE live AND NOT booked), 0) AS unbooked,
                              COALESCE(SUM(amount) FILTER (
                                  WHERE NOT live AND booked), 0) AS uncredited
                         FROM (SELECT session_id, advance_amount AS amount,
                                      booked IS TRUE AS booked,
                                      state IN ('valid', 'used') AS live
                                 FROM ticket_ticket) ticket
                     GROUP BY session_id) t ON t.session_id = s.id"""
        )

    def action_view_tickets(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.session_id.display_name,
            "res_model": "ticket.ticket",
            "view_mode": "list,form",
            "domain": [("session_id", "=", self.session_id.id)],
        }
