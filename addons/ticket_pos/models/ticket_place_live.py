from odoo import api, models
from odoo.tools import SQL

from odoo.addons.ticket_sale.models.ticket_place import AVAILABLE

#: What tills hear when places of a session change.
MESSAGE = "TICKET_SEATS"
#: The bus channel of a session; only ``ir.websocket`` lets anybody follow it.
CHANNEL = "ticket_pos.seats"
#: Above this a till asks for the whole session again, which is shorter.
MOST_CHANGES = 500
CHANGED = "ticket_pos.changed_places"


class TicketPlace(models.Model):
    """Tills that follow a session hear what changed as soon as it is committed."""

    _inherit = "ticket.place"

    @api.model
    def _tell_tills(self, place_ids):
        """Tell the tills about these places when the transaction is committed."""
        hooks = self.env.cr.precommit
        if CHANGED not in hooks.data:
            hooks.data[CHANGED] = set()
            hooks.add(self.sudo()._send_changes)
        hooks.data[CHANGED].update(place_ids)

    def _send_changes(self):
        """One message a session: ``seats`` as ``[[seat id, state], …]``, states as in
        the availability file; ``ask`` when a till must look for itself, because some
        places depend on who sells them, are no seats or are too many."""
        place_ids = self.env.cr.precommit.data.pop(CHANGED, ())
        if not place_ids:
            return
        changes = {}
        for session_id, seat_id, state in self._read_changes(place_ids):
            change = changes.setdefault(session_id, {"seats": [], "ask": False})
            if seat_id and state is not None:
                change["seats"].append([seat_id, state])
            else:
                change["ask"] = True
        for session_id, change in changes.items():
            if len(change["seats"]) > MOST_CHANGES:
                change = {"seats": [], "ask": True}
            session = self.env["ticket.session"].browse(session_id)
            self.env["bus.bus"]._sendone(
                (session, CHANNEL), MESSAGE, {"session_id": session_id, **change}
            )

    def _read_changes(self, place_ids):
        """(session id, seat id, state) of places; no state for what an allotment keeps,
        which is free for some tills only. Nothing while no counter is open: a website
        that sells at night tells nobody."""
        self.flush_model()
        self.env["pos.session"].flush_model(["state"])
        return self.env.execute_query(
            SQL(
                """SELECT place.session_id, place.seat_id,
                          CASE WHEN %(available)s THEN 0
                               WHEN place.state = 'reserved' AND place.hold_id IS NULL
                               THEN NULL
                               WHEN place.state IN ('held', 'reserved') THEN 1
                               WHEN place.state = 'sold' THEN 2
                               ELSE 3 END
                     FROM ticket_place place
                    WHERE place.id = ANY(%(places)s)
                      AND EXISTS (SELECT 1 FROM pos_session shift
                                    JOIN pos_config till ON till.id = shift.config_id
                                   WHERE shift.state IN ('opening_control', 'opened')
                                     AND till.ticket_selling)
                 ORDER BY place.seat_id""",
                available=AVAILABLE,
                places=list(place_ids),
            )
        )

    # --- the verbs of staff ---------------------------------------------------------

    def _set_aside(self, before, after, reason, until=None, owner=None):
        result = super()._set_aside(before, after, reason, until, owner)
        self._tell_tills(self.ids)
        return result

    def _let_go(self, detail):
        count = super()._let_go(detail)
        self._tell_tills(self.ids)
        return count
