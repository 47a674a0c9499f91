from odoo import api, fields, models
from odoo.tools import SQL, split_every


class TicketSeat(models.Model):
    """A seat of a map: where it stands and what it is called, never its state."""

    _name = "ticket.seat"
    _description = "Seat"
    _order = "id"
    _log_access = False

    seat_map_id = fields.Many2one("ticket.seat.map", required=True, ondelete="cascade")
    section_id = fields.Many2one(
        "ticket.seat.section", required=True, ondelete="cascade"
    )
    row = fields.Char()
    number = fields.Char(required=True)
    x = fields.Float(
        required=True,
        default=0,
        help="Map units to the right; one unit is a centimetre.",
    )
    y = fields.Float(
        required=True, default=0, help="Map units downwards; one unit is a centimetre."
    )
    kind_id = fields.Many2one("ticket.seat.kind", required=True, ondelete="restrict")
    key = fields.Char(
        required=True, help="Stable name of the seat: imports match seats by it."
    )

    _row_idx = models.Index("(section_id, row)")
    _key_uniq = models.UniqueIndex(
        "(seat_map_id, key)", "This map has two seats with the same key."
    )

    @api.depends("section_id.name", "row", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for seat in self:
            seat.display_name = self._label(seat.section_id.name, seat.row, seat.number)

    @api.model
    def _label(self, section, row, number):
        """What a person reads on a ticket: section, row and seat."""
        if row:
            return self.env._(
                "%(section)s · Row %(row)s · Seat %(number)s",
                section=section,
                row=row,
                number=number,
            )
        return self.env._(
            "%(section)s · Seat %(number)s", section=section, number=number
        )

    @api.model
    def _read_geometry(self, seat_map):
        """The seats of a map as plain values in geometry order.

        Bare SQL: 60,000 records through the ORM take seconds, this takes a fifth.
        """
        self.flush_model()
        return self.env.execute_query_dict(
            SQL(
                """SELECT seat.id, seat.section_id, COALESCE(seat.row, '') AS row,
                          seat.number, seat.x, seat.y, kind.code AS kind
                     FROM ticket_seat seat
                     JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
                    WHERE seat.seat_map_id = %s
                 ORDER BY seat.id""",
                seat_map.id,
            )
        )

    @api.model
    def _insert(self, seat_map, seats, sections):
        """Add seats in bulk: a thousand a statement, no record a seat.

        :param seats: ``geometry.Seat`` values in geometry order, ids ignored
        :param sections: {section id of the seats: ``ticket.seat.section`` id}
        """
        kinds = {kind.code: kind.id for kind in self.env["ticket.seat.kind"].search([])}
        self.flush_model()
        for batch in split_every(1000, seats):
            self.env.execute_query(
                SQL(
                    """INSERT INTO ticket_seat
                              (seat_map_id, section_id, row, number, x, y, kind_id, key)
                       VALUES %s RETURNING id""",
                    SQL(", ").join(
                        SQL(
                            "(%s, %s, %s, %s, %s, %s, %s, %s)",
                            seat_map.id,
                            sections[seat.section_id],
                            seat.row or None,
                            seat.number,
                            seat.x,
                            seat.y,
                            kinds[seat.kind],
                            seat.key,
                        )
                        for seat in batch
                    ),
                )
            )
        seat_map.invalidate_recordset(["seat_ids", "seat_count", "capacity"])

    @api.model
    def _copy_between_maps(self, source, target, section_pairs):
        """Copy all seats, keys included, in one statement.

        :param section_pairs: (section id of source, section id of target)
        """
        if not section_pairs:
            return
        self.flush_model()
        self.env.execute_query(
            SQL(
                """INSERT INTO ticket_seat
                          (seat_map_id, section_id, row, number, x, y, kind_id, key)
                   SELECT %s, pair.target, seat.row, seat.number, seat.x, seat.y,
                          seat.kind_id, seat.key
                     FROM ticket_seat seat
                     JOIN (VALUES %s) AS pair (source, target)
                       ON pair.source = seat.section_id
                    WHERE seat.seat_map_id = %s
                 ORDER BY seat.id
                RETURNING id""",
                target.id,
                SQL(", ").join(SQL("(%s, %s)", *pair) for pair in section_pairs),
                source.id,
            )
        )
        target.invalidate_recordset(["seat_ids", "seat_count", "capacity"])
