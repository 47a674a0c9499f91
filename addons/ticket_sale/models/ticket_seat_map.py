from odoo import models
from odoo.tools import SQL, ormcache

from ..tools.best_seats import positions

#: Seats that are given only to those who ask for them.
ASKED_FOR_KINDS = ("wheelchair", "companion")


class TicketSeatMap(models.Model):
    _inherit = "ticket.seat.map"

    @ormcache("self.id", "self.revision")
    def _spots(self):
        """Where seats are, for searches: {seat id: (position, x, y)}.

        Seats that are given only when asked for are left out. Positions are those of
        ``tools/best_seats.positions``. Kept in memory, since a
        map on sale does not change and a search looks at thousands of seats.
        """
        self.env["ticket.seat"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT seat.id, seat.section_id, seat.row, seat.x, seat.y
                     FROM ticket_seat seat
                     JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
                    WHERE seat.seat_map_id = %s AND kind.code NOT IN %s""",
                self.id,
                ASKED_FOR_KINDS,
            )
        )
        line = positions(rows, self._seat_pitch())
        return {seat_id: (line[seat_id], x, y) for seat_id, _, _, x, y in rows}

    @ormcache("self.id", "self.revision")
    def _companion_seats(self):
        """{companion seat: its wheelchair place, or None when it is bound to none}"""
        self.env["ticket.seat"].flush_model()
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT seat.id, seat.companion_id FROM ticket_seat seat
                         JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
                        WHERE seat.seat_map_id = %s AND kind.code = 'companion'
                     ORDER BY seat.id""",
                    self.id,
                )
            )
        )
