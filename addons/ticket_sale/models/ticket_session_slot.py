from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .ticket_place import EXPIRED

#: Why a place is locked when its slot lets fewer people in than before.
CAPACITY = "capacity"


class TicketSession(models.Model):
    """Places of a time slot. Fewer places means some are locked, never deleted: the
    history of each stays."""

    _inherit = "ticket.session"

    def _set_slot_capacity(self, capacity):
        """:raise UserError: more are sold, held or kept than shall come in"""
        result = super()._set_slot_capacity(capacity)
        opened = self.filtered("inventory_open")
        opened.lock_for_update()
        counts = opened._count_slot_places()
        full = opened.filtered(lambda session: counts[session.id][1] > capacity)
        if full:
            raise UserError(
                self.env._(
                    "Nothing was changed. More are sold or kept already:\n%(slots)s",
                    slots="\n".join(
                        f"{session.display_name}: {counts[session.id][1]}"
                        for session in full[:10]
                    ),
                )
            )
        for session in opened:
            session._resize_slot(capacity - counts[session.id][0])
        return result

    def _count_slot_places(self):
        """{session id: (places let in, of which sold, held or kept)}"""
        self.env["ticket.place"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT place.session_id,
                          count(*) FILTER (WHERE NOT (place.state = 'locked'
                                AND place.lock_reason = %(capacity)s)),
                          count(*) FILTER (WHERE place.state = 'sold'
                              OR (place.state IN ('held', 'reserved')
                                  AND NOT %(expired)s)
                              OR (place.state = 'locked' AND COALESCE(
                                  place.lock_reason, '') != %(capacity)s))
                     FROM ticket_place place
                    WHERE place.session_id = ANY(%(ids)s)
                 GROUP BY place.session_id""",
                capacity=CAPACITY,
                expired=EXPIRED,
                ids=self.ids,
            )
        )
        found = {row[0]: row[1:] for row in rows}
        return {session_id: found.get(session_id, (0, 0)) for session_id in self.ids}

    def _resize_slot(self, change):
        """Lock the last places, or open what was locked so and add what is missing."""
        Place = self.env["ticket.place"]
        own = [("session_id", "=", self.id)]
        if change < 0:
            free = [*own, ("state", "=", "free")]
            Place.search(free, order="rank desc", limit=-change).action_lock(CAPACITY)
        elif change > 0:
            locked = [*own, ("state", "=", "locked"), ("lock_reason", "=", CAPACITY)]
            again = Place.search(locked, order="rank", limit=change)
            if again:
                again.action_open()
            if change > len(again):
                Place._open(self)
