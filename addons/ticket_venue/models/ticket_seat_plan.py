import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

#: Bytes of a new seat's key: nobody guesses it, and no two are ever the same.
KEY_BYTES = 9


class TicketSeat(models.Model):
    """Seats as the editor writes them: thousands at once, keys kept."""

    _inherit = "ticket.seat"

    companion_id = fields.Many2one(
        "ticket.seat",
        string="Companion Of",
        ondelete="set null",
        index="btree_not_null",
        help="The wheelchair place that this companion seat belongs to.",
    )

    @api.constrains("companion_id", "seat_map_id")
    def _check_companion(self):
        for seat in self:
            if seat.companion_id and seat.companion_id.seat_map_id != seat.seat_map_id:
                raise ValidationError(
                    self.env._(
                        "%(seat)s and its wheelchair place are on different maps.",
                        seat=seat.display_name,
                    )
                )

    @api.model
    def _plan_columns(self, changes, sections):
        """The values of seats as one list a column, for ``unnest``."""
        kinds = {kind.code: kind.id for kind in self.env["ticket.seat.kind"].search([])}
        return SQL(
            """unnest(%s::int[], %s::int[], %s::varchar[], %s::varchar[], %s::float8[],
                      %s::float8[], %s::int[], %s::varchar[])
               WITH ORDINALITY AS new
                    (id, section_id, row, number, x, y, kind_id, key, position)""",
            [seat.id for seat in changes],
            [sections.get(seat.section, seat.section) for seat in changes],
            [seat.row or None for seat in changes],
            [seat.number for seat in changes],
            [seat.x for seat in changes],
            [seat.y for seat in changes],
            [kinds[seat.kind] for seat in changes],
            [seat.key or secrets.token_urlsafe(KEY_BYTES) for seat in changes],
        )

    @api.model
    def _plan_insert(self, seat_map, changes, sections):
        """Add seats in one statement; those that undo brings back keep their key.

        :param changes: ``plan_delta.SeatChange`` values, ids negative and ascending
        :param sections: {id of a section in the changes: record id}
        :return: {id in the changes: record id}
        """
        if not changes:
            return {}
        rows = self.env.execute_query(
            SQL(
                """WITH new AS MATERIALIZED (SELECT * FROM %s),
                        made AS (
                   INSERT INTO ticket_seat
                          (seat_map_id, section_id, row, number, x, y, kind_id, key)
                   SELECT %s, section_id, row, number, x, y, kind_id, key
                     FROM new ORDER BY position
                RETURNING id, key)
                   SELECT new.id, made.id FROM new JOIN made USING (key)""",
                self._plan_columns(changes, sections),
                seat_map.id,
            )
        )
        return dict(rows)

    @api.model
    def _plan_update(self, seat_map, changes, sections):
        """Change known seats in one statement; their keys stay.

        :return: how many of them there were on this map
        """
        if not changes:
            return 0
        rows = self.env.execute_query(
            SQL(
                """UPDATE ticket_seat seat
                      SET section_id = new.section_id, row = new.row,
                          number = new.number, x = new.x, y = new.y,
                          kind_id = new.kind_id
                     FROM %s
                    WHERE seat.id = new.id AND seat.seat_map_id = %s
                RETURNING seat.id""",
                self._plan_columns(changes, sections),
                seat_map.id,
            )
        )
        return len(rows)

    @api.model
    def _plan_bind(self, seat_map, bonds):
        """Bind companion seats to wheelchair places, or to none.

        :param bonds: (seat id, id of its wheelchair place or 0)
        :return: whether all of them are seats of this map
        """
        wanted = {place for _seat, place in bonds if place}
        if wanted:
            [[known]] = self.env.execute_query(
                SQL(
                    """SELECT count(*) FROM ticket_seat
                        WHERE seat_map_id = %s AND id = ANY(%s)""",
                    seat_map.id,
                    list(wanted),
                )
            )
            if known != len(wanted):
                return False
        self.env.execute_query(
            SQL(
                """UPDATE ticket_seat seat
                      SET companion_id = NULLIF(bond.place, 0)
                     FROM unnest(%s::int[], %s::int[]) AS bond (seat, place)
                    WHERE seat.id = bond.seat AND seat.seat_map_id = %s
                      AND COALESCE(seat.companion_id, 0) != bond.place
                RETURNING seat.id""",
                [seat for seat, _place in bonds],
                [place for _seat, place in bonds],
                seat_map.id,
            )
        )
        return True

    @api.model
    def _plan_remove(self, seat_map, seat_ids):
        """Delete seats of a map. :return: {seat id: key}, so that undo can bring them back"""
        if not seat_ids:
            return {}
        return dict(
            self.env.execute_query(
                SQL(
                    """DELETE FROM ticket_seat
                        WHERE seat_map_id = %s AND id = ANY(%s) RETURNING id, key""",
                    seat_map.id,
                    seat_ids,
                )
            )
        )

    @api.model
    def _read_companions(self, seat_map):
        """[companion seat, its wheelchair place] of a map."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT id, companion_id FROM ticket_seat
                    WHERE seat_map_id = %s AND companion_id IS NOT NULL ORDER BY id""",
                seat_map.id,
            )
        )
        return [list(row) for row in rows]

    @api.model
    def _copy_between_maps(self, source, target, section_pairs):
        """Companions of the copy belong to wheelchair places of the copy."""
        result = super()._copy_between_maps(source, target, section_pairs)
        self.env.execute_query(
            SQL(
                """UPDATE ticket_seat seat
                      SET companion_id = place.id
                     FROM ticket_seat old_seat
                     JOIN ticket_seat old_place ON old_place.id = old_seat.companion_id
                     JOIN ticket_seat place ON place.key = old_place.key
                    WHERE old_seat.seat_map_id = %s AND old_seat.key = seat.key
                      AND seat.seat_map_id = %s AND place.seat_map_id = %s
                RETURNING seat.id""",
                source.id,
                target.id,
                target.id,
            )
        )
        return result
