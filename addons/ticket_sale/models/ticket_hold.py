import secrets
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.tools import SQL, consteq

from ..exceptions import HoldExpired, HoldNotFound, PlacesUnavailable, TicketError
from ..tools.best_seats import FreeSeat, best_seats
from ..transaction import short_transaction
from .ticket_place import AVAILABLE, EXPIRED
from .ticket_type import CHANNELS

#: How long each channel keeps places for a customer who is still choosing, minutes.
HOLD_MINUTES = {
    "website": 15,
    "pos": 10,
    "kiosk": 5,
    "distributor": 15,
    "backoffice": 30,
}
MAX_PLACES = 500
#: Rounds of a best-seat search when others take the seats just found.
BEST_ROUNDS = 12
BEST_CANDIDATES = 256


@dataclass(frozen=True, slots=True)
class HeldPlace:
    id: int
    seat_id: int | None
    section_id: int
    zone_id: int
    label: str


@dataclass(frozen=True, slots=True)
class HeldPlaces:
    """What ``_hold`` took, as plain values that outlive its transaction."""

    hold_id: int
    token: str
    session_id: int
    expires_at: datetime
    places: tuple[HeldPlace, ...]


class TicketHold(models.Model):
    """Places kept for one buyer for some minutes, and the verbs that change places.

    ``_hold`` → ``_quote`` → ``_issue``, or ``_release``. Nothing else ever changes a
    place that is for sale.
    """

    _name = "ticket.hold"
    _description = "Hold"
    _order = "id desc"
    _rec_name = "token_hint"

    token = fields.Char(
        required=True, readonly=True, copy=False, groups="base.group_system"
    )
    token_hint = fields.Char(compute="_compute_token_hint", string="Hold")
    session_id = fields.Many2one(
        "ticket.session", required=True, readonly=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="session_id.company_id")
    channel = fields.Selection(CHANNELS, required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner", readonly=True, ondelete="set null", index="btree_not_null"
    )
    user_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    reference = fields.Char(readonly=True)
    expires_at = fields.Datetime(required=True, readonly=True)
    state = fields.Selection(
        [
            ("active", "Active"),
            ("issued", "Sold"),
            ("released", "Released"),
            ("expired", "Expired"),
        ],
        required=True,
        readonly=True,
        default="active",
    )
    release_reason = fields.Char(readonly=True)
    place_ids = fields.One2many("ticket.place", "hold_id", string="Places")

    _token_uniq = models.UniqueIndex("(token)", "Two holds have the same token.")
    _active_idx = models.Index("(expires_at) WHERE state = 'active'")

    def _compute_token_hint(self):
        for hold in self:
            hold.token_hint = f"#{hold.id}"

    # --- hold ---------------------------------------------------------------

    @api.model
    @contextmanager
    def _transaction(self):
        """Yield this model in a short READ COMMITTED transaction (``transaction.py``).

        For channels that must write something of their own together with the hold::

            with self.env["ticket.hold"]._transaction() as Hold:
                held = Hold._take(session, "distributor", place_ids=ids)
                Hold.env["ticket.booking"].create({"hold_id": held.hold_id, …})
        """
        with short_transaction(self.env) as env:
            yield env[self._name]
        # What the caller has cached about places and holds may be old now.
        self.env["ticket.place"].invalidate_model(flush=False)
        self.invalidate_model(flush=False)

    @api.model
    def _hold(self, session, channel, **wanted):
        """Keep places for a buyer: committed when it returns, all or nothing.

        Arguments and errors are those of :meth:`_take`.
        """
        session.sudo()._check_sale_open(channel, wanted.get("partner"))
        with self._transaction() as Hold:
            return Hold._take_places(session, channel, **wanted)

    @api.model
    def _take(self, session, channel, **wanted):
        """Keep places for a buyer inside the current (short) transaction.

        Name the places by ``place_ids`` or ``seat_ids``, or ask for the ``best``.
        Rows are locked in id order, so that overlapping holds queue and never deadlock.

        :param session: the ``ticket.session``
        :param channel: one of ``CHANNELS``
        :param best: ``{"count": n, "zone_id": id or None, "section_id": id or None}``;
            ``section_id`` of a standing area gives places in that area
        :param minutes: how long to keep them; the channel's usual time when empty
        :param partner: the buyer, when known
        :param reference: the channel's own name of the sale
        :return: :class:`HeldPlaces`
        :raise SaleClosed: the session is not on sale here now
        :raise PlacesUnavailable: places are gone; which ones is in ``details``
        :raise Busy: the rows stayed locked by others for too long
        """
        session.with_env(self.env).sudo()._check_sale_open(
            channel, wanted.get("partner")
        )
        return self._take_places(session, channel, **wanted)

    @api.model
    def _take_places(
        self,
        session,
        channel,
        *,
        place_ids=(),
        seat_ids=(),
        best=None,
        minutes=None,
        partner=None,
        reference=None,
    ):
        """:meth:`_take` for a session that was found to be on sale."""
        session = session.with_env(self.env)
        asked = len(set(place_ids)) + len(set(seat_ids)) + (best or {}).get("count", 0)
        if not 0 < asked <= MAX_PLACES:
            raise TicketError(
                self.env._("Choose between 1 and %(most)s places.", most=MAX_PLACES)
            )
        hold_id, token, expires_at = self._create_hold(
            session, channel, minutes, partner, reference
        )
        if best:
            rows = self._keep_best(session, hold_id, expires_at, **best)
        else:
            rows = self._keep(
                session, hold_id, expires_at, list(place_ids), list(seat_ids)
            )
            if len(rows) < asked:
                self._raise_unavailable(session, place_ids, seat_ids, rows)
        return HeldPlaces(
            hold_id=hold_id,
            token=token,
            session_id=session.id,
            expires_at=expires_at,
            places=tuple(
                HeldPlace(
                    id=place_id,
                    seat_id=seat_id,
                    section_id=section_id,
                    zone_id=zone_id,
                    label=self.env["ticket.seat"]._label(section, row, number)
                    if seat_id
                    else section,
                )
                for place_id, seat_id, section_id, zone_id, section, row, number in rows
            ),
        )

    def _create_hold(self, session, channel, minutes, partner, reference):
        token = secrets.token_urlsafe(24)
        [[hold_id, expires_at]] = self.env.execute_query(
            SQL(
                """INSERT INTO ticket_hold
                          (token, session_id, channel, partner_id, user_id, reference,
                           expires_at, state, create_uid, write_uid, create_date,
                           write_date)
                   VALUES (%(token)s, %(session)s, %(channel)s, %(partner)s, %(user)s,
                           %(reference)s, date_trunc('second', now() AT TIME ZONE 'UTC')
                           + make_interval(mins => %(minutes)s), 'active', %(user)s,
                           %(user)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
                RETURNING id, expires_at""",
                token=token,
                session=session.id,
                channel=channel,
                partner=partner.id if partner else None,
                user=self.env.uid,
                reference=reference,
                minutes=minutes or HOLD_MINUTES[channel],
            )
        )
        return hold_id, token, expires_at

    def _keep(
        self, session, hold_id, expires_at, place_ids, seat_ids=(), *, skip_locked=False
    ):
        """Move the named places to held; those that are gone are not in the answer."""
        if seat_ids and not place_ids:
            named = SQL("place.seat_id = ANY(%s)", list(seat_ids))
        elif seat_ids:
            named = SQL(
                "(place.id = ANY(%s) OR place.seat_id = ANY(%s))",
                place_ids,
                list(seat_ids),
            )
        else:
            named = SQL("place.id = ANY(%s)", place_ids)
        return self._update_held(
            hold_id,
            expires_at,
            self._lock_places(
                SQL("place.session_id = %s AND %s", session.id, named),
                SQL("place.id"),
                skip_locked=skip_locked,
            ),
        )

    def _lock_places(self, condition, order, *, limit=None, skip_locked=False):
        """The statement that locks available places; every hold goes through it."""
        return SQL(
            """SELECT place.id FROM ticket_place place
                WHERE %(condition)s AND %(available)s AND place.zone_id IS NOT NULL
             ORDER BY %(order)s %(limit)s FOR NO KEY UPDATE %(skip)s""",
            condition=condition,
            available=AVAILABLE,
            order=order,
            limit=SQL("LIMIT %s", limit) if limit else SQL(),
            skip=SQL("SKIP LOCKED") if skip_locked else SQL(),
        )

    def _update_held(self, hold_id, expires_at, places):
        rows = self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (%(places)s),
             kept AS (
             UPDATE ticket_place place
                SET state = 'held', hold_id = %(hold)s, held_until = %(until)s
               FROM wanted WHERE place.id = wanted.id
          RETURNING place.id, place.seat_id, place.section_id, place.zone_id)
      SELECT kept.id, kept.seat_id, kept.section_id, kept.zone_id,
             COALESCE(section.name ->> %(lang)s, section.name ->> 'en_US'),
             seat.row, seat.number
        FROM kept
        JOIN ticket_seat_section section ON section.id = kept.section_id
   LEFT JOIN ticket_seat seat ON seat.id = kept.seat_id
    ORDER BY kept.id""",
                places=places,
                hold=hold_id,
                until=expires_at,
                lang=self.env.lang or "en_US",
            )
        )
        # Written behind the ORM's back: nothing cached about places is true any more.
        self.env["ticket.place"].invalidate_model(["state", "hold_id", "held_until"])
        return rows

    def _keep_best(
        self, session, hold_id, expires_at, count, zone_id=None, section_id=None
    ):
        if section_id:
            section = self.env["ticket.seat.section"].sudo().browse(section_id)
            if section.kind == "standing":
                return self._keep_standing(
                    session, hold_id, expires_at, count, section_id
                )
        avoided = set()  # seats that others were taking when we looked
        for attempt in range(BEST_ROUNDS):
            patient = attempt == BEST_ROUNDS - 1
            groups = self._find_best(session, count, zone_id, section_id, avoided)
            if not groups and avoided:  # nothing else is left: wait for those
                avoided, patient = set(), True
                groups = self._find_best(session, count, zone_id, section_id, avoided)
            place_ids = [place_id for group in groups for place_id in group]
            if not place_ids:
                break
            rows = self._keep(
                session, hold_id, expires_at, place_ids, skip_locked=not patient
            )
            if len(rows) == count:
                return rows
            avoided.update(set(place_ids) - {row[0] for row in rows})
            self._undo(hold_id)
        raise PlacesUnavailable(
            self.env._(
                "There are not %(count)s places left here. Choose another zone or fewer "
                "places.",
                count=count,
            ),
            places=[],
            seats=[],
        )

    def _keep_standing(self, session, hold_id, expires_at, count, section_id):
        rows = self._update_held(
            hold_id,
            expires_at,
            self._lock_places(
                SQL(
                    "place.session_id = %s AND place.section_id = %s",
                    session.id,
                    section_id,
                ),
                SQL("place.rank"),
                limit=count,
                skip_locked=True,
            ),
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

    def _undo(self, hold_id):
        """Give back what a round of a best-seat search got only in part."""
        self.env.execute_query(
            SQL(
                """UPDATE ticket_place SET state = 'free', hold_id = NULL,
                          held_until = NULL WHERE hold_id = %s RETURNING id""",
                hold_id,
            )
        )

    def _find_best(self, session, count, zone_id, section_id, avoided):
        """Ask ``tools/best_seats.py`` with as few candidates as will do.

        :param avoided: ids of places to leave out
        """
        seat_map = session.sudo().seat_map_id
        focal = (seat_map.focal_x, seat_map.focal_y)
        pitch = seat_map._seat_pitch()
        limit = max(BEST_CANDIDATES, 16 * count)
        while True:
            seats = self._best_candidates(session, limit, zone_id, section_id)
            free = [seat for seat in seats if seat.id not in avoided]
            groups = best_seats(free, count, focal, pitch)
            if len(groups) == 1 or len(seats) < limit:
                return groups
            limit *= 8

    def _best_candidates(self, session, limit, zone_id, section_id):
        """The best free seats by rank; places for wheelchairs only when asked for."""
        here = SQL("place.session_id = %s AND place.seat_id IS NOT NULL", session.id)
        if section_id:
            here = SQL("%s AND place.section_id = %s", here, section_id)
        # One index scan a zone: ranks of all zones together stand in no index.
        zone_ids = [zone_id] if zone_id else session.sudo().plan_id.zone_ids.ids
        rows = self.env.execute_query(
            SQL(
                """
        WITH free AS (
             SELECT place.* FROM unnest(%(zones)s) AS zone (id)
         CROSS JOIN LATERAL (
                    SELECT place.id, place.seat_id, place.rank
                      FROM ticket_place place
                     WHERE %(here)s AND place.zone_id = zone.id
                       AND place.state = 'free'
                  ORDER BY place.rank LIMIT %(limit)s) AS place
           UNION ALL
             SELECT place.id, place.seat_id, place.rank FROM ticket_place place
              WHERE %(here)s AND place.zone_id = ANY(%(zones)s)
                AND place.state = 'held' AND %(expired)s),
             top AS (SELECT * FROM free ORDER BY rank LIMIT %(limit)s)
      SELECT top.id, seat.section_id, seat.row, seat.x, seat.y, top.rank
        FROM top
        JOIN ticket_seat seat ON seat.id = top.seat_id
        JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
       WHERE kind.code NOT IN ('wheelchair', 'companion')
    ORDER BY top.rank""",
                zones=zone_ids,
                here=here,
                expired=EXPIRED,
                limit=limit,
            )
        )
        return [FreeSeat(*row) for row in rows]

    def _raise_unavailable(self, session, place_ids, seat_ids, rows):
        got_places = {row[0] for row in rows}
        got_seats = {row[1] for row in rows}
        lost = (
            self.env["ticket.place"]
            .sudo()
            .search(
                [
                    ("session_id", "=", session.id),
                    "|",
                    ("id", "in", [i for i in place_ids if i not in got_places]),
                    ("seat_id", "in", [i for i in seat_ids if i not in got_seats]),
                ]
            )
        )
        labels = lost.mapped("display_name")
        raise PlacesUnavailable(
            self.env._(
                "Somebody else has just taken: %(seats)s. Please choose again.",
                seats=", ".join(labels),
            )
            if labels
            else self.env._("These places do not belong to this session."),
            places=lost.ids,
            seats=labels,
        )

    # --- extend, release ----------------------------------------------------

    @api.model
    def _find(self, token):
        """Return the hold of a token, with sudo, if it is still good.

        :raise HoldNotFound: no such token
        :raise HoldExpired: its time is over or it is not active any more
        """
        hold_sudo = self.sudo().search([("token", "=", token)], limit=1)
        if not hold_sudo or not consteq(hold_sudo.token, token or ""):
            raise HoldNotFound(self.env._("These places are not held any more."))
        if hold_sudo.state != "active" or hold_sudo.expires_at < self.env.cr.now():
            raise HoldExpired(
                self.env._("The time to buy these places is over. Please choose again.")
            )
        return hold_sudo

    @api.model
    def _extend(self, token, minutes):
        """Keep the places of a hold until ``minutes`` from now, never shorter.

        :return: the new end, UTC
        :raise HoldNotFound, HoldExpired: as :meth:`_find`
        """
        with self._transaction() as Hold:
            hold = Hold._find(token)
            until = max(
                hold.expires_at,
                Hold.env.cr.now().replace(microsecond=0) + timedelta(minutes=minutes),
            )
            Hold.env.execute_query(
                SQL(
                    """WITH kept AS (
                            SELECT id FROM ticket_place
                             WHERE hold_id = %(hold)s AND state = 'held'
                          ORDER BY id FOR NO KEY UPDATE),
                            moved AS (
                            UPDATE ticket_place place SET held_until = %(until)s
                              FROM kept WHERE place.id = kept.id RETURNING 1)
                       UPDATE ticket_hold SET expires_at = %(until)s
                        WHERE id = %(hold)s RETURNING id""",
                    hold=hold.id,
                    until=until,
                )
            )
            return until

    @api.model
    def _release(self, token, reason="released"):
        """Give the places of a hold back; a second call does nothing.

        :raise HoldNotFound: no such token
        """
        with self._transaction() as Hold:
            hold_sudo = Hold.sudo().search([("token", "=", token)], limit=1)
            if not hold_sudo or not consteq(hold_sudo.token, token or ""):
                raise HoldNotFound(self.env._("These places are not held any more."))
            hold_sudo._free("released", reason)

    @api.model
    def _release_places(self, token, place_ids):
        """Give some places of a hold back, the hold itself when none is left."""
        with self._transaction() as Hold:
            hold_sudo = Hold._find(token)
            hold_sudo._free_places(SQL("place.id = ANY(%s)", list(place_ids)))
            if not hold_sudo.place_ids:
                hold_sudo.write({"state": "released", "release_reason": "emptied"})

    @api.model
    def _release_places_of(self, hold, places):
        """Give places back when only the record of their hold is at hand."""
        try:
            self._release_places(hold.sudo().token, places.ids)
        except (HoldExpired, HoldNotFound):
            return  # nobody is kept waiting by it any more

    def _free(self, state, reason):
        """Free what these holds still hold, in the current transaction."""
        self._free_places(SQL("true"))
        self.filtered(lambda hold: hold.state == "active").write(
            {"state": state, "release_reason": reason}
        )

    def _free_places(self, condition):
        self.env["ticket.place"].flush_model()
        self.env.execute_query(
            SQL(
                """UPDATE ticket_place place
                      SET state = 'free', hold_id = NULL, held_until = NULL
                    WHERE place.id IN (
                          SELECT place.id FROM ticket_place place
                           WHERE place.hold_id = ANY(%(holds)s)
                             AND place.state = 'held' AND %(condition)s
                        ORDER BY place.id FOR NO KEY UPDATE)
                RETURNING place.id""",
                holds=self.ids,
                condition=condition,
            )
        )
        self.env["ticket.place"].invalidate_model()
        self.invalidate_recordset(["place_ids"])

    @api.model
    def _cron_expire(self):
        """Tidy holds whose time is over; buyers never wait for it."""
        expired = self.search(
            [("state", "=", "active"), ("expires_at", "<", fields.Datetime.now())],
            limit=500,
        ).try_lock_for_update()
        expired._free("expired", "expired")
        left = self.search_count(
            [("state", "=", "active"), ("expires_at", "<", fields.Datetime.now())],
            limit=501,
        )
        self.env["ir.cron"]._commit_progress(len(expired), remaining=left)

    # --- issue --------------------------------------------------------------

    @api.model
    def _issue(self, hold, items):
        """Sell the held places: tickets are made inside the caller's transaction.

        A hold that has run out still sells the places that nobody else took.

        :param hold: the ``ticket.hold``, found by its token
        :param items: one dict a place: ``place_id``, ``type_id``, ``price`` (tax
            included), ``net_amount`` (without tax), ``currency_id``, and the channel's
            own link fields and buyer
        :return: the new ``ticket.ticket`` records, valid, in the order of ``items``
        :raise PlacesUnavailable: a place belongs to somebody else now; nothing is sold
        """
        hold = hold.sudo()  # authorised by its token
        place_ids = [item["place_id"] for item in items]
        twice = [i for i, times in Counter(place_ids).items() if times > 1]
        if twice:
            raise ValueError(f"places asked for twice: {twice}")
        self.env["ticket.place"].flush_model()
        sold = self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (%(places)s)
      UPDATE ticket_place place
         SET state = 'sold', hold_id = %(hold)s, held_until = NULL
        FROM wanted WHERE place.id = wanted.id
   RETURNING place.id""",
                places=self._lock_sellable(hold, place_ids),
                hold=hold.id,
            )
        )
        self.env["ticket.place"].invalidate_model()
        sold_ids = {row[0] for row in sold}
        if len(sold_ids) < len(place_ids):
            lost = self.env["ticket.place"].sudo().browse(place_ids)
            lost = lost.filtered(lambda place: place.id not in sold_ids)
            raise PlacesUnavailable(
                self.env._(
                    "Somebody else has these places now: %(seats)s.",
                    seats=", ".join(lost.mapped("display_name")),
                ),
                places=lost.ids,
                seats=lost.mapped("display_name"),
            )
        tickets = self.env["ticket.ticket"].sudo()._make(hold, items)
        if not hold.place_ids.filtered(lambda place: place.state == "held"):
            hold.write({"state": "issued"})
        return tickets.sudo(self.env.su)

    def _lock_sellable(self, hold, place_ids):
        """The statement that locks what ``hold`` may sell; every issue goes through it:
        its own places, and free ones that it wanted once."""
        return SQL(
            """SELECT place.id FROM ticket_place place
                WHERE place.id = ANY(%(places)s) AND place.session_id = %(session)s
                  AND (%(available)s OR (place.state = 'held'
                       AND place.hold_id = %(hold)s))
             ORDER BY place.id FOR NO KEY UPDATE""",
            places=place_ids,
            session=hold.session_id.id,
            hold=hold.id,
            available=AVAILABLE,
        )
