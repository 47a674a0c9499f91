from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

#: A pass that was scanned in longer ago has gone home without being scanned out.
LONGEST_VISIT = timedelta(hours=12)


class TicketEmergency(models.Model):
    """Whoever came in on a pass is inside as well: season cards, staff."""

    _inherit = "ticket.emergency"

    @api.model
    def _inside_by_zone(self, venue):
        zones = super()._inside_by_zone(venue)
        [[inside]] = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(SUM(GREATEST(visit.inside, 0)), 0)
                  FROM (SELECT SUM(CASE scan.direction WHEN 'in' THEN scan.passed
                                                       ELSE -scan.passed END) AS inside
                          FROM ticket_scan scan
                          JOIN ticket_gate gate ON gate.id = scan.gate_id
                         WHERE gate.venue_id = %(venue)s AND scan.pass_id IS NOT NULL
                           AND scan.received_at >= %(since)s
                      GROUP BY scan.pass_id) visit
                """,
                venue=venue.id,
                since=fields.Datetime.now() - LONGEST_VISIT,
            )
        )
        if inside:
            passes = {
                "hall_id": False,
                "zone_id": False,
                "hall": "",
                "zone": self.env._("Passes"),
                "inside": inside,
            }
            zones = [*zones, passes]
        return zones
