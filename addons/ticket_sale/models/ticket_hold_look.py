from odoo import models
from odoo.tools import SQL

from ..kept import columns, remember

#: What putting a hold into an order asks of its places, and what their names are made of.
OF_PLACES = (
    "session_id",
    "hold_id",
    "state",
    "type_id",
    "zone_id",
    "seat_id",
    "section_id",
)
OF_SEATS = ("section_id", "row", "number")


class TicketHold(models.Model):
    """A hold that is about to be bought is looked at once, its seats with its places."""

    _inherit = "ticket.hold"

    def _look(self):
        """Read the places of this hold and their seats in one statement.

        What is in memory already stays.
        """
        self.ensure_one()
        Place, Seat = self.env["ticket.place"], self.env["ticket.seat"]
        Place.flush_model(OF_PLACES)
        rows = self.env.execute_query(
            SQL(
                """SELECT place.id, %s, %s
                     FROM ticket_place place
                LEFT JOIN ticket_seat seat ON seat.id = place.seat_id
                    WHERE place.hold_id = %s
                 ORDER BY place.session_id, place.rank, place.id""",
                columns("place", OF_PLACES),
                columns("seat", OF_SEATS),
                self.id,
            )
        )
        for place_id, *values in rows:
            of_place = dict(zip(OF_PLACES, values, strict=False))
            remember(Place.browse(place_id), **of_place)
            if of_place["seat_id"]:
                of_seat = zip(OF_SEATS, values[len(OF_PLACES) :], strict=True)
                remember(Seat.browse(of_place["seat_id"]), **dict(of_seat))
        remember(self, place_ids=tuple(row[0] for row in rows))
