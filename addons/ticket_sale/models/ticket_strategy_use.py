from odoo import fields, models
from odoo.tools import SQL

from .ticket_ticket import LIVE_STATES


class TicketStrategyUse(models.Model):
    """One ticket sold with a strategy, and what the strategy gave away on it."""

    _name = "ticket.strategy.use"
    _description = "Ticket Sold with a Strategy"
    _order = "id desc"
    _log_access = False

    strategy_id = fields.Many2one(
        "ticket.strategy", required=True, readonly=True, ondelete="restrict", index=True
    )
    ticket_id = fields.Many2one(
        "ticket.ticket", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="strategy_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    session_id = fields.Many2one(related="ticket_id.session_id", store=True)
    channel = fields.Selection(related="ticket_id.channel", store=True)
    issued_at = fields.Datetime(related="ticket_id.issued_at", store=True)
    state = fields.Selection(related="ticket_id.state")
    cost = fields.Monetary(
        readonly=True, help="What the ticket is cheaper by, untaxed, company currency."
    )

    _once_a_ticket = models.UniqueIndex(
        "(ticket_id, strategy_id)", "A strategy counts once for a ticket."
    )

    def _measure(self, strategies):
        """{strategy id: (tickets, revenue, cost)} of the tickets that are still live."""
        self.flush_model()
        self.env["ticket.ticket"].flush_model(["state", "advance_amount"])
        rows = self.env.execute_query(
            SQL(
                """SELECT use.strategy_id, count(*), sum(ticket.advance_amount),
                          sum(use.cost)
                     FROM ticket_strategy_use use
                     JOIN ticket_ticket ticket ON ticket.id = use.ticket_id
                    WHERE use.strategy_id = ANY(%s) AND ticket.state = ANY(%s)
                 GROUP BY use.strategy_id""",
                strategies.ids,
                list(LIVE_STATES),
            )
        )
        return {
            strategy_id: (count, float(revenue or 0), float(cost or 0))
            for strategy_id, count, revenue, cost in rows
        }
