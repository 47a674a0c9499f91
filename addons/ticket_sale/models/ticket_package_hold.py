from dataclasses import dataclass

from odoo import fields, models
from odoo.tools import SQL

from ..exceptions import PackageChoice, PackageClosed, PlacesUnavailable
from ..tools.best_seats import FreeSeat, best_seats
from .ticket_hold import HeldPlaces
from .ticket_place import AVAILABLE

#: Rounds of a search for one seat in many sessions when others take what was found.
SERIES_ROUNDS = 12
SERIES_CANDIDATES = 2048


@dataclass(frozen=True, slots=True)
class HeldPackages:
    """Packages kept for a buyer, as plain values that outlive their transaction."""

    holds: tuple[HeldPlaces, ...]  # one a session
    # one a package: (session id, hold id, place id, ticket type id) for each ticket
    units: tuple[tuple[tuple[int, int, int, int], ...], ...]


class TicketPackage(models.Model):
    """Keeping the places of packages: every session or none."""

    _inherit = "ticket.package"

    def _hold(self, channel, zones, **wanted):
        """Keep the places of some packages: committed when it returns, all or nothing.

        Arguments and errors are those of :meth:`_take_packages`.
        """
        with self.env["ticket.hold"]._transaction() as Hold:
            return self.with_env(Hold.env)._take_packages(channel, zones, **wanted)

    def _take_packages(
        self, channel, zones, *, units=1, seats=None, partner=None, seller=None, **kept
    ):
        """Keep the places of some packages inside the current (short) transaction.

        It takes the sessions in id order, and the places of each in id order, so that
        packages that overlap queue and never deadlock.

        :param channel: one of ``CHANNELS``
        :param zones: {session: zone}, the buyer's choice; see :meth:`_check_choice`
        :param units: how many packages
        :param seats: ``ticket.seat`` records to have in every session, instead of the
            best ones
        :param kept: ``until`` or ``minutes``, ``reserved``, as for ``ticket.hold._take``
        :return: :class:`HeldPackages`
        :raise PackageClosed, PackageChoice: this cannot be bought here so
        :raise SaleClosed: a session is not on sale here now
        :raise PlacesUnavailable: there are not enough places, nothing is kept
        :raise Busy: the rows stayed locked by others for too long
        """
        self.ensure_one()
        wanted = {
            session.with_env(self.env): zone.with_env(self.env)
            for session, zone in sorted(zones.items(), key=lambda item: item[0].id)
        }
        self._check_choice(channel, wanted, units)
        count = units * len(self._persons())
        if seats and len(seats) != count:
            raise PackageChoice(
                self.env._("Choose %(count)s seats, one for each person.", count=count)
            )
        kept |= {"partner": partner, "reference": self.name, "seller": seller}
        return self._take(channel, wanted, count, seats, kept)

    def _check_choice(self, channel, zones, units=1):
        """:raise PackageClosed: the package is not sold here now
        :raise PackageChoice: not the sessions, zones or number of this package"""
        self._check_on_sale(channel)
        if not 0 < units <= self.most:
            raise PackageChoice(
                self.env._(
                    "You may buy between 1 and %(most)s of “%(package)s” at once.",
                    most=self.most,
                    package=self.name,
                )
            )
        sessions = self.env["ticket.session"].union(*zones)
        count = self._choice_count()
        if sessions - self._sessions() or len(zones) != count:
            raise PackageChoice(
                self.env._(
                    "Choose exactly %(count)s sessions of “%(package)s”.",
                    count=count,
                    package=self.name,
                ),
                count=count,
            )
        for session, zone in zones.items():
            if zone not in self._line_of(session)._zones_for_sale():
                raise PackageChoice(
                    self.env._(
                        "Choose a zone for %(session)s.", session=session.display_name
                    )
                )

    def _check_on_sale(self, channel):
        """:raise PackageClosed: this channel may not sell the package now"""
        now = fields.Datetime.now()
        if (
            not self.active
            or (channel == "website" and not self.on_website)
            or (channel != "backoffice" and self.sale_start and now < self.sale_start)
            or (self.sale_end and now >= self.sale_end)
        ):
            raise PackageClosed(
                self.env._("“%(package)s” is not on sale now.", package=self.name),
                staff=self.env._(
                    "“%(package)s” is archived, not sold in this channel, or outside "
                    "its time of sale.",
                    package=self.name,
                ),
            )

    # --- inside the transaction --------------------------------------------------

    def _take(self, channel, wanted, count, seats, kept):
        if self.kind == "series" and not seats and not self._is_standing(wanted):
            return self._hand_out(*self._take_common(channel, wanted, count, kept))
        held = []
        for session, zone in wanted.items():
            if seats:
                self._check_seats(session, seats)
                named = {"seat_ids": seats.ids}
            else:
                named = {"best": self._best_in(session, zone, count)}
            held.append(
                self.env["ticket.hold"]._take(session, channel, **named, **kept)
            )
        return self._hand_out(held, seats.ids if seats else [])

    def _check_seats(self, session, seats):
        """:raise PackageChoice: a seat is not where the package is sold"""
        places_sudo = self.env["ticket.place"].sudo()
        places_sudo = places_sudo.search(
            [("session_id", "=", session.id), ("seat_id", "in", seats.ids)]
        )
        zones = self._line_of(session)._zones_for_sale()
        strange = places_sudo.filtered(lambda place: place.zone_id not in zones)
        if strange or len(places_sudo) < len(seats):
            raise PackageChoice(
                self.env._(
                    "“%(package)s” is not sold for %(seats)s in %(session)s.",
                    package=self.name,
                    seats=", ".join((strange.seat_id or seats).mapped("display_name")),
                    session=session.display_name,
                )
            )

    def _best_in(self, session, zone, count):
        """What to ask ``ticket.hold`` for: a zone of standing places has no seats."""
        if standing := self._standing_area(session, zone):
            return {"count": count, "section_id": standing.id}
        return {"count": count, "zone_id": zone.id}

    def _standing_area(self, session, zone):
        sections = zone.sudo()._sections_of(session.sudo().seat_map_id)
        if zone.sudo().seat_ids or any(s.kind != "standing" for s in sections):
            return sections.browse()
        return sections[:1]

    def _is_standing(self, wanted):
        return any(self._standing_area(*choice) for choice in wanted.items())

    def _take_common(self, channel, wanted, count, kept):
        """Take the best seats that are free in every session.

        :return: the holds, and the ids of the seats side by side
        """
        sessions = self.env["ticket.session"].union(*wanted)
        zones = self.env["ticket.zone"].union(*wanted.values())
        avoided, patient = set(), False  # seats that others were taking when we looked
        for _attempt in range(SERIES_ROUNDS):
            seat_ids = self._find_common(sessions, zones, count, avoided)
            if not seat_ids and avoided:  # nothing else is left: wait for those
                avoided, patient = set(), True
                seat_ids = self._find_common(sessions, zones, count, avoided)
            if not seat_ids:
                break
            try:
                # what a failed round has locked must not make others wait
                with self.env.cr.savepoint():
                    self._lock_first(sessions[0], seat_ids, patient)
                    held = [
                        self.env["ticket.hold"]._take(
                            session, channel, seat_ids=seat_ids, searched=True, **kept
                        )
                        for session in sessions
                    ]
                return held, seat_ids
            except PlacesUnavailable as error:
                lost = self.env["ticket.place"].sudo().browse(error.details["places"])
                avoided |= set(lost.seat_id.ids)
        raise PlacesUnavailable(
            self.env._(
                "There are not %(count)s seats left that are free in every session. "
                "Choose another zone or fewer packages.",
                count=count,
            ),
            places=[],
            seats=[],
        )

    def _lock_first(self, session, seat_ids, patient):
        """Lock the seats in the first session, so that two buyers of one series do not
        wait for each other in each.

        :param patient: wait for seats that somebody else is taking
        :raise PlacesUnavailable: somebody else is taking some of them
        """
        places_sudo = self.env["ticket.place"].sudo()
        wanted = places_sudo.search(
            [("session_id", "=", session.id), ("seat_id", "in", list(seat_ids))]
        )
        rows = self.env.execute_query(
            SQL(
                """SELECT place.id FROM ticket_place place
                    WHERE place.id = ANY(%s) AND %s
                 ORDER BY place.id FOR NO KEY UPDATE %s""",
                wanted.ids,
                AVAILABLE,
                SQL() if patient else SQL("SKIP LOCKED"),
            )
        )
        missed = wanted.browse(set(wanted.ids) - {row[0] for row in rows})
        if missed:
            raise PlacesUnavailable(
                self.env._("Somebody else is taking these seats."),
                places=missed.ids,
                seats=missed.mapped("display_name"),
            )

    def _find_common(self, sessions, zones, count, avoided):
        """The ids of the best seats free in all sessions, side by side if possible."""
        seat_map = sessions[0].sudo().seat_map_id
        groups = best_seats(
            self._common_candidates(sessions, zones, avoided, seat_map._spots()),
            count,
            (seat_map.focal_x, seat_map.focal_y),
            seat_map._seat_pitch(),
        )
        return [seat_id for group in groups for seat_id in group]

    def _common_candidates(self, sessions, zones, avoided, spots):
        """The best seats that are free in all sessions, in the order of their ranks;
        places for wheelchairs only when asked for."""
        self.env["ticket.place"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
     SELECT place.seat_id, sum(place.rank) AS rank FROM ticket_place place
      WHERE place.session_id = ANY(%(sessions)s) AND %(available)s
        AND place.zone_id = ANY(%(zones)s) AND place.seat_id IS NOT NULL
        AND place.seat_id != ALL(%(avoided)s)
   GROUP BY place.seat_id HAVING count(*) = %(count)s
   ORDER BY rank, place.seat_id LIMIT %(limit)s""",
                sessions=sessions.ids,
                available=AVAILABLE,
                zones=zones.ids,
                avoided=list(avoided),
                count=len(sessions),
                limit=SERIES_CANDIDATES,
            )
        )
        return [
            FreeSeat(seat_id, *spots[seat_id], number)
            for number, (seat_id, _rank) in enumerate(rows, 1)
            if seat_id in spots
        ]

    def _hand_out(self, held, seat_ids):
        """Give each package its places and each place its ticket type.

        :param seat_ids: the order of the seats, the same in every session; empty when
            each session has its own
        """
        persons = self._persons()
        by_session = []
        for kept in held:
            places = list(kept.places)
            if seat_ids:
                places.sort(key=lambda place: seat_ids.index(place.seat_id))
            types = {
                place.id: persons[i % len(persons)].id for i, place in enumerate(places)
            }
            hold_sudo = self.env["ticket.hold"].sudo().browse(kept.hold_id)
            self.env["ticket.hold"]._write_types(hold_sudo, types)
            by_session.append(
                [(kept.session_id, kept.hold_id, id_, types[id_]) for id_ in types]
            )
        size = len(persons)
        return HeldPackages(
            holds=tuple(held),
            units=tuple(
                tuple(
                    ticket
                    for tickets in by_session
                    for ticket in tickets[start : start + size]
                )
                for start in range(0, len(by_session[0]), size)
            ),
        )
