from odoo import models
from odoo.tools import SQL

from ..exceptions import SeatLeftSingle
from ..tools.best_seats import FreeSeat
from ..tools.orphans import new_orphans

#: Who chooses seats alone; staff at the counter knows what they do.
CUSTOMER_CHANNELS = ("website", "kiosk", "distributor")


class TicketHold(models.Model):
    """The orphan rule for seats that customers choose themselves."""

    _inherit = "ticket.hold"

    def _check_orphans(self, keep, rows):
        """:raise SeatLeftSingle: the choice leaves a single seat without need;
        ``details`` has the ``orphans`` and a better choice, ``instead``, as seat ids
        """
        session = keep.session.sudo()
        if keep.channel not in CUSTOMER_CHANNELS or not session.orphan_rule:
            return
        seat_of = {place_id: seat_id for place_id, seat_id, *_others in rows if seat_id}
        if not seat_of:
            return
        orphans, instead = new_orphans(
            self._free_in_rows(keep, list(seat_of.values())),
            set(seat_of.values()),
        )
        if not orphans:
            return
        Seat = self.env["ticket.seat"].sudo()
        raise SeatLeftSingle(
            self.env._(
                "Your choice would leave a single seat that nobody can use with "
                "friends: %(seats)s. Please take %(instead)s instead.",
                seats=", ".join(Seat.browse(orphans).mapped("display_name")),
                instead=", ".join(Seat.browse(instead).mapped("display_name")),
            ),
            orphans=orphans,
            instead=instead,
        )

    def _free_in_rows(self, keep, seat_ids):
        """The free seats, and those of this hold, in the rows of some seats; places for
        wheelchairs are no seats that could be left single."""
        self.env["ticket.place"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
      SELECT seat.id
        FROM (SELECT DISTINCT section_id, row FROM ticket_seat
               WHERE id = ANY(%(seats)s)) AS mine
        JOIN ticket_seat seat
          ON seat.section_id = mine.section_id AND seat.row = mine.row
        JOIN ticket_place place
          ON place.session_id = %(session)s AND place.seat_id = seat.id
       WHERE (place.hold_id = %(hold)s OR %(available)s)
    ORDER BY seat.id""",
                seats=seat_ids,
                session=keep.session.id,
                hold=keep.hold_id,
                available=keep.available,
            )
        )
        spots = keep.session.sudo().seat_map_id._spots()
        return [
            FreeSeat(seat_id, *spots[seat_id], 0)
            for [seat_id] in rows
            if seat_id in spots
        ]
