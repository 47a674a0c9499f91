from odoo import models
from odoo.tools import SQL


class TicketPlace(models.Model):
    """A place whose ticket changes hands is never free in between."""

    _inherit = "ticket.place"

    def _keep_for_hand_over(self, hold_sudo):
        """These sold places are the hold's for the rest of this transaction: voiding
        their tickets does not give them back, and only the hold may sell them."""
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (
             SELECT id FROM ticket_place
              WHERE id = ANY(%(places)s) AND state = 'sold'
           ORDER BY id FOR NO KEY UPDATE)
      UPDATE ticket_place place
         SET state = 'reserved', hold_id = %(hold)s, held_until = %(until)s
        FROM wanted WHERE place.id = wanted.id
   RETURNING place.id""",
                places=self.ids,
                hold=hold_sudo.id,
                until=hold_sudo.session_id.end,
            )
        )
        self.invalidate_model()
