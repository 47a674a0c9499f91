from odoo import api, models
from odoo.tools import SQL


class TicketHold(models.Model):
    """In a session with a waiting list, places come back to the list: a cart that runs
    out is not won by whoever reloads the page fastest."""

    _inherit = "ticket.hold"

    def _check_taken(self, hold_sudo, places_sudo):
        result = super()._check_taken(hold_sudo, places_sudo)
        self.env.execute_query(
            SQL(
                """UPDATE ticket_place place SET allotment_id = allotment.id
                     FROM ticket_allotment allotment
                    WHERE place.id = ANY(%(places)s) AND place.allotment_id IS NULL
                      AND allotment.session_id = %(session)s
                      AND allotment.kind = 'waiting' AND allotment.state = 'active'
                RETURNING place.id""",
                places=places_sudo.ids,
                session=hold_sudo.session_id.id,
            )
        )
        places_sudo.invalidate_recordset(["allotment_id"])
        return result

    @api.model
    def _places_came_back(self, place_ids):
        result = super()._places_came_back(place_ids)
        back = self.env.execute_query(
            SQL(
                """
        WITH line AS (
             SELECT place.id, allotment.id AS allotment_id, allotment.return_at
               FROM ticket_place place
               JOIN ticket_allotment allotment
                 ON allotment.session_id = place.session_id
                AND allotment.kind = 'waiting' AND allotment.state = 'active'
              WHERE place.id = ANY(%s) AND place.zone_id IS NOT NULL
                AND (place.state = 'free' OR place.allotment_id = allotment.id)),
             kept AS (
             UPDATE ticket_place place
                SET state = 'reserved', allotment_id = line.allotment_id,
                    held_until = line.return_at
               FROM line WHERE place.id = line.id AND place.state = 'free'
          RETURNING 1)
      SELECT id FROM line LIMIT 1""",
                list(place_ids),
            )
        )
        if back:
            self.env["ticket.place"].invalidate_model()
            self.env.ref("ticket_sale.ir_cron_waiting").sudo()._trigger()
        return result
