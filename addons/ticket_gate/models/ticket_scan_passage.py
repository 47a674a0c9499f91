from dataclasses import asdict, replace
from datetime import timedelta
from typing import NamedTuple

from odoo import fields, models

from ..tools import outcome, scanning

#: Before the number of the scan in the numbers of rows that put it right. No device
#: can send these: a scan_id is printable.
RELEASED = "released\n"
LATE = "late\n"

_RIGHT = """
    INSERT INTO ticket_scan (
        device_id, scan_id, gate_id, company_id, ticket_id, pass_id, session_id, zone_id,
        type_id, number, place, code_hash, direction, scanned_at, hub_id, reverses_id,
        count, passed, result, reason, received_at, is_offline, decided
    )
    SELECT device_id, %(prefix)s || scan_id, gate_id, company_id, ticket_id, pass_id,
           session_id, zone_id, type_id, number, place, code_hash, direction, scanned_at, hub_id,
           id, %(count)s, %(passed)s, %(result)s, %(reason)s,
           now() AT TIME ZONE 'UTC', %(is_offline)s, %(decided)s
      FROM ticket_scan WHERE id = %(scan)s
        ON CONFLICT (device_id, scan_id) DO NOTHING RETURNING id
"""


class Held(NamedTuple):
    """Whose counts a scan changes: a ticket's, or a pass's."""

    ticket_id: int | None
    pass_id: int | None


class TicketScan(models.Model):
    """Who went through, where that is known only after the gate has answered."""

    _inherit = "ticket.scan"

    passed = fields.Integer(
        string="Went Through",
        readonly=True,
        help="How many people went through by this scan. Negative where people who "
        "were counted did not go through after all.",
    )
    reverses_id = fields.Many2one(
        "ticket.scan",
        string="Puts Right",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )

    def _told_passage(self, scan):
        return {
            "passage": scan.request.scan_id,
            "passage_seconds": scan.settings.passage_seconds,
        }

    def _reserve(self, scan_row, scan, ticket, decision):
        """Keep the place until the turnstile tells, or the lane's time is over."""
        wait = timedelta(seconds=scan.settings.passage_seconds)
        back, fresh, visits = outcome.begun(ticket.facts, decision, scan.request.count)
        self.env.cr.execute(
            """
            INSERT INTO ticket_gate_passage
                   (scan_id, ticket_id, pass_id, last_before, back, fresh, visits,
                    expires_at, state, passed, is_late)
            VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 'reserved', 0, false)
            """,
            [
                scan_row,
                ticket.id,
                ticket.pass_id,
                scanning.moment(ticket.facts.last_in),
                back,
                fresh,
                visits,
                None if scan.request.is_offline else scan.request.received_at + wait,
            ],
        )

    def _look_again(self, scan, read, ticket, decision):
        """Refuse nobody for people who were let through and did not go.

        :return: the ticket as it stands now, and what is decided about it
        """
        if not ticket.facts.admitted:
            return ticket, decision
        held = Held(ticket.id, ticket.pass_id)
        if self._release_overdue(held, scan.request.received_at):
            ticket = self._find_ticket(scan, read)
            decision = self._decide(scan, read, ticket)
        if decision.reason in outcome.TAKEN and self._is_in_passage(held):
            decision = replace(decision, reason="in_passage", params={})
        return ticket, decision

    def _is_in_passage(self, held):
        self.env.cr.execute(
            """SELECT FROM ticket_gate_passage
                WHERE (ticket_id = %s OR pass_id = %s) AND state = 'reserved' LIMIT 1""",
            held,
        )
        return bool(self.env.cr.rowcount)

    def _release_overdue(self, held, now):
        """Give back who did not go through in time; return whether there was anybody.

        The ticket is locked first: a passage is told, released and scanned one at a
        time.
        """
        self._lock_counts(held)
        self.env.cr.execute(
            """
            UPDATE ticket_gate_passage passage SET state = 'released'
              FROM ticket_scan scan
             WHERE (passage.ticket_id = %s OR passage.pass_id = %s)
               AND passage.state = 'reserved'
               AND passage.expires_at < %s AND scan.id = passage.scan_id
         RETURNING scan.id, scan.count
            """,
            [*held, now],
        )
        overdue = self.env.cr.fetchall()
        for scan_row, count in overdue:
            self._give_back(scan_row, count)
        return bool(overdue)

    def _lock_counts(self, held):
        """Lock a ticket or a pass; return what it counts."""
        if held.pass_id:
            return self.env["ticket.gate.pass"]._lock_counts(held.pass_id)
        self.env.cr.execute(
            """
            SELECT id, state, admits, COALESCE(admitted, 0) AS admitted,
                   COALESCE(outside, 0) AS outside, COALESCE(entries, 0) AS entries,
                   COALESCE(entries_today, 0) AS today
              FROM ticket_ticket WHERE id = %s FOR NO KEY UPDATE
            """,
            [held.ticket_id],
        )
        [counts] = self.env.cr.dictfetchall()
        return outcome.Counts(**counts)

    def _give_back(self, scan_row, persons):
        """Take ``persons`` who did not go through off the counts, once."""
        if not persons:
            return
        self.env.cr.execute(
            """
            SELECT scan.ticket_id, scan.pass_id, scan.direction, scan.count,
                   COALESCE(passage.back,
                       CASE scan.reason WHEN 'reentry' THEN scan.count ELSE 0 END),
                   COALESCE(passage.fresh,
                       CASE scan.reason WHEN 'reentry' THEN 0 ELSE scan.count END),
                   COALESCE(passage.visits,
                       CASE scan.reason WHEN 'reentry' THEN 0 ELSE scan.count END)
              FROM ticket_scan scan
         LEFT JOIN ticket_gate_passage passage ON passage.scan_id = scan.id
             WHERE scan.id = %s
            """,
            [scan_row],
        )
        *found, direction, count, back, fresh, visits = self.env.cr.fetchone()
        held = Held(*found)
        counts = self._lock_counts(held) if any(held) else None
        if not self._put_right(
            RELEASED,
            scan_row,
            count=persons,
            passed=-persons,
            result="release",
            reason="released",
        ):
            return
        if counts:
            after = outcome.given_back(counts, direction, persons, back, fresh, visits)
            self._write_counts(held, after)
        if held.pass_id and persons == count:
            self.env["ticket.gate.pass"]._forget_visit(scan_row)

    def _pass_late(self, stored, persons):
        """Count people who went through although we had not, or no longer, let them.

        :param stored: the scan, as a dict
        :return: the conflict as a device is told, when there was no right to it
        """
        held = Held(stored["ticket_id"], stored["pass_id"])
        counts = self._lock_counts(held) if any(held) else None
        refused = stored["result"] == "refuse"
        is_void = not counts or counts.is_void
        if not is_void:
            after, missing = outcome.late(counts, stored["direction"], persons)
        is_conflict = refused or is_void or missing > 0
        first = is_conflict and counts and self._first_entry(*held)
        reason = stored["reason"] if refused or not is_conflict else "already_used"
        row = self._put_right(
            LATE,
            stored.get("scan_id") or stored["id"],
            count=persons,
            passed=persons,
            result="refuse" if is_conflict else "admit",
            reason=reason,
            is_offline=True,
            decided="admit",
        )
        if row and not is_void:
            self._write_counts(held, after)
        if not is_conflict:
            return None
        if row:
            self._note_conflict(row, first)
        return self._conflict_told(persons, first)

    def _put_right(self, prefix, scan_row, is_offline=False, decided=None, **values):
        """Add a row that puts a scan right; return its id, or nothing if it is there."""
        self.env.cr.execute(
            _RIGHT,
            {
                "prefix": prefix,
                "scan": scan_row,
                "is_offline": is_offline,
                "decided": decided,
                **values,
            },
        )
        inserted = self.env.cr.fetchone()
        return inserted and inserted[0]

    def _write_counts(self, held, counts):
        if held.pass_id:
            self.env["ticket.gate.pass"]._write_counts(counts)
            return
        self.env.cr.execute(
            """
            UPDATE ticket_ticket
               SET admitted = %(admitted)s, outside = %(outside)s,
                   entries = %(entries)s, entries_today = %(today)s,
                   last_admitted_at = CASE WHEN %(admitted)s > 0
                       THEN last_admitted_at END,
                   state = CASE WHEN state NOT IN ('valid', 'used') THEN state
                                WHEN %(admitted)s > 0 THEN 'used' ELSE 'valid' END,
                   first_admitted_at = CASE WHEN %(admitted)s > 0
                       THEN COALESCE(first_admitted_at, now() AT TIME ZONE 'UTC') END
             WHERE id = %(id)s
            """,
            asdict(counts),
        )
