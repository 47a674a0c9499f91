from odoo import api, models
from odoo.tools import SQL, split_every


class TicketSeat(models.Model):
    """New rows and numbers for many seats."""

    _inherit = "ticket.seat"

    @api.model
    def _rename(self, seat_map, labels):
        """Give seats of a map other rows and numbers, thousands a statement.

        The caller has checked that the map is a draft, and bumps its revision.

        :param labels: {seat id: (row, number)}
        """
        self.flush_model()
        for batch in split_every(5000, labels.items()):
            self.env.execute_query(
                SQL(
                    """UPDATE ticket_seat seat SET row = label.row, number = label.number
                         FROM (VALUES %s) AS label (id, row, number)
                        WHERE seat.id = label.id AND seat.seat_map_id = %s
                    RETURNING seat.id""",
                    SQL(", ").join(
                        SQL("(%s, %s, %s)", seat_id, row or None, number)
                        for seat_id, (row, number) in batch
                    ),
                    seat_map.id,
                )
            )
        self.invalidate_model(["row", "number", "display_name"])
