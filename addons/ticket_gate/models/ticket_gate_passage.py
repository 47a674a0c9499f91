from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.ticket_sale.transaction import short_transaction

from ..exceptions import PassageClosed, PassageUnknown
from .ticket_scan_passage import Held

LOCK_TIMEOUT_MS = 2000
#: Overdue passages given back in one go.
BATCH = 200


class TicketGatePassage(models.Model):
    """A place kept at a turnstile between the scan and the turn of its arms.

    The scan counts the people at once, so that no other lane lets them in again. When
    the turnstile says that fewer went through, or says nothing in time, they are given
    back. The table holds one row a two-phase scan and is changed, unlike scans.
    """

    _name = "ticket.gate.passage"
    _description = "Passage Through a Turnstile"
    _order = "id desc"
    _log_access = False

    scan_id = fields.Many2one(
        "ticket.scan", required=True, readonly=True, ondelete="restrict"
    )
    ticket_id = fields.Many2one("ticket.ticket", readonly=True, ondelete="restrict")
    pass_id = fields.Many2one("ticket.gate.pass", readonly=True, ondelete="restrict")
    last_before = fields.Datetime(
        readonly=True, help="When somebody had last come in before."
    )
    back = fields.Integer(
        readonly=True, help="How many of them had been inside before and gone out."
    )
    fresh = fields.Integer(
        readonly=True, help="How many of them came in for the first time."
    )
    visits = fields.Integer(
        readonly=True, help="How many of them began a visit by it, counted one by one."
    )
    expires_at = fields.Datetime(
        readonly=True, help="Empty: the gate has opened already, we only wait to hear."
    )
    state = fields.Selection(
        [("reserved", "Going Through"), ("released", "Given Back"), ("done", "Done")],
        required=True,
        readonly=True,
    )
    passed = fields.Integer(readonly=True)
    is_late = fields.Boolean(
        readonly=True, help="They went through after we had given them back."
    )

    _scan_uniq = models.UniqueIndex("(scan_id)", "A scan is one passage.")
    _reserved_idx = models.Index("(ticket_id) WHERE state = 'reserved'")
    _reserved_pass_idx = models.Index(
        "(pass_id) WHERE state = 'reserved' AND pass_id IS NOT NULL"
    )
    _overdue_idx = models.Index("(expires_at) WHERE state = 'reserved'")

    @api.model
    def _report(self, device_id, ref, passed):
        """Note how many people went through.

        :param str ref: what the answer to the scan called the passage
        :return: the answer as the API gives it; the same one again when told again
        :raise PassageUnknown: this device has no such passage
        :raise PassageClosed: it was told otherwise before
        :raise ValueError: more than were let in
        :raise Busy: another gate holds this ticket's row for too long
        """
        root = self.env(user=SUPERUSER_ID)  # the device is no user, a cursor wants one
        with short_transaction(root, lock_timeout_ms=LOCK_TIMEOUT_MS) as env:
            return env["ticket.gate.passage"]._close(device_id, ref, passed)

    def _close(self, device_id, ref, passed):
        passage = self._lock_passage(device_id, ref)
        if not 0 <= passed <= passage["count"]:
            raise ValueError(passage["count"])
        told = {"ref": ref, "passed": passed, "late": passage["is_late"] or False}
        if passage["state"] == "done":
            if passage["passed"] != passed:
                raise PassageClosed(ref)
            return told | {"conflict": self._conflict_of(passage["scan_id"])}
        scans, conflict = self.env["ticket.scan"], None
        if passage["state"] == "reserved":
            scans._give_back(passage["scan_id"], passage["count"] - passed)
        elif passed:
            told["late"] = True
            conflict = scans._pass_late(passage, passed)
        self.env.cr.execute(
            """UPDATE ticket_gate_passage
                  SET state = 'done', passed = %s, is_late = %s WHERE id = %s""",
            [passed, told["late"], passage["id"]],
        )
        return told | {"conflict": conflict}

    def _lock_passage(self, device_id, ref):
        """Lock the ticket, then read its passage: one order for all who change it."""
        self.env.cr.execute(
            """SELECT ticket_id, pass_id FROM ticket_scan
                WHERE device_id = %s AND scan_id = %s""",
            [device_id, ref],
        )
        for held in self.env.cr.fetchall():
            if any(held):
                self.env["ticket.scan"]._lock_counts(Held(*held))
        self.env.cr.execute(
            """SELECT passage.id, passage.scan_id, passage.ticket_id, passage.pass_id,
                      passage.back, passage.state, passage.passed, passage.is_late,
                      scan.count, scan.direction, scan.reason, scan.result
                 FROM ticket_gate_passage passage
                 JOIN ticket_scan scan ON scan.id = passage.scan_id
                WHERE scan.device_id = %s AND scan.scan_id = %s""",
            [device_id, ref],
        )
        found = self.env.cr.dictfetchall()
        if not found:
            raise PassageUnknown(ref)
        return found[0]

    def _conflict_of(self, scan_row):
        """Return the conflict that a late passage of this scan has become."""
        self.env.cr.execute(
            """SELECT conflict.persons, conflict.first_scan_id
                 FROM ticket_scan late
                 JOIN ticket_scan_conflict conflict ON conflict.scan_id = late.id
                WHERE late.reverses_id = %s""",
            [scan_row],
        )
        found = self.env.cr.fetchone()
        if not found:
            return None
        first = self.env["ticket.scan"]._entry(found[1])
        return self.env["ticket.scan"]._conflict_told(found[0], first)

    @api.model
    def _cron_release(self):
        """Give back who did not go through in time, also when nobody scans again."""
        now = fields.Datetime.now()
        overdue = self.search(
            [("state", "=", "reserved"), ("expires_at", "<", now)],
            limit=BATCH,
            order="expires_at",
        )
        remaining = len(overdue)
        for passage in overdue:
            with short_transaction(self.env, lock_timeout_ms=LOCK_TIMEOUT_MS) as env:
                env["ticket.scan"]._release_overdue(
                    Held(passage.ticket_id.id or None, passage.pass_id.id or None), now
                )
            remaining -= 1
            self.env["ir.cron"]._commit_progress(1, remaining=remaining)
