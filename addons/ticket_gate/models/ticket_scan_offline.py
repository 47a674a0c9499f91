import json
from dataclasses import replace

from odoo import fields, models

from .. import reasons
from ..tools import outcome, scanning

_NOTE_CONFLICT = """
    INSERT INTO ticket_scan_conflict (
        scan_id, first_scan_id, first_gate_id, ticket_id, number, place, session_id,
        gate_id, device_id, hub_id, company_id, reason, persons, scanned_at, state
    )
    SELECT id, %(first)s, %(gate)s, ticket_id, number, place, session_id, gate_id,
           device_id, hub_id, company_id, reason, passed,
           scanned_at, 'open'
      FROM ticket_scan WHERE id = %(scan)s
        ON CONFLICT (scan_id) DO NOTHING
"""


class TicketScan(models.Model):
    """Scans that a device or a hub decided while it could not ask us."""

    _inherit = "ticket.scan"

    is_offline = fields.Boolean(
        string="Decided Offline",
        readonly=True,
        help="The device or its hub decided alone and told us later.",
    )
    decided = fields.Selection(
        [("admit", "Let In"), ("refuse", "Refused")],
        string="Done There",
        readonly=True,
        help="What the device did. The result is what we would have said.",
    )
    hub_id = fields.Many2one(
        "ticket.gate.device", string="Sent by Hub", readonly=True, ondelete="restrict"
    )
    conflict_ids = fields.One2many("ticket.scan.conflict", "scan_id", readonly=True)

    def _told_conflict(self, result, first):
        """What the device is told of people it should not have let in, or ``None``."""
        return self._conflict_told(result.passed, first) if result.is_conflict else None

    def _conflict_told(self, persons, first):
        return {"persons": persons, "first": _told_first(first)}

    def _note_conflict(self, scan_row, first):
        """Keep for people that this scan let in somebody we would have refused."""
        self.env.cr.execute(
            _NOTE_CONFLICT,
            {
                "scan": scan_row,
                "first": first and first["id"],
                "gate": first and first["gate_id"],
            },
        )

    def _repeat(self, scan, read=None):
        """Answer a scan that we have answered before, with the very same words.

        A hub may have asked us and, getting no answer, have decided by itself. What it
        did is what happened: the counts follow it.
        """
        stored = self._stored(scan)
        if stored["code_hash"] != scanning.code_hash(scan.request.code):
            if scan.request.is_offline and read:
                return self._answer_apart(scan, read)
            return self._number_taken(scan)
        answer = json.loads(stored["answer"])
        if scan.request.is_offline and not stored["decided"]:
            answer["conflict"] = self._follow(scan.request, stored)
        return answer

    def _stored(self, scan):
        self.env.cr.execute(
            """
            SELECT id, answer, result, reason, direction, count, ticket_id, pass_id,
                   decided, code_hash
              FROM ticket_scan WHERE device_id = %s AND scan_id = %s
            """,
            [scan.device, scan.request.scan_id],
        )
        found = self.env.cr.dictfetchall()
        return found[0] if found else None

    def _answer_apart(self, scan, read):
        """Keep what a device did under a number that it had used for another code: the
        people are in, whatever it calls them."""
        scan_id = scan.request.scan_id
        code = scanning.code_hash(scan.request.code)[:16]
        request = replace(scan.request, scan_id=f"{code}\n{scan_id}", two_phase=False)
        apart = replace(scan, request=request)
        stored = self._stored(apart)
        answer = json.loads(stored["answer"]) if stored else self._answer(apart, read)
        return answer | {"scan_id": scan_id}

    def _number_taken(self, scan):
        """A device that counts anew after a reset must not let somebody in by the answer
        that another code got."""
        return {
            "scan_id": scan.request.scan_id,
            "result": "refuse",
            "reason": "scan_id_used",
            "message": reasons.message("scan_id_used", scan.lang),
            "ticket": None,
        }

    def _follow(self, request, stored):
        """Put right what was answered and then done otherwise; the conflict, if any."""
        if request.decided == outcome.REFUSE:
            if stored["result"] == "admit":
                self._give_back(stored["id"], stored["count"])
            return None
        if stored["result"] == "admit":
            return None
        return self._pass_late(stored, request.count)


def _told_first(first):
    return first and {
        "gate": first["gate"],
        "device": first["device"],
        "scanned_at": scanning.iso(first["scanned_at"]),
    }
