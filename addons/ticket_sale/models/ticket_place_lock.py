from odoo import api, models
from odoo.tools import SQL

from .ticket_place import EXPIRED


class TicketPlace(models.Model):
    """Locks that end by themselves, and what comes back from allotments."""

    _inherit = "ticket.place"

    @api.model
    def _open_by_clock(self):
        """Tidy locks whose time is over: those places count as free already.

        :return: how many there were
        """
        self.flush_model()
        return len(
            self._give_back(
                SQL("place.state = 'locked' AND %s", EXPIRED),
                "opened",
                self.env._("by the clock"),
            )
        )

    def action_ask_lock(self):
        """Ask for a reason and a release time."""
        return self.session_id[:1]._map_wizard("ticket.place.lock", self)

    def action_put_on_sale(self):
        """Open locked places and return those that an allotment keeps; for staff.

        :raise UserError: a place is neither, or its zone has no price
        """
        allotted = self.filtered(
            lambda place: place.state == "reserved" and not place.hold_id
        )
        (self - allotted).action_open()
        allotted._return_to_sale()

    def _return_to_sale(self):
        """Take places out of their allotments, which go on without them."""
        self.check_access("write")
        for allotment_sudo, places in self.sudo().grouped("allotment_id").items():
            allotment_sudo.returned_count += places._let_go(allotment_sudo.name)

    def _let_go(self, detail):
        """Free what allotments keep, in the current transaction.

        :return: how many places are free now
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (
             SELECT id FROM ticket_place
              WHERE id = ANY(%(ids)s) AND state = 'reserved' AND hold_id IS NULL
           ORDER BY id FOR NO KEY UPDATE),
             changed AS (
             UPDATE ticket_place place
                SET allotment_id = NULL, state = 'free', held_until = NULL
               FROM wanted WHERE place.id = wanted.id
          RETURNING place.id, place.session_id),
             logged AS (%(log)s)
      SELECT id FROM changed""",
                ids=self.ids,
                log=self.env["ticket.place.log"]._insert(
                    "changed", "returned", detail=SQL("%s", detail)
                ),
            )
        )
        self.invalidate_model()
        return len(rows)
