from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

#: While a venue's sale is stopped, holds last so much longer. What lasts longer anyhow
#: has a deadline of its own, such as a reservation, and keeps it.
STANDSTILL = timedelta(hours=24)


class TicketHold(models.Model):
    """In an emergency the time of holds stands still, and nothing new is sold."""

    _inherit = "ticket.hold"

    clock_stopped = fields.Boolean(
        readonly=True,
        help="There is an emergency at the venue: the time of this hold stands still.",
    )

    @api.model
    def _issue(self, hold, items):
        """As before, but only what is paid becomes a ticket while the sale is stopped.

        :raise SaleStopped: there is an emergency at the venue
        """
        if self.env["ticket.venue"]._stopped_venues() and not self._is_settled(items):
            hold.sudo().session_id._check_not_stopped()
        return super()._issue(hold, items)

    def _is_settled(self, items):
        """Whether the money for these tickets is here already: then they are issued
        whatever happens, for money without a ticket helps nobody."""
        line_ids = [item.get("sale_line_id") for item in items]
        if not all(line_ids):
            return False
        lines_sudo = self.env["sale.order.line"].sudo().browse(line_ids)
        return all(order._ticket_paid_transactions() for order in lines_sudo.order_id)

    @api.model
    def _stop_clock(self, venues):
        """Holds at ``venues`` do not run out until :meth:`_start_clock`."""
        now = fields.Datetime.now()
        running = SQL(
            "hold.clock_stopped IS NOT TRUE AND hold.expires_at BETWEEN %s AND %s",
            now,
            now + STANDSTILL,
        )
        self._shift(venues, STANDSTILL, running, stopped=True)

    @api.model
    def _start_clock(self, venue, since):
        """Holds at ``venue`` have as much time left as they had at ``since``."""
        distance = fields.Datetime.now() - since - STANDSTILL
        self._shift(venue, distance, SQL("hold.clock_stopped"), stopped=False)

    def _shift(self, venues, distance, condition, stopped):
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                """
        WITH mine AS MATERIALIZED (
             SELECT hold.id FROM ticket_hold hold
               JOIN ticket_session session ON session.id = hold.session_id
              WHERE session.venue_id = ANY(%(venues)s) AND hold.state = 'active'
                AND %(condition)s),
             kept AS MATERIALIZED (
             SELECT place.id FROM ticket_place place
              WHERE place.hold_id IN (SELECT id FROM mine)
                AND place.state IN ('held', 'reserved')
           ORDER BY place.id FOR NO KEY UPDATE),
             moved AS (
             UPDATE ticket_place place SET held_until = place.held_until + %(distance)s
               FROM kept WHERE place.id = kept.id RETURNING place.id)
      UPDATE ticket_hold hold
         SET expires_at = hold.expires_at + %(distance)s, clock_stopped = %(stopped)s
        FROM mine WHERE hold.id = mine.id RETURNING hold.id""",
                venues=venues.ids,
                condition=condition,
                distance=distance,
                stopped=stopped,
            )
        )
        self.invalidate_model(["expires_at", "clock_stopped"])
        self.env["ticket.place"].invalidate_model(["held_until"])
