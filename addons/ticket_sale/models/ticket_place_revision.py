from odoo import api, models
from odoo.tools import SQL

from .ticket_place import AVAILABLE, NOT_IN_MAP


class TicketPlace(models.Model):
    """Places follow their session to another revision of its map. Everything here runs
    in a short transaction that has locked all places of the session."""

    _inherit = "ticket.place"

    @api.model
    def _lock_session(self, session):
        """Lock all places of a session, in id order as every hold does."""
        self.flush_model()
        self.env.execute_query(
            SQL(
                """SELECT count(*) FROM (
                   SELECT FROM ticket_place WHERE session_id = %s
                 ORDER BY id FOR NO KEY UPDATE) AS locked""",
                session.id,
            )
        )

    @api.model
    def _pairs(self, session, target):
        """The statement that says where each place of a session is on another revision.

        Columns: ``id``, ``seat_id`` and ``section_id`` on the target, the latter empty
        when there is no such place, or somebody has it (``taken``) and it is not sold
        any more; ``renumbered``: people would read another name on it. Places of a
        standing area are alike: those that somebody has stay first.

        :return: SQL to be used as a table
        """
        return SQL(
            """
            SELECT place.id, new.id AS seat_id,
                   CASE WHEN kind.sellable OR NOT place.taken
                        THEN new.section_id END AS section_id, place.taken,
                   (COALESCE(old.row, ''), old.number, home.name ->> 'en_US')
                   IS DISTINCT FROM
                   (COALESCE(new.row, ''), new.number, goal.name ->> 'en_US')
                   AS renumbered, old.kind_id AS kind_before, new.kind_id,
                   kind.sellable
              FROM (%(places)s) AS place
              JOIN ticket_seat old ON old.id = place.seat_id
               AND old.seat_map_id = %(source)s
              JOIN ticket_seat_section home ON home.id = old.section_id
         LEFT JOIN ticket_seat new ON new.seat_map_id = %(target)s
               AND new.key = old.key
         LEFT JOIN ticket_seat_kind kind ON kind.id = new.kind_id
         LEFT JOIN ticket_seat_section goal ON goal.id = new.section_id
         UNION ALL
            SELECT place.id, NULL, goal.id, place.taken,
                   home.name ->> 'en_US' IS DISTINCT FROM goal.name ->> 'en_US',
                   NULL, NULL, NULL
              FROM (%(places)s) AS place
              JOIN ticket_seat_section home ON home.id = place.section_id
               AND home.seat_map_id = %(source)s
         LEFT JOIN (%(sections)s) AS pair ON pair.source = place.section_id
         LEFT JOIN ticket_seat_section goal ON goal.id = pair.target
               AND goal.kind = 'standing'
               AND place.turn <= COALESCE(%(slot)s, goal.capacity)
             WHERE place.seat_id IS NULL""",
            places=SQL(
                """SELECT place.id, place.seat_id, place.section_id,
                          %(taken)s AS taken, row_number() OVER (
                              PARTITION BY place.section_id, place.seat_id IS NULL
                              ORDER BY (%(taken)s) DESC, place.rank, place.id) AS turn
                     FROM ticket_place place WHERE place.session_id = %(session)s
                      AND place.lock_reason IS DISTINCT FROM %(not_in_map)s""",
                taken=SQL("NOT (%s OR place.state = 'locked')", AVAILABLE),
                session=session.id,
                not_in_map=NOT_IN_MAP,
            ),
            source=session.seat_map_id.id,
            target=target.id,
            slot=session.slot_capacity or None,
            sections=self.env["ticket.seat.section"]._pairs(
                session.seat_map_id, target
            ),
        )

    @api.model
    def _compare(self, session, target):
        """What a move would do, without doing it.

        :return: {"kept", "gone", "new": how many places, "lost": the places that
            somebody has and that are not on the target, "renumbered": {place: its name
            there} of those that somebody has}
        """
        self.flush_model()
        pairs = self._pairs(session, target)
        [[kept, gone, lost]] = self.env.execute_query(
            SQL(
                """SELECT count(*) FILTER (
                              WHERE section_id IS NOT NULL AND sellable IS NOT FALSE),
                          count(*) FILTER (WHERE section_id IS NULL),
                          array_agg(id ORDER BY id)
                              FILTER (WHERE section_id IS NULL AND taken)
                     FROM (%s) AS pair""",
                pairs,
            )
        )
        renumbered = self.env.execute_query(
            SQL(
                """SELECT id, seat_id, section_id FROM (%s) AS pair
                    WHERE renumbered AND taken AND section_id IS NOT NULL
                 ORDER BY id""",
                pairs,
            )
        )
        seats, sections = self.env["ticket.seat"], self.env["ticket.seat.section"]
        return {
            "kept": kept,
            "gone": gone,
            "new": target.capacity - kept,
            "lost": self.browse(lost or []),
            "renumbered": {
                self.browse(place_id): seats.browse(seat_id).display_name
                if seat_id
                else sections.browse(section_id).name
                for place_id, seat_id, section_id in renumbered
            },
        }

    @api.model
    def _follow_revision(self, session, target):
        """Put the places of a session on the seats of another revision: those that are
        there by seat key, new ones for new seats, and none for seats that are gone.

        The caller has locked the places and found that nobody loses one.
        """
        self._leave_map(session, target)
        self._change_seats(session, target)

    def _leave_map(self, session, target):
        """Places that are not on the target: untouched ones go, those with a history
        stay for its sake, locked for good."""
        self.env.execute_query(
            SQL(
                """
        WITH gone AS MATERIALIZED (
             SELECT id FROM (%(pairs)s) AS pair
              WHERE section_id IS NULL AND NOT taken),
             changed AS (
             UPDATE ticket_place place
                SET state = 'locked', lock_reason = %(reason)s, seat_id = NULL,
                    zone_id = NULL, hold_id = NULL, held_until = NULL, type_id = NULL,
                    allotment_id = NULL
               FROM gone WHERE place.id = gone.id AND EXISTS (
                    SELECT FROM ticket_place_log log WHERE log.place_id = place.id)
          RETURNING place.id, place.session_id),
             logged AS (%(log)s),
             deleted AS (
             DELETE FROM ticket_place place USING gone
              WHERE place.id = gone.id AND NOT EXISTS (
                    SELECT FROM ticket_place_log log WHERE log.place_id = place.id))
      SELECT id FROM changed""",
                pairs=self._pairs(session, target),
                reason=NOT_IN_MAP,
                log=self.env["ticket.place.log"]._insert(
                    "changed", "locked", detail=SQL("%s", NOT_IN_MAP)
                ),
            )
        )

    def _change_seats(self, session, target):
        """The seats' kinds count as when a sale opens: kept back or not."""
        self.env.execute_query(
            SQL(
                """
      UPDATE ticket_place place
         SET seat_id = pair.seat_id, section_id = pair.section_id,
             killed = pair.killed,
             zone_id = CASE WHEN NOT pair.killed THEN place.zone_id END,
             hold_id = CASE WHEN NOT pair.killed THEN place.hold_id END,
             held_until = CASE WHEN NOT pair.killed THEN place.held_until END,
             state = CASE WHEN pair.killed OR place.killed THEN 'locked'
                          WHEN place.state = 'free' AND kept THEN 'locked'
                          WHEN place.state = 'locked' AND opened THEN 'free'
                          ELSE place.state END,
             lock_reason = CASE WHEN pair.killed OR place.killed AND back THEN code
                                WHEN place.killed THEN 'no price'
                                WHEN place.state = 'free' AND kept THEN code
                                WHEN place.state = 'locked' AND opened THEN NULL
                                ELSE place.lock_reason END
        FROM (SELECT pair.*, kind.code, kind.locked AS back,
                     COALESCE(NOT kind.sellable, false) AS killed,
                     COALESCE(kind.locked AND NOT before.locked, false) AS kept,
                     COALESCE(before.locked AND NOT kind.locked
                              AND place.lock_reason = before.code, false) AS opened
                FROM (%s) AS pair
                JOIN ticket_place place ON place.id = pair.id
           LEFT JOIN ticket_seat_kind before ON before.id = pair.kind_before
           LEFT JOIN ticket_seat_kind kind ON kind.id = pair.kind_id
               WHERE pair.section_id IS NOT NULL) AS pair
       WHERE place.id = pair.id
   RETURNING place.id""",
                self._pairs(session, target),
            )
        )
        self.invalidate_model()

    @api.model
    def _rank_again(self, session):
        """Number the places of a session anew, the best first, as when its sale opened.

        The caller has locked the places.
        """
        self.flush_model()
        seat_map = session.seat_map_id
        self.env.execute_query(
            SQL(
                """
      UPDATE ticket_place place SET rank = ranked.rank
        FROM (SELECT place.id, row_number() OVER (
                         ORDER BY zone.sequence,
                                  COALESCE((seat.x - %(x)s) ^ 2 + (seat.y - %(y)s) ^ 2,
                                           place.turn),
                                  place.seat_id, place.id) AS rank
                FROM (SELECT id, seat_id, zone_id, row_number() OVER (
                                 PARTITION BY section_id ORDER BY rank, id) AS turn
                        FROM ticket_place WHERE session_id = %(session)s) AS place
           LEFT JOIN ticket_seat seat ON seat.id = place.seat_id
           LEFT JOIN ticket_zone zone ON zone.id = place.zone_id) AS ranked
       WHERE place.id = ranked.id AND place.rank != ranked.rank
   RETURNING place.id""",
                x=seat_map.focal_x,
                y=seat_map.focal_y,
                session=session.id,
            )
        )
        self.invalidate_model(["rank"])
