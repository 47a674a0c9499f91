from odoo import models
from odoo.tools import SQL


class TicketAllotment(models.Model):
    """The allotment to which the places of a sold-out session come back while people
    wait for them."""

    _inherit = "ticket.allotment"

    _waiting_uniq = models.UniqueIndex(
        "(session_id) WHERE kind = 'waiting' AND state = 'active'",
        "The session has a waiting list already.",
    )

    def _adopt_held_places(self):
        """What buyers hold just now comes back to this allotment, should they let go."""
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                """UPDATE ticket_place place SET allotment_id = %(allotment)s
                    WHERE place.id IN (
                          SELECT id FROM ticket_place
                           WHERE session_id = %(session)s AND allotment_id IS NULL
                             AND state IN ('held', 'reserved') AND hold_id IS NOT NULL
                        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
                RETURNING place.id""",
                allotment=self.id,
                session=self.session_id.id,
            )
        )
        self.env["ticket.place"].invalidate_model(["allotment_id"])
