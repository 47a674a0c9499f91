from contextlib import contextmanager

from odoo import api, fields, models
from odoo.tools import SQL

from ..buyer import Buyer, phone_key
from ..kept import remember
from ..transaction import in_short_transaction


class TicketHold(models.Model):
    """Caps, purchase limits and named persons, asked in the hold's own transaction."""

    _inherit = "ticket.hold"

    buyer_phone = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="The buyer's phone number in the spelling that purchase limits compare.",
    )
    holder_ids = fields.One2many("ticket.holder", "hold_id", string="Named Persons")

    def _create_hold(self, session, channel, minutes, until, partner, reference):
        created = super()._create_hold(
            session, channel, minutes, until, partner, reference
        )
        phone = partner and channel != "distributor" and phone_key(partner.phone)
        if phone:
            self.sudo().browse(created[0]).buyer_phone = phone
        return created

    def _check_taken(self, hold_sudo, places_sudo):
        result = super()._check_taken(hold_sudo, places_sudo)
        self._check_rules(hold_sudo, places_sudo, typed=False)
        return result

    def _check_chosen(self, hold_sudo, places_sudo):
        result = super()._check_chosen(hold_sudo, places_sudo)
        self._check_rules(hold_sudo, places_sudo, typed=True)
        return result

    def _check_rules(self, hold_sudo, places_sudo, typed):
        # Buyers queue before caps do: one order of rows for everybody.
        self.env["ticket.limit"]._check(Buyer.of(hold_sudo), places_sudo, typed=typed)
        self.env["ticket.cap"]._check(hold_sudo, places_sudo, typed=typed)

    @api.model
    def _bind(self, holds, places, partner=None, phone=None, extend=None):
        """Say who buys, when it becomes known, and ask the limits again over all that
        is in the sale; committed when it returns. The same again does no harm.

        :param holds: the ``ticket.hold`` records of one sale
        :param places: its places
        :param partner: the buyer; holds keep theirs when empty
        :param phone: the buyer's number, when it is not the partner's
        :param extend: {hold id: minutes} that these holds are kept from now, at least
        :raise LimitReached: the buyer would have too much
        :raise HoldExpired: a hold that is to be kept longer is over
        """
        phone = phone_key(phone or (partner and partner.phone))
        with self._now_or_apart(durable=False) as Hold:
            for place in places:  # it never changes, and need not be read again
                place_sudo = Hold.env["ticket.place"].sudo().browse(place.id)
                remember(place_sudo, session_id=place.session_id.id)
            Hold._bind_now(holds.ids, places.ids, partner and partner.id, phone, extend)

    @contextmanager
    def _now_or_apart(self, durable=True):
        """This model in a short transaction: the current one, if it is one."""
        if in_short_transaction(self.env):
            yield self
            return
        with self._transaction(durable=durable) as Hold:
            yield Hold

    def _bind_now(self, hold_ids, place_ids, partner_id, phone, extend=None):
        """:meth:`_bind` in the current short transaction.

        :return: {hold id: its end, UTC}
        """
        extend = extend or {}
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
        WITH asked AS (
             SELECT *
               FROM unnest(%(holds)s::int[], %(minutes)s::int[]) AS asked (id, minutes)),
             mine AS (
             SELECT hold.id, asked.minutes,
                    GREATEST(hold.expires_at,
                             date_trunc('second', now() AT TIME ZONE 'UTC')
                             + make_interval(mins => asked.minutes)) AS until
               FROM ticket_hold hold
               JOIN asked ON asked.id = hold.id
              WHERE CASE WHEN asked.minutes IS NOT NULL
                    THEN hold.state = 'active'
                         AND hold.expires_at >= now() AT TIME ZONE 'UTC'
                    ELSE hold.partner_id
                         IS DISTINCT FROM COALESCE(%(partner)s, hold.partner_id)
                         OR hold.buyer_phone
                         IS DISTINCT FROM COALESCE(%(phone)s, hold.buyer_phone) END
           ORDER BY hold.id FOR NO KEY UPDATE OF hold),
             bound AS (
             UPDATE ticket_hold hold
                SET partner_id = COALESCE(%(partner)s, hold.partner_id),
                    buyer_phone = COALESCE(%(phone)s, hold.buyer_phone),
                    expires_at = mine.until
               FROM mine
              WHERE hold.id = mine.id),
             kept AS (
             SELECT place.id, mine.until
               FROM ticket_place place
               JOIN mine ON mine.id = place.hold_id AND mine.minutes IS NOT NULL
              WHERE place.state IN ('held', 'reserved')
           ORDER BY place.id FOR NO KEY UPDATE OF place),
             moved AS (
             UPDATE ticket_place place SET held_until = kept.until
               FROM kept
              WHERE place.id = kept.id)
      SELECT hold.id, session_id, channel, COALESCE(%(partner)s, partner_id),
             COALESCE(%(phone)s, buyer_phone), COALESCE(mine.until, expires_at),
             asked.minutes IS NULL OR mine.id IS NOT NULL
        FROM ticket_hold hold
        JOIN asked ON asked.id = hold.id
   LEFT JOIN mine ON mine.id = hold.id""",
                holds=hold_ids,
                minutes=[extend.get(hold_id) for hold_id in hold_ids],
                partner=partner_id or None,
                phone=phone or None,
            )
        )
        holds_sudo = self.sudo().browse(hold_ids)
        holds_sudo.invalidate_recordset()
        if not all(row[-1] for row in rows):
            self._raise_expired()
        for hold_id, session_id, channel, buyer_id, number, *_end in rows:
            remember(
                self.sudo().browse(hold_id),
                session_id=session_id,
                channel=channel,
                partner_id=buyer_id,
                buyer_phone=number,
            )
        places_sudo = self.env["ticket.place"].sudo().browse(place_ids)
        self.env["ticket.limit"]._check(Buyer.of(holds_sudo[:1]), places_sudo)
        return {row[0]: row[-2] for row in rows}

    @api.model
    def _set_holders(self, hold, holders, tickets=None):
        """Bind persons to held places; committed when it returns, all or none.

        Arguments and errors are those of ``ticket.holder._write_holders``.

        :raise LimitReached: a person has too many tickets of the show
        """
        with self._now_or_apart() as Hold:
            Hold._write_holders(Hold.sudo().browse(hold.id), holders, tickets)

    def _write_holders(self, hold_sudo, holders, tickets=None):
        """:meth:`_set_holders` in the current short transaction."""
        Holder = self.env["ticket.holder"].sudo()
        Holder._write_holders(hold_sudo, holders, tickets)
        for row in Holder.search(
            [("hold_id", "=", hold_sudo.id), ("place_id", "in", list(holders))],
            order="number_hash",
        ):
            buyer = Buyer(hold_sudo.channel, identities=(row.number_hash,))
            self.env["ticket.limit"]._check(buyer, row.place_id)

    @api.model
    def _issue(self, hold, items):
        """As before; places that no hold has asked the rules about are asked now: those
        of an exchange, and of a payment that comes late.

        :raise HolderMissing: a ticket for a named person has no name
        :raise CapReached, LimitReached: there would be too many
        """
        hold_sudo = hold.sudo()
        types = self.env["ticket.type"].sudo()
        self.env["ticket.holder"]._check_named(
            hold_sudo,
            {
                item["place_id"]: types.browse(item["type_id"])
                for item in items
                if not item.get("replaces_id")  # its person follows
            },
        )
        places_sudo = self.env["ticket.place"].sudo()
        places_sudo = places_sudo.browse(item["place_id"] for item in items)
        unasked = places_sudo.filtered(lambda place: place.hold_id != hold_sudo)
        tickets = super()._issue(hold, items)
        if unasked:
            self._check_rules(hold_sudo, unasked, typed=False)
        self.env["ticket.holder"]._sold(hold_sudo, tickets)
        return tickets
