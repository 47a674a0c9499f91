from functools import lru_cache

from odoo import api, fields, models
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
_XID = 2**32


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
        cursor, now, changed = self._cursor(since)
        rare = self._rare_columns(session)
        names = [*COLUMNS, *rare]
        rows = self._ticket_rows(session, changed, rare.values())
        columns = zip(*rows, strict=True) if rows else [()] * len(names)
        told = dict(zip(names, map(list, columns), strict=True))
        mask = lru_cache(maxsize=None)(wording.mask_name)
        told["holders"] = [mask(name) for name in told["holders"]]
        return {
            "session": session.id,
            "cursor": cursor,
            "server_time": now,
            "full": changed is None,
        } | told

    def _rare_columns(self, session):
        """Return {column: SQL} that only some rules ask about."""
        counting = fields.Domain.OR(
            fields.Domain(name, operator, value)
            for name, operator, value in (
                ("times", "!=", 1),
                ("per_day", ">", 0),
                ("gap", ">", 0),
                ("out_first", "=", True),
            )
        )
        rules_sudo = self.env["ticket.gate.rule"].sudo()  # a device is no user
        at_venue = fields.Domain("venue_id", "=", session.venue_id.id)
        return VISITS if rules_sudo.search_count(at_venue & counting, limit=1) else {}

    def _ticket_rows(self, session, changed, rare=()):
        age = SQL(
            "AND mod(ticket.xmin::text::bigint - %s + %s, %s) < %s",
            changed,
            _XID,
            _XID,
            _XID // 2,
        )
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
                 WHERE ticket.session_id = %s %s
              ORDER BY ticket.number
                """,
                SQL().join(SQL(", %s", column) for column in rare),
                session.id,
                SQL() if changed is None else age,
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
