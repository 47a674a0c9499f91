from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# What is kept or locked past its time counts as free at once; the cron only tidies. A
# place that somebody took out of an allotment goes back to the allotment first.
EXPIRED = SQL("place.held_until < (clock_timestamp() AT TIME ZONE 'UTC')")
AVAILABLE = SQL(
    """(place.state = 'free' OR (place.state IN ('held', 'reserved', 'locked') AND %s
        AND (place.allotment_id IS NULL OR place.hold_id IS NULL)))""",
    EXPIRED,
)

#: Why a place is locked whose seat is not on the session's map any more. It stays because
#: of its history, and nothing brings it back on sale.
NOT_IN_MAP = "not in the map"


class TicketPlace(models.Model):
    """One saleable position in one session: the lock and the truth.

    Only the verbs of ``ticket.hold`` and ``ticket.ticket`` change a place, and staff who
    lock and open free ones. The table is narrow and has no log columns on purpose.
    """

    _name = "ticket.place"
    _description = "Place"
    _order = "session_id, rank, id"
    _log_access = False

    session_id = fields.Many2one("ticket.session", required=True, ondelete="restrict")
    seat_id = fields.Many2one(
        "ticket.seat", ondelete="restrict", help="Empty for a standing place."
    )
    section_id = fields.Many2one(
        "ticket.seat.section", required=True, ondelete="restrict"
    )
    zone_id = fields.Many2one("ticket.zone", ondelete="restrict")
    state = fields.Selection(
        [
            ("free", "Free"),
            ("locked", "Locked"),
            ("held", "Held"),
            ("reserved", "Reserved"),
            ("sold", "Sold"),
        ],
        required=True,
        default="free",
        readonly=True,
    )
    lock_reason = fields.Char(readonly=True)
    hold_id = fields.Many2one("ticket.hold", ondelete="restrict", readonly=True)
    held_until = fields.Datetime(
        readonly=True,
        help="The end of a hold, a reservation, an allotment or a lock.",
    )
    type_id = fields.Many2one(
        "ticket.type",
        ondelete="restrict",
        readonly=True,
        help="Chosen while the place is held; a sold place keeps it.",
    )
    allotment_id = fields.Many2one(
        "ticket.allotment", ondelete="restrict", readonly=True
    )
    rank = fields.Integer(required=True, default=0, help="The best place is number 1.")
    ticket_ids = fields.One2many("ticket.ticket", "place_id", string="Tickets")
    company_id = fields.Many2one(related="session_id.company_id")

    _session_seat_uniq = models.UniqueIndex(
        "(session_id, seat_id)", "This seat has a place in the session already."
    )
    _free_by_zone_idx = models.Index("(session_id, zone_id, rank) WHERE state = 'free'")
    _free_by_section_idx = models.Index(
        "(session_id, section_id, rank) WHERE state = 'free'"
    )
    _held_idx = models.Index(
        "(session_id, held_until) WHERE state IN ('held', 'reserved')"
    )
    _hold_idx = models.Index("(hold_id) WHERE hold_id IS NOT NULL")
    _allotment_idx = models.Index("(allotment_id, rank) WHERE allotment_id IS NOT NULL")
    _held_has_hold = models.Constraint(
        "CHECK(state != 'held' OR (hold_id IS NOT NULL AND held_until IS NOT NULL))",
        "A held place belongs to a hold and has an end.",
    )
    _reserved_has_owner = models.Constraint(
        """CHECK(state != 'reserved' OR (held_until IS NOT NULL
                 AND (hold_id IS NOT NULL OR allotment_id IS NOT NULL)))""",
        "A reserved place belongs to a reservation or an allotment and has an end.",
    )

    @api.depends("seat_id", "section_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for place in self:
            place.display_name = (
                place.seat_id.display_name
                if place.seat_id
                else place.section_id.name or ""
            )

    @api.model
    def _open(self, session):
        """Make all places of a session in one statement (60,000 seats in 2–3 s), or
        those that are missing since the session has another map.

        A seat's zone is the one that names the seat, else the one that names its
        section. Seats without a zone have no price and are locked.
        """
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                """
      WITH zone AS (
           SELECT id, sequence FROM ticket_zone WHERE plan_id = %(plan)s),
           by_seat AS (
           SELECT rel.seat_id, zone.id AS zone_id
             FROM ticket_zone_seat_rel rel JOIN zone ON zone.id = rel.zone_id),
           by_section AS (
           SELECT rel.section_id, zone.id AS zone_id
             FROM ticket_zone_section_rel rel JOIN zone ON zone.id = rel.zone_id),
           spot AS (
           SELECT seat.id AS seat_id, seat.section_id, kind.code AS kind,
                  kind.locked AS kept, NOT kind.sellable AS killed,
                  CASE WHEN kind.sellable
                       THEN COALESCE(by_seat.zone_id, by_section.zone_id)
                       END AS zone_id,
                  (seat.x - %(x)s) ^ 2 + (seat.y - %(y)s) ^ 2 AS distance
             FROM ticket_seat seat
             JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
        LEFT JOIN by_seat ON by_seat.seat_id = seat.id
        LEFT JOIN by_section ON by_section.section_id = seat.section_id
            WHERE seat.seat_map_id = %(map)s AND NOT EXISTS (
                  SELECT FROM ticket_place place
                   WHERE place.session_id = %(session)s AND place.seat_id = seat.id)
        UNION ALL
           SELECT NULL, section.id, 'standing', false, false, by_section.zone_id,
                  number
             FROM ticket_seat_section section
             JOIN generate_series(1 + (
                  SELECT count(*) FROM ticket_place place
                   WHERE place.session_id = %(session)s AND place.seat_id IS NULL
                     AND place.section_id = section.id),
                  COALESCE(%(slot)s, section.capacity)) AS number
               ON true
        LEFT JOIN by_section ON by_section.section_id = section.id
            WHERE section.seat_map_id = %(map)s AND section.kind = 'standing')
    INSERT INTO ticket_place
           (session_id, seat_id, section_id, zone_id, killed, state, lock_reason, rank)
    SELECT %(session)s, spot.seat_id, spot.section_id, spot.zone_id, spot.killed,
           CASE WHEN spot.zone_id IS NULL OR spot.kept THEN 'locked' ELSE 'free' END,
           CASE WHEN spot.killed THEN spot.kind
                WHEN spot.zone_id IS NULL THEN 'no price'
                WHEN spot.kept THEN spot.kind END,
           row_number() OVER (ORDER BY zone.sequence, spot.distance, spot.seat_id)
      FROM spot LEFT JOIN zone ON zone.id = spot.zone_id
  ORDER BY spot.seat_id
 RETURNING 1""",
                plan=session.plan_id.id,
                map=session.seat_map_id.id,
                session=session.id,
                slot=session.slot_capacity or None,
                x=session.seat_map_id.focal_x,
                y=session.seat_map_id.focal_y,
            )
        )
        self.invalidate_model()

    def action_lock(self, reason=None, until=None, owner=None):
        """Take free places off sale; for staff.

        :param owner: the ``res.partner`` who answers for them
        :param until: when they go on sale again by themselves, UTC; never when empty
        :raise UserError: a place is not free now
        """
        reason = reason or self.env._("locked by hand")
        self._set_aside("free", "locked", reason, until, owner)

    def action_open(self):
        """Put locked places on sale; for staff.

        :raise UserError: a place is not locked, or its zone has no price
        """
        self._check_not_killed()
        without_zone = self.filtered(lambda place: not place.zone_id)
        if without_zone:
            raise UserError(
                self.env._(
                    "%(place)s has no price zone. Add it to a zone of the price plan "
                    "before opening it.",
                    place=without_zone[0].display_name,
                )
            )
        self._set_aside("locked", "free", None)

    def _set_aside(self, before, after, reason, until=None, owner=None):
        self.check_access("write")
        self.flush_model()
        changed = self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (
             SELECT place.id FROM ticket_place place
              WHERE place.id = ANY(%(ids)s) AND %(condition)s
           ORDER BY place.id FOR NO KEY UPDATE),
             changed AS (
             UPDATE ticket_place place
                SET state = %(after)s, lock_reason = %(reason)s, hold_id = NULL,
                    held_until = %(until)s, type_id = NULL, allotment_id = NULL,
                    locked_by_id = %(by)s, locked_for_id = %(owner)s
               FROM wanted WHERE place.id = wanted.id
          RETURNING place.id, place.session_id),
             logged AS (%(log)s)
      SELECT id FROM changed""",
                after=after,
                until=until or None,
                reason=reason,
                by=self.env.uid if after == "locked" else None,
                owner=owner.id if owner else None,
                ids=self.ids,
                condition=AVAILABLE if before == "free" else SQL("state = 'locked'"),
                log=self.env["ticket.place.log"]._insert(
                    "changed",
                    "locked" if after == "locked" else "opened",
                    detail=SQL("%s", self._say_lock(reason, until, owner)),
                ),
            )
        )
        self.invalidate_recordset()
        missed = self - self.browse(row[0] for row in changed)
        if missed:
            raise UserError(
                self.env._(
                    "%(count)s places changed meanwhile, for example %(place)s. "
                    "Nothing was done; reload and choose again.",
                    count=len(missed),
                    place=missed[0].display_name,
                )
            )

    def _say_lock(self, reason, until, owner):
        """The line in the history: why, for whom and until when (venue time)."""
        session = self.session_id[:1]
        return " · ".join(
            filter(
                None,
                (
                    reason,
                    owner and owner.display_name,
                    until
                    and self.env._(
                        "until %(time)s", time=session._say_moment(until, session.tz)
                    ),
                ),
            )
        )

    @api.model
    def _give_back(self, condition, action, detail=None):
        """The only way back for places that were kept or sold: they become free, or
        return to their allotment while it runs.

        :param SQL condition: which places, on the alias ``place``
        :param action: what the log says; an empty one writes nothing down
        :return: ids of the places that came back
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (
             SELECT place.id, place.hold_id, place.allotment_id
               FROM ticket_place place WHERE %(condition)s
           ORDER BY place.id FOR NO KEY UPDATE),
             home AS (
             SELECT wanted.*, allotment.id AS kept_for, allotment.return_at
               FROM wanted
          LEFT JOIN ticket_allotment allotment
                 ON allotment.id = wanted.allotment_id AND allotment.state = 'active'
                AND allotment.return_at > (clock_timestamp() AT TIME ZONE 'UTC')),
             changed AS (
             UPDATE ticket_place place
                SET state = CASE WHEN home.kept_for IS NULL THEN 'free'
                                 ELSE 'reserved' END,
                    held_until = home.return_at, allotment_id = home.kept_for,
                    hold_id = NULL, type_id = NULL, lock_reason = NULL
               FROM home WHERE place.id = home.id
          RETURNING place.id, place.session_id, home.hold_id)
             %(log)s
      SELECT id FROM changed""",
                condition=condition,
                log=SQL(
                    ", logged AS (%s)",
                    self.env["ticket.place.log"]._insert(
                        "changed",
                        action,
                        hold=SQL("changed.hold_id"),
                        detail=SQL("%s", detail),
                    ),
                )
                if action
                else SQL(),
            )
        )
        self.invalidate_model()
        place_ids = [row[0] for row in rows]
        if place_ids:
            self.env["ticket.hold"]._places_came_back(place_ids)
        return place_ids

    @api.model
    def _availability_codes(self, session, available=AVAILABLE):
        """One character a seat in geometry order: 0 free, 1 held, 2 sold, 3 locked.

        :param SQL available: what counts as free; see ``ticket.hold._available_to``
        """
        self.flush_model()
        [[codes]] = self.env.execute_query(
            SQL(
                """SELECT string_agg(CASE
                              WHEN %(available)s THEN '0'
                              WHEN place.state IN ('held', 'reserved') THEN '1'
                              WHEN place.state = 'sold' THEN '2'
                              ELSE '3' END, '' ORDER BY place.seat_id)
                     FROM ticket_place place
                    WHERE place.session_id = %(session)s
                      AND place.seat_id IS NOT NULL""",
                available=available,
                session=session.id,
            )
        )
        return codes or ""

    @api.model
    def _count_left(self, sessions, by, available=AVAILABLE):
        """How many places are free, in one query.

        :param by: ``"zone_id"`` or ``"section_id"`` (standing areas)
        :param SQL available: what counts as free; see ``ticket.hold._available_to``
        :return: {(session id, zone or section id): free places}
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT place.session_id, place.%(by)s, count(*)
                     FROM ticket_place place
                    WHERE place.session_id = ANY(%(sessions)s) AND %(available)s
                          %(standing)s
                 GROUP BY place.session_id, place.%(by)s""",
                by=SQL.identifier(by),
                sessions=sessions.ids,
                available=available,
                standing=SQL("AND place.seat_id IS NULL")
                if by == "section_id"
                else SQL(),
            )
        )
        return {(session_id, key): count for session_id, key, count in rows}
