from dataclasses import dataclass

from odoo import models
from odoo.tools import SQL

from ..exceptions import PlacesUnavailable
from ..tools.best_seats import FreeSeat, best_seats

#: Rounds of a search when others take the seats just found: more than there are buyers at
#: the same moment, as one of them wins each round.
BEST_ROUNDS = 40
#: How many free seats are looked at: first, and before a group is parted.
BEST_CANDIDATES = 256
MOST_CANDIDATES = 4096


@dataclass(slots=True)
class _Search:
    """What is looked for, and the candidates read so far."""

    keep: object
    count: int
    zone_id: int | None
    section_id: int | None
    limit: int = 0
    read: int = 0
    seats: list[FreeSeat] | None = None

    def __post_init__(self):
        self.limit = max(BEST_CANDIDATES, 16 * self.count)


class TicketHold(models.Model):
    """Holding the best places instead of named ones."""

    _inherit = "ticket.hold"

    def _keep_best(self, keep, count, zone_id=None, section_id=None):
        if section_id:
            section = self.env["ticket.seat.section"].sudo().browse(section_id)
            if section.kind == "standing":
                return self._keep_standing(keep, count, section_id)
        search = _Search(keep, count, zone_id, section_id)
        avoided = set()  # seats that others were taking when we looked
        for attempt in range(BEST_ROUNDS):
            patient = attempt == BEST_ROUNDS - 1
            place_ids = self._find_best(search, avoided)
            if not place_ids and avoided:  # nothing else is left: wait for those
                avoided, patient = set(), True
                search.seats = None
                place_ids = self._find_best(search, avoided)
            if not place_ids:
                break
            rows = self._keep(keep, place_ids, skip_locked=not patient)
            if len(rows) == count:
                return rows
            avoided.update(set(place_ids) - {row[0] for row in rows})
        raise PlacesUnavailable(
            self.env._(
                "There are not %(count)s places left here. Choose another zone or fewer "
                "places.",
                count=count,
            ),
            places=[],
            seats=[],
        )

    def _keep_standing(self, keep, count, section_id):
        rows = self._update_kept(
            keep,
            self._lock_places(
                keep,
                SQL("place.section_id = %s", section_id),
                SQL("place.rank"),
                limit=count,
                skip_locked=True,
            ),
            count,
        )
        if len(rows) < count:
            raise PlacesUnavailable(
                self.env._(
                    "Only %(left)s places are left in this area.", left=len(rows)
                ),
                places=[],
                seats=[],
            )
        return rows

    def _find_best(self, search, avoided):
        """Ask ``tools/best_seats.py`` with as few candidates as will do.

        Later rounds look at the same candidates: what others took since is found out
        when the places are locked.

        :param avoided: ids of places to leave out
        """
        seat_map = search.keep.session.sudo().seat_map_id
        focal, pitch = (seat_map.focal_x, seat_map.focal_y), seat_map._seat_pitch()
        while True:
            if search.seats is None:
                search.seats = self._best_candidates(search, seat_map._spots())
            last = search.read < search.limit or search.limit >= MOST_CANDIDATES
            groups = best_seats(
                (seat for seat in search.seats if seat.id not in avoided),
                search.count,
                focal,
                pitch,
                together=not last,
            )
            if groups or last:
                return [place_id for group in groups for place_id in group]
            search.limit = MOST_CANDIDATES
            search.seats = None

    def _best_candidates(self, search, spots):
        """The best free seats by rank; places for wheelchairs only when asked for."""
        session, section_id = search.keep.session, search.section_id
        here = SQL("place.session_id = %s AND place.seat_id IS NOT NULL", session.id)
        if section_id:
            here = SQL("%s AND place.section_id = %s", here, section_id)
        zones = session.sudo().plan_id.zone_ids
        zone_ids = [search.zone_id] if search.zone_id else zones.ids
        rows = self.env.execute_query(
            SQL(
                # Zone after zone, the best first: an index scan each, and no more of
                # them than are needed.
                """
     (SELECT place.id, place.seat_id, place.rank
        FROM unnest(%(zones)s) AS zone (id)
  CROSS JOIN LATERAL (
             SELECT place.id, place.seat_id, place.rank FROM ticket_place place
              WHERE %(here)s AND place.zone_id = zone.id AND place.state = 'free'
           ORDER BY place.rank LIMIT %(limit)s) AS place
       LIMIT %(limit)s)
   UNION ALL
      SELECT place.id, place.seat_id, place.rank FROM ticket_place place
       WHERE %(here)s AND place.zone_id = ANY(%(zones)s)
         AND place.state IN ('held', 'reserved') AND %(available)s
   UNION ALL
      SELECT place.id, place.seat_id, place.rank FROM ticket_place place
       WHERE %(here)s AND place.zone_id = ANY(%(zones)s)
         AND place.state = 'locked' AND place.held_until IS NOT NULL
         AND %(available)s""",
                zones=zone_ids,
                here=here,
                available=search.keep.available,
                limit=search.limit,
            )
        )
        search.read = len(rows)
        return [
            FreeSeat(place_id, *spots[seat_id], rank)
            for place_id, seat_id, rank in rows
            if seat_id in spots
        ]
