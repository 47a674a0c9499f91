from itertools import groupby

from odoo import models
from odoo.tools import SQL

#: Shades from the best seats (0) to the furthest.
QUALITY_LEVELS = 8


class TicketSession(models.Model):
    _inherit = "ticket.session"

    def get_quality(self):
        """How good each seat is, in eight equal parts by the rank that the search for
        the best seats uses.

        :return: [[level, run length], …] in geometry order, 0 the best
        """
        self.ensure_one()
        self.check_access("read")
        self.env["ticket.place"].flush_model(["session_id", "seat_id", "rank"])
        rows = self.env.execute_query(
            SQL(
                """SELECT level FROM (
                          SELECT seat_id, ntile(%s) OVER (ORDER BY rank) - 1 AS level
                            FROM ticket_place
                           WHERE session_id = %s AND seat_id IS NOT NULL) AS seats
                 ORDER BY seat_id""",
                QUALITY_LEVELS,
                self.id,
            )
        )
        return [[level, len(list(run))] for (level,), run in groupby(rows)]
