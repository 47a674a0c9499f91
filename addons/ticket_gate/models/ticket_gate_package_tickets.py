from functools import lru_cache

from odoo import api, models
from odoo.tools import SQL

from ..tools import wording

COLUMNS = (
    "numbers",
    "states",
    "types",
    "zones",
    "places",
    "admits",
    "admitted",
    "outside",
    "holders",
    "print",
)
#: Told only where a rule at the venue counts visits.
VISITS = {
    "entries": SQL("COALESCE(ticket.entries, 0)"),
    "today": SQL("COALESCE(ticket.entries_today, 0)"),
    "day": SQL("ticket.entry_day"),
    "last_in": SQL("EXTRACT(EPOCH FROM ticket.last_admitted_at)::bigint"),
}
#: Told only where a rule at the venue is for members of some tiers.
TIERS = {
    "tiers": SQL(
        """(SELECT member.tier_id FROM ticket_membership member
             WHERE member.partner_id
                   = COALESCE(partner.commercial_partner_id, partner.id)
               AND member.company_id = ticket.company_id
               AND member.state = 'active' LIMIT 1)"""
    )
}
#: Told only where a rule names types and there are places for companions.
COMPANIONS = {
    "accompanies": SQL(
        """(SELECT beside.type_id FROM ticket_ticket beside
             WHERE beside.place_id = wheelchair.id
               AND beside.state IN ('valid', 'used') LIMIT 1)"""
    )
}
_NO_JOIN = SQL()
_JOIN_WHEELCHAIR = SQL(
    """LEFT JOIN ticket_place place ON place.id = ticket.place_id
       LEFT JOIN (ticket_seat seat
             JOIN ticket_seat_kind kind
               ON kind.id = seat.kind_id AND kind.code = 'companion'
       ) ON seat.id = place.seat_id
       LEFT JOIN ticket_place wheelchair ON wheelchair.session_id = place.session_id
        AND wheelchair.seat_id = seat.companion_id"""
)
_XID = 2**32


def changed_since(alias, transaction, column="xmin"):
    """Return the condition that a row was written by a transaction or a later one."""
    return SQL(
        "mod(%s::text::bigint - %s + %s, %s) < %s",
        SQL.identifier(alias, column),
        transaction,
        _XID,
        _XID,
        _XID // 2,
    )


def _news(rare, changed):
    """Return the condition that something told of a ticket has changed."""
    news = [changed_since("ticket", changed)]
    if "tiers" in rare:
        news.append(
            SQL(
                """EXISTS (SELECT FROM ticket_membership news
                            WHERE news.company_id = ticket.company_id AND news.partner_id
                                  = COALESCE(partner.commercial_partner_id, partner.id)
                              AND %s)""",
                changed_since("news", changed),
            )
        )
    if "accompanies" in rare:
        news.append(
            SQL(
                """EXISTS (SELECT FROM ticket_ticket news
                            WHERE news.place_id = wheelchair.id AND %s)""",
                changed_since("news", changed),
            )
        )
    return SQL("(%s)", SQL(" OR ").join(news))


def _counts_visits(rule):
    return rule.times != 1 or rule.per_day or rule.gap or rule.out_first


class TicketGate(models.Model):
    """The tickets of a session as a device keeps them: columns, and then what changed."""

    _inherit = "ticket.gate"

    @api.model
    def _lane_sessions(self, settings, session_ids):
        """Return those of ``session_ids`` whose tickets a lane may know."""
        lane = settings.lane
        if lane.session:
            session_ids = [one for one in session_ids if one == lane.session]
        return (
            self.env["ticket.session"]
            .sudo()  # a device is no user
            .search(
                [
                    ("id", "in", session_ids),
                    ("venue_id", "in", [rule.venue for rule in lane.rules]),
                    ("company_id", "=", settings.company),
                    ("state", "!=", "draft"),
                ]
            )
        )

    @api.model
    def _ticket_columns(self, session, since=None):
        """Return the tickets of a session, or those changed since a cursor.

        The cursor is the transaction before which all were finished when it was read. A
        scan changes no write date, but every change gives its row the number of its
        transaction: no ticket is missed, and some are told twice.

        :param str since: a cursor that was given before
        """
        rare = self._rare_columns(session)
        # columns that a rule asks about since then must be told of all tickets
        suffix = f".{'-'.join(rare)}" if rare else ""
        known = (since or "").removesuffix(suffix)
        is_same = not rare or known != since
        cursor, now, changed = self._cursor(known if is_same else None)
        names = [*COLUMNS, *rare]
        rows = self._ticket_rows(session, changed, rare)
        columns = zip(*rows, strict=True) if rows else [()] * len(names)
        told = dict(zip(names, map(list, columns), strict=True))
        mask = lru_cache(maxsize=None)(wording.mask_name)
        told["holders"] = [mask(name) for name in told["holders"]]
        return {
            "session": session.id,
            "cursor": cursor + suffix,
            "server_time": now,
            "full": changed is None,
        } | told

    def _rare_columns(self, session):
        """Return {column: SQL} that only some rules ask about."""
        rules_sudo = self.env["ticket.gate.rule"].sudo()  # a device is no user
        rules_sudo = rules_sudo.search([("venue_id", "=", session.venue_id.id)])
        rare = {}
        if any(_counts_visits(rule) for rule in rules_sudo):
            rare |= VISITS
        if rules_sudo.tier_ids:
            rare |= TIERS
        if rules_sudo.type_ids and self._has_companions(session):
            rare |= COMPANIONS
        return rare

    def _has_companions(self, session):
        seats_sudo = self.env["ticket.seat"].sudo()  # a device is no user
        beside = [
            ("seat_map_id", "=", session.seat_map_id.id),
            ("companion_id", "!=", False),
        ]
        return bool(seats_sudo.search_count(beside, limit=1))

    def _ticket_rows(self, session, changed, rare=None):
        rare = rare or {}
        return self.env.execute_query(
            SQL(
                """
                SELECT ticket.number, ticket.state, ticket.type_id, ticket.zone_id,
                       ticket.seat_label, ticket.admits, COALESCE(ticket.admitted, 0),
                       COALESCE(ticket.outside, 0),
                       COALESCE(ticket.holder_name, partner.name),
                       COALESCE(ticket.print_count, 0) > 0 %s
                  FROM ticket_ticket ticket
             LEFT JOIN res_partner partner ON partner.id = ticket.partner_id
                       %s
                 WHERE ticket.session_id = %s %s
              ORDER BY ticket.number
                """,
                SQL().join(SQL(", %s", column) for column in rare.values()),
                _JOIN_WHEELCHAIR if "accompanies" in rare else _NO_JOIN,
                session.id,
                SQL() if changed is None else SQL("AND %s", _news(rare, changed)),
            )
        )

    def _cursor(self, since):
        """Return (the new cursor, the time, the transaction to begin at or ``None``)."""
        [[database, oldest, now]] = self.env.execute_query(
            SQL(
                """
                SELECT oid::text, pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
                       to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                  FROM pg_database WHERE datname = current_database()
                """
            )
        )
        before, _dot, transaction = (since or "").partition(".")
        changed = None
        if before == database and transaction.isascii() and transaction.isdigit():
            begun = int(transaction)
            if oldest - _XID // 4 < begun <= oldest:
                changed = begun % _XID
        return f"{database}.{oldest}", now, changed
