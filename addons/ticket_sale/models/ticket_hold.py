import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from odoo import api, fields, models
from odoo.tools import SQL

from ..exceptions import TicketError
from ..transaction import in_short_transaction, short_transaction
from .ticket_place import AVAILABLE, EXPIRED
from .ticket_type import CHANNELS

MAX_PLACES = 500


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


@dataclass(frozen=True, slots=True)
class _Keep:
    """What the statements of one hold need to know."""

    session: models.BaseModel
    hold_id: int
    expires_at: datetime
    channel: str
    available: SQL
    state: str


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

    @api.model
    @contextmanager
    def _transaction(self, durable=True):
        """Yield this model in a short READ COMMITTED transaction (``transaction.py``,
        where ``durable`` is explained).

        For channels that must write something of their own together with the hold::

            with self.env["ticket.hold"]._transaction() as Hold:
                held = Hold._take(session, "distributor", place_ids=ids)
                Hold.env["ticket.booking"].create({"hold_id": held.hold_id, …})
        """
        with short_transaction(self.env, durable=durable) as env:
            yield env[self._name]
            shared = env.cr.connection is self.env.cr.connection
        if shared or in_short_transaction(self.env):  # others do not see it yet
            self.env["ticket.place"].invalidate_model(flush=False)
            self.invalidate_model(flush=False)

    @api.model
    def _hold(self, session, channel, **wanted):
        """Keep places for a buyer: committed when it returns, all or nothing.

        Arguments and errors are those of :meth:`_take`.
        """
        session.sudo()._check_sale_open(channel, wanted.get("partner"))
        with self._transaction(durable=False) as Hold:
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
        :param until: the end as a UTC time, instead of ``minutes``
        :param partner: the buyer, when known
        :param reference: the channel's own name of the sale
        :param seller: the till, distributor … whose allotments may be sold from
        :param types: the ``ticket.type`` of all places, or {place id: type id}; can be
            chosen later by :meth:`_choose`
        :param reserved: the places become ``reserved``, for a buyer with a deadline
        :param searched: the named seats were found by a search of ours; the orphan rule
            is for people who choose
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
        until=None,
        partner=None,
        reference=None,
        seller=None,
        types=None,
        reserved=False,
        searched=False,
    ):
        """:meth:`_take` for a session that was found to be on sale."""
        session = session.with_env(self.env)
        asked = len(set(place_ids)) + len(set(seat_ids)) + (best or {}).get("count", 0)
        if not 0 < asked <= MAX_PLACES:
            raise TicketError(
                self.env._("Choose between 1 and %(most)s places.", most=MAX_PLACES)
            )
        hold_id, token, expires_at = self._create_hold(
            session, channel, minutes, until, partner, reference
        )
        hold_sudo = self.sudo().browse(hold_id)
        keep = _Keep(
            session,
            hold_id,
            expires_at,
            channel,
            self._available_to(session, channel, seller),
            "reserved" if reserved else "held",
        )
        if best:
            rows = self._keep_best(keep, **best)
        else:
            rows = self._keep(keep, list(place_ids), list(seat_ids))
            if len(rows) < asked:
                self._raise_unavailable(session, place_ids, seat_ids, rows)
            if not searched:
                self._check_orphans(keep, rows)
                companions = [row[1] for row in rows if row[7] == "companion"]
                if companions:
                    self._check_companions(hold_sudo, companions)
        places_sudo = self.env["ticket.place"].sudo().browse(row[0] for row in rows)
        self._check_taken(hold_sudo, places_sudo)
        if types:
            if isinstance(types, models.BaseModel):
                types = dict.fromkeys(places_sudo.ids, types.id)
            self._write_types(hold_sudo, types)
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
                for place_id, seat_id, section_id, zone_id, section, row, number, _kind in rows
            ),
        )

    def _check_taken(self, hold_sudo, places_sudo):
        """Hook: rules about what one buyer may keep, in the hold's own transaction.

        :raise TicketError: refused, and nothing is held then
        """

    def _create_hold(self, session, channel, minutes, until, partner, reference):
        token = secrets.token_urlsafe(24)
        [[hold_id, expires_at]] = self.env.execute_query(
            SQL(
                """INSERT INTO ticket_hold
                          (token, session_id, channel, partner_id, user_id, reference,
                           expires_at, state, create_uid, write_uid, create_date,
                           write_date)
                   VALUES (%(token)s, %(session)s, %(channel)s, %(partner)s, %(user)s,
                           %(reference)s, %(until)s, 'active', %(user)s, %(user)s,
                           now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
                RETURNING id, expires_at""",
                token=token,
                session=session.id,
                channel=channel,
                partner=partner.id if partner else None,
                user=self.env.uid,
                reference=reference,
                until=until
                or SQL(
                    """date_trunc('second', now() AT TIME ZONE 'UTC')
                       + make_interval(mins => %s)""",
                    minutes or self._minutes(session, channel),
                ),
            )
        )
        return hold_id, token, expires_at

    def _available_to(self, session, channel, seller=None):
        """The condition on ``place`` for what this seller may take: what anybody may,
        and what is set aside for the seller."""
        return SQL(
            """(%(available)s OR (place.allotment_id IN (%(usable)s)
                AND (place.hold_id IS NULL AND place.state = 'reserved'
                     OR place.state IN ('held', 'reserved') AND %(expired)s)))""",
            available=AVAILABLE,
            usable=self.env["ticket.allotment"]._usable(session, channel, seller),
            expired=EXPIRED,
        )

    def _keep(self, keep, place_ids, seat_ids=(), *, skip_locked=False):
        """Take all of the named places, or none: then the answer has those that could
        have been taken."""
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
        return self._update_kept(
            keep,
            self._lock_places(keep, named, SQL("place.id"), skip_locked=skip_locked),
            len(set(place_ids)) + len(set(seat_ids)),
        )

    def _lock_places(self, keep, condition, order, *, limit=None, skip_locked=False):
        """The statement that locks available places; every hold goes through it."""
        return SQL(
            """SELECT place.id FROM ticket_place place
                WHERE place.session_id = %(session)s AND %(condition)s
                  AND %(available)s AND place.zone_id IS NOT NULL
             ORDER BY %(order)s %(limit)s FOR NO KEY UPDATE %(skip)s""",
            session=keep.session.id,
            condition=condition,
            available=keep.available,
            order=order,
            limit=SQL("LIMIT %s", limit) if limit else SQL(),
            skip=SQL("SKIP LOCKED") if skip_locked else SQL(),
        )

    def _update_kept(self, keep, places, count):
        """Keep ``count`` places that the statement ``places`` locks, or change nothing
        when there are fewer.

        :return: rows of place id, seat id, section id, zone id, section name, row,
            number and kind of seat of the locked places
        """
        rows = self.env.execute_query(
            SQL(
                """
        WITH wanted AS MATERIALIZED (%(places)s),
             kept AS (
             UPDATE ticket_place place
                SET state = %(state)s, hold_id = %(hold)s, held_until = %(until)s,
                    type_id = NULL, lock_reason = NULL,
                    allotment_id = CASE WHEN place.hold_id IS NULL AND %(expired)s
                                        THEN NULL ELSE place.allotment_id END
               FROM wanted
              WHERE place.id = wanted.id AND (SELECT count(*) FROM wanted) = %(count)s
          RETURNING place.id, place.session_id),
             logged AS (%(log)s)
      SELECT place.id, place.seat_id, place.section_id, place.zone_id,
             COALESCE(section.name ->> %(lang)s, section.name ->> 'en_US'),
             seat.row, seat.number, kind.code
        FROM wanted
        JOIN ticket_place place ON place.id = wanted.id
        JOIN ticket_seat_section section ON section.id = place.section_id
   LEFT JOIN ticket_seat seat ON seat.id = place.seat_id
   LEFT JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
    ORDER BY place.id""",
                places=places,
                state=keep.state,
                hold=keep.hold_id,
                until=keep.expires_at,
                expired=EXPIRED,
                count=count,
                log=self.env["ticket.place.log"]._insert(
                    "kept",
                    keep.state,
                    hold=SQL("%s", keep.hold_id),
                    channel=SQL("%s", keep.channel),
                ),
                lang=self.env.lang or "en_US",
            )
        )
        # Written behind the ORM's back: nothing cached about places is true any more.
        self.env["ticket.place"].invalidate_model()
        return rows
