from itertools import groupby

from odoo import api, fields, models
from odoo.tools import SQL

#: What the seats of a map can be compared by; one value a seat from its live tickets.
MEASURES = {
    "speed": SQL(
        """round(avg(greatest(EXTRACT(epoch FROM ticket.issued_at
               - COALESCE(session.sale_start, session.create_date)), 0) / 3600), 1)"""
    ),
    "price": SQL("round(avg(ticket.price), 2)"),
    "attendance": SQL("round(avg(CASE WHEN ticket.admitted > 0 THEN 100 ELSE 0 END))"),
}


class TicketSession(models.Model):
    """Figures of the seats of a session, or of all sessions of its show on its map."""

    _inherit = "ticket.session"

    @api.readonly
    def get_heat(self, measure, whole_show=False):
        """How fast each seat went, what was paid for it, or whether somebody came.

        :param measure: ``speed`` in hours from the begin of the sale, ``price``, or
            ``attendance`` in percent
        :param whole_show: means over all sessions of the show on this hall's drawing
        :return: ``runs`` of [value or None, seats] in geometry order; how many
            ``sessions`` and ``tickets`` count; how long the sale has been open
        :raise AccessError: the user may not see what was sold
        """
        self.ensure_one()
        self.check_access("read")
        self._check_board_access()
        sessions = self._heat_sessions() if whole_show else self
        rows = self._heat_values(sessions, MEASURES[measure])
        return {
            "runs": [
                [None if value is None else float(value), len(list(run))]
                for value, run in groupby(rows)
            ],
            "sessions": len(sessions),
            "tickets": self.env["ticket.ticket"].search_count(
                [("session_id", "in", sessions.ids), ("state", "in", ("valid", "used"))]
            ),
            "open_hours": self._hours_open(),
        }

    def _heat_sessions(self):
        """Sessions of the show whose map is a revision of this one's."""
        return self.search(
            [
                ("show_id", "=", self.show_id.id),
                ("seat_map_id.drawing_id", "=", self.seat_map_id.drawing_id.id),
                ("inventory_open", "=", True),
            ]
        )

    def _heat_values(self, sessions, value):
        """One value a seat of this session's map; seats of other revisions are the
        same when their keys are."""
        self.env.flush_all()
        return [
            found
            for (found,) in self.env.execute_query(
                SQL(
                    """SELECT sold.value FROM ticket_seat target
                    LEFT JOIN (
                       SELECT seat.key, %(value)s AS value
                         FROM ticket_ticket ticket
                         JOIN ticket_place place ON place.id = ticket.place_id
                         JOIN ticket_seat seat ON seat.id = place.seat_id
                         JOIN ticket_session session ON session.id = place.session_id
                        WHERE ticket.session_id = ANY(%(sessions)s)
                          AND ticket.state IN ('valid', 'used')
                     GROUP BY seat.key) AS sold ON sold.key = target.key
                        WHERE target.seat_map_id = %(map)s
                     ORDER BY target.id""",
                    value=value,
                    sessions=sessions.ids,
                    map=self.seat_map_id.id,
                )
            )
        ]

    def _hours_open(self):
        """For how long tickets have been or were sold; 0 before the sale."""
        begin = self.sale_start or self.create_date
        end = min(fields.Datetime.now(), self.sale_end or self.end)
        return max(round((end - begin).total_seconds() / 3600, 1), 0)
