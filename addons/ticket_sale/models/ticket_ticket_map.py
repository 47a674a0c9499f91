from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from ..tools.face_map import Surroundings, reach


class TicketTicket(models.Model):
    """The seats around a ticket's own, for the snippet of the hall that a face shows."""

    _inherit = "ticket.ticket"

    def _face_surroundings(self, elements):
        """Return ``{ticket id: Surroundings}`` of the tickets with a numbered seat.

        :param elements: of the face; nothing is read unless one of them is a map
        """
        maps = [element for element in elements if element.get("type") == "map"]
        if not maps:
            return {}
        far = max(map(reach, maps))
        surroundings = {}
        for seat_map, seats in self.seat_id.grouped("seat_map_id").items():
            cells = self._face_cells(seat_map, seats, far)
            stage = (seat_map.focal_x, seat_map.focal_y)
            for ticket in self:
                seat = ticket.seat_id
                if seat in seats:
                    surroundings[ticket.id] = Surroundings(
                        _near(cells, seat, far),
                        (stage[0] - seat.x, stage[1] - seat.y) if any(stage) else None,
                    )
        return surroundings

    def _face_cells(self, seat_map, seats, far):
        """Return the places of all seats about ``seats``, in squares of ``far``."""
        self.env["ticket.seat"].flush_model(["seat_map_id", "x", "y"])
        # bare SQL: a stadium's sixty thousand records would take a second
        rows = self.env.execute_query(
            SQL(
                """SELECT x, y FROM ticket_seat
                    WHERE seat_map_id = %s
                      AND x BETWEEN %s AND %s AND y BETWEEN %s AND %s""",
                seat_map.id,
                min(seats.mapped("x")) - far,
                max(seats.mapped("x")) + far,
                min(seats.mapped("y")) - far,
                max(seats.mapped("y")) + far,
            )
        )
        cells = defaultdict(list)
        for x, y in rows:
            cells[x // far, y // far].append((x, y))
        return cells


def _near(cells, seat, far):
    """Return where the seats about a seat are, seen from it, the nearest first."""
    column, row = seat.x // far, seat.y // far
    seen = [
        (x - seat.x, y - seat.y)
        for right in (-1, 0, 1)
        for down in (-1, 0, 1)
        for x, y in cells.get((column + right, row + down), ())
    ]
    near = [(x, y) for x, y in seen if abs(x) <= far and abs(y) <= far and (x or y)]
    return tuple(sorted(near, key=lambda place: place[0] ** 2 + place[1] ** 2))
