from odoo import models

from ..exceptions import PlacesUnavailable


class TicketHold(models.Model):
    """Why places cannot be kept, in words that tell what to do."""

    _inherit = "ticket.hold"

    def _raise_unavailable(self, session, place_ids, seat_ids, rows):
        got_places = {row[0] for row in rows}
        got_seats = {row[1] for row in rows}
        lost = (
            self.env["ticket.place"]
            .sudo()
            .search(
                [
                    ("session_id", "=", session.id),
                    "|",
                    ("id", "in", [i for i in place_ids if i not in got_places]),
                    ("seat_id", "in", [i for i in seat_ids if i not in got_seats]),
                ]
            )
        )
        labels = lost.mapped("display_name")
        raise PlacesUnavailable(
            self.env._(
                "Somebody else has just taken: %(seats)s. Please choose again.",
                seats=", ".join(labels),
            )
            if labels
            else self._say_strange(session, seat_ids),
            places=lost.ids,
            seats=labels,
        )

    def _say_strange(self, session, seat_ids):
        """Why named seats have no place: the buyer's map may be of yesterday."""
        session_sudo = session.sudo()
        # the map may have changed while this hold waited for the places
        session_sudo.invalidate_recordset(["seat_map_id", "drawing_id"], flush=False)
        older = (
            self.env["ticket.seat"]
            .sudo()
            .search_count(
                [
                    ("id", "in", list(seat_ids)),
                    ("seat_map_id.drawing_id", "=", session_sudo.drawing_id.id),
                    ("seat_map_id", "!=", session_sudo.seat_map_id.id),
                ],
                limit=1,
            )
        )
        if older:
            return self.env._(
                "The seating plan of this session has just changed. Please choose again."
            )
        return self.env._("These places do not belong to this session.")
