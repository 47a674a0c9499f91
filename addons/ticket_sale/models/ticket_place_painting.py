from odoo import api, models
from odoo.tools import SQL

from .ticket_place import AVAILABLE


class TicketPlace(models.Model):
    _inherit = "ticket.place"

    @api.model
    def _follow_painting(self, session):
        """Move available and priceless places into the zones of the session's plan, rows
        locked in id order.

        :return: how many places moved
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
        WITH painted AS MATERIALIZED (
             SELECT place.id, COALESCE(by_seat.id, by_section.id) AS zone_id
               FROM ticket_place place
               JOIN ticket_seat_section section ON section.id = place.section_id
                AND section.seat_map_id = %(map)s
          LEFT JOIN (ticket_zone_seat_rel one
               JOIN ticket_zone by_seat ON by_seat.id = one.zone_id
                                       AND by_seat.plan_id = %(plan)s)
                 ON one.seat_id = place.seat_id
          LEFT JOIN (ticket_zone_section_rel whole
               JOIN ticket_zone by_section ON by_section.id = whole.zone_id
                                          AND by_section.plan_id = %(plan)s)
                 ON whole.section_id = place.section_id
              WHERE place.session_id = %(session)s
                AND place.killed IS NOT TRUE),
             wanted AS MATERIALIZED (
             SELECT place.id, painted.zone_id
               FROM ticket_place place JOIN painted ON painted.id = place.id
              WHERE place.zone_id IS DISTINCT FROM painted.zone_id
                AND (%(available)s OR place.state = 'locked')
           ORDER BY place.id FOR NO KEY UPDATE OF place)
      UPDATE ticket_place place
         SET zone_id = wanted.zone_id,
             hold_id = CASE WHEN wanted.zone_id IS NOT NULL THEN place.hold_id END,
             held_until = CASE WHEN wanted.zone_id IS NOT NULL THEN place.held_until END,
             state = CASE WHEN wanted.zone_id IS NULL THEN 'locked'
                          WHEN place.zone_id IS NULL AND place.lock_reason = 'no price'
                          THEN 'free' ELSE place.state END,
             lock_reason = CASE WHEN wanted.zone_id IS NULL
                                THEN COALESCE(place.lock_reason, 'no price')
                                WHEN place.zone_id IS NULL
                                 AND place.lock_reason = 'no price' THEN NULL
                                ELSE place.lock_reason END
        FROM wanted WHERE wanted.id = place.id
   RETURNING place.id""",
                plan=session.plan_id.id,
                map=session.seat_map_id.id,
                session=session.id,
                available=AVAILABLE,
            )
        )
        self.invalidate_model(["zone_id", "state", "lock_reason"])
        return len(rows)
