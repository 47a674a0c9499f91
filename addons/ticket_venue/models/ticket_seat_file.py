from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import geometry


class TicketSeat(models.Model):
    """Seats as files hold them."""

    _inherit = "ticket.seat"

    category = fields.Char(
        help="The price category its seat file gave the seat, from which a price plan "
        "can be painted."
    )

    @api.model
    def _read_for_file(self, seat_map):
        """:return: ``geometry.Seat`` values with ids, in geometry order"""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT seat.id, seat.section_id, COALESCE(seat.row, ''), seat.number,
                          seat.x, seat.y, kind.code, seat.key,
                          COALESCE(seat.category, ''), COALESCE(place.key, '')
                     FROM ticket_seat seat
                     JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
                LEFT JOIN ticket_seat place ON place.id = seat.companion_id
                    WHERE seat.seat_map_id = %s
                 ORDER BY seat.id""",
                seat_map.id,
            )
        )
        return [geometry.Seat(*row) for row in rows]

    @api.model
    def _set_categories(self, seat_map, categories):
        """:param categories: {key of a seat: its category, or nothing}"""
        self.env.execute_query(
            SQL(
                """UPDATE ticket_seat seat SET category = NULLIF(said.category, '')
                     FROM unnest(%s::varchar[], %s::varchar[]) AS said (key, category)
                    WHERE seat.seat_map_id = %s AND seat.key = said.key
                      AND COALESCE(seat.category, '') != said.category
                RETURNING seat.id""",
                list(categories),
                list(categories.values()),
                seat_map.id,
            )
        )

    @api.model
    def _copy_between_maps(self, source, target, section_pairs):
        result = super()._copy_between_maps(source, target, section_pairs)
        self.env.execute_query(
            SQL(
                """UPDATE ticket_seat copy SET category = seat.category
                     FROM ticket_seat seat
                    WHERE copy.seat_map_id = %s AND seat.seat_map_id = %s
                      AND copy.key = seat.key AND seat.category IS NOT NULL
                RETURNING copy.id""",
                target.id,
                source.id,
            )
        )
        self.invalidate_model(["category"])
        return result
