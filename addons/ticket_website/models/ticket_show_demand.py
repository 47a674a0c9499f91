from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

HOT_DAYS = 14
#: A ticket says as much about the demand as so many visitors.
TICKET_WEIGHT = 10


class TicketShow(models.Model):
    """How much a show is asked for, by visitors and by tickets sold."""

    _inherit = "ticket.show"

    @api.model
    def _refresh_hot_scores(self):
        """In SQL, without touching when a show was last changed: nobody changed it."""
        self.flush_model(["hot_score"])
        self.env["ticket.ticket"].flush_model(
            ["show_id", "state", "price", "issued_at"]
        )
        since = fields.Datetime.now() - timedelta(days=HOT_DAYS)
        self.env.execute_query(
            SQL(
                """
                WITH visitors AS (
                     SELECT show_id, visitors AS score FROM ticket_web_visit
                      WHERE step = 'show' AND day >= %(since)s::date
                      UNION ALL
                     SELECT show_id, 1 FROM ticket_web_seen
                      WHERE step = 'show' AND day >= %(since)s::date
                      UNION ALL
                     SELECT show_id, %(weight)s FROM ticket_ticket
                      WHERE state IN ('valid', 'used') AND price > 0
                        AND issued_at >= %(since)s),
                     demand AS (
                     SELECT show.id, COALESCE(sum(visitors.score), 0) AS score
                       FROM ticket_show show
                  LEFT JOIN visitors ON visitors.show_id = show.id
                   GROUP BY show.id)
                UPDATE ticket_show show SET hot_score = demand.score
                  FROM demand
                 WHERE demand.id = show.id
                   AND show.hot_score IS DISTINCT FROM demand.score
             RETURNING show.id""",
                since=since,
                weight=TICKET_WEIGHT,
            )
        )
        self.invalidate_model(["hot_score"])
        self.env["ticket.cached.mixin"]._forget()  # shows are kept in memory
