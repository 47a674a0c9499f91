from itertools import groupby

from odoo import models
from odoo.tools import SQL

SHOWN = 10


class TicketSeatMap(models.Model):
    _inherit = "ticket.seat.map"

    def _say_removed_in_use(self, seats):
        """Which of these seats are taken in coming sessions of other revisions."""
        said = super()._say_removed_in_use(seats)
        taken = self._taken_in_revisions([seat.key for seat in seats])
        if not taken:
            return said
        lines = [said] if said else []
        lines.append(
            self.env._(
                "Some seats that go are taken in sessions of another revision. Those "
                "sessions cannot move to this one before the seats are given back:"
            )
        )
        label = self.env["ticket.seat"]._label
        for session_id, rows in groupby(taken, lambda row: row[0]):
            rows = list(rows)
            names = [label(*row[1:]) for row in rows[:SHOWN]]
            if len(rows) > SHOWN:
                names.append(
                    self.env._("… and %(count)s more.", count=len(rows) - SHOWN)
                )
            session = self.env["ticket.session"].browse(session_id)
            lines.append(f"{session.display_name}: {'; '.join(names)}")
        return "\n".join(lines)

    def _taken_in_revisions(self, keys):
        """(session, section, row, number) of each place that is held, reserved or sold,
        in sessions to come on other revisions of this map.

        One question over all seats: a map may lose thousands at once.
        """
        others = self.edition_ids - self
        if not keys or not others:
            return []
        rows = self.env.execute_query(
            SQL(
                """SELECT session.id, seat.section_id, COALESCE(seat.row, ''),
                          seat.number
                     FROM ticket_seat seat
                     JOIN ticket_place place ON place.seat_id = seat.id
                     JOIN ticket_session session ON session.id = place.session_id
                    WHERE seat.seat_map_id = ANY(%s) AND seat.key = ANY(%s)
                      AND place.state IN ('held', 'reserved', 'sold')
                      AND session."end" > %s AND session.state != 'cancelled'
                 ORDER BY session.start, session.id, seat.id""",
                others.ids,
                keys,
                self.env.cr.now(),
            )
        )
        sections = self.env["ticket.seat.section"].browse({row[1] for row in rows})
        names = {section.id: section.name for section in sections}
        return [(row[0], names[row[1]], *row[2:]) for row in rows]
