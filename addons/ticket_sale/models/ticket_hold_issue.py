from collections import Counter

from odoo import api, models
from odoo.tools import SQL

from ..exceptions import PlacesUnavailable
from ..kept import remember
from .ticket_place import AVAILABLE


class TicketHold(models.Model):
    """``issue``: held places become tickets."""

    _inherit = "ticket.hold"

    @api.model
    def _issue(self, hold, items):
        """Sell the held places: tickets are made inside the caller's transaction.

        A hold that has run out still sells the places that nobody else took.

        :param hold: the ``ticket.hold``, found by its token
        :param items: one dict a place: ``place_id``, ``type_id``, ``price`` (tax
            included), ``net_amount`` (without tax), ``currency_id``, and the channel's
            own link fields and buyer
        :return: the new ``ticket.ticket`` records, valid, in the order of ``items``
        :raise PlacesUnavailable: a place belongs to somebody else now; nothing is sold
        """
        hold = hold.sudo()  # authorised by its token
        place_ids = [item["place_id"] for item in items]
        twice = [i for i, times in Counter(place_ids).items() if times > 1]
        if twice:
            raise ValueError(f"places asked for twice: {twice}")
        types = {item["place_id"]: item["type_id"] for item in items}
        places_sudo = self.env["ticket.place"].sudo().browse(place_ids)
        places_sudo.flush_model()
        unchosen = places_sudo.filtered(
            lambda place: place.hold_id != hold or place.type_id.id != types[place.id]
        )
        sold = self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (%(places)s)
      UPDATE ticket_place place
         SET state = 'sold', hold_id = %(hold)s, held_until = NULL,
             type_id = chosen.type_id
        FROM wanted
        JOIN unnest(%(place_ids)s, %(type_ids)s) AS chosen (place_id, type_id)
          ON chosen.place_id = wanted.id
       WHERE place.id = wanted.id
   RETURNING place.id, place.seat_id, place.section_id, place.zone_id,
             (SELECT ARRAY[seat.section_id::text, seat.row, seat.number]
                FROM ticket_seat seat WHERE seat.id = place.seat_id),
             EXISTS (SELECT FROM ticket_place other
                      WHERE other.hold_id = %(hold)s
                        AND other.id <> ALL(%(place_ids)s)
                        AND other.state IN ('held', 'reserved'))""",
                places=self._lock_sellable(hold, place_ids),
                hold=hold.id,
                place_ids=list(types),
                type_ids=list(types.values()),
            )
        )
        self.env["ticket.place"].invalidate_model()
        sold_ids = {row[0] for row in sold}
        if len(sold_ids) < len(place_ids):
            lost = places_sudo.filtered(lambda place: place.id not in sold_ids)
            raise PlacesUnavailable(
                self.env._(
                    "Somebody else has these places now: %(seats)s.",
                    seats=", ".join(lost.mapped("display_name")),
                ),
                places=lost.ids,
                seats=lost.mapped("display_name"),
            )
        for place_id, seat_id, section_id, zone_id, seat, _left in sold:
            if seat:
                remember(
                    self.env["ticket.seat"].sudo().browse(seat_id),
                    section_id=int(seat[0]),
                    row=seat[1],
                    number=seat[2],
                )
            remember(
                places_sudo.browse(place_id),
                session_id=hold.session_id.id,
                hold_id=hold.id,
                state="sold",
                type_id=types[place_id],
                seat_id=seat_id,
                section_id=section_id,
                zone_id=zone_id,
            )
        if unchosen:  # no channel has asked the rules about these yet
            self._check_chosen(hold, unchosen)
        tickets = self.env["ticket.ticket"].sudo()._make(hold, items)
        self.env["ticket.place.log"]._record_tickets(tickets, "sold")
        if not any(row[-1] for row in sold):  # nothing else is kept by it
            hold.write({"state": "issued"})
        return tickets.sudo(self.env.su)

    def _lock_sellable(self, hold, place_ids):
        """The statement that locks what ``hold`` may sell; every issue goes through it:
        its own places, and free ones that it wanted once."""
        return SQL(
            """SELECT place.id FROM ticket_place place
                WHERE place.id = ANY(%(places)s) AND place.session_id = %(session)s
                  AND (%(available)s OR (place.state IN ('held', 'reserved')
                       AND place.hold_id = %(hold)s))
             ORDER BY place.id FOR NO KEY UPDATE""",
            places=place_ids,
            session=hold.session_id.id,
            hold=hold.id,
            available=AVAILABLE,
        )
