from dataclasses import replace

from odoo import fields, models

from ..tools import pass_code


class TicketScan(models.Model):
    """Scans of passes: the same decision and the same row, counted on the pass."""

    _inherit = "ticket.scan"

    pass_id = fields.Many2one(
        "ticket.gate.pass", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    def _answer(self, scan, read):
        if _may_be_pass(read):
            # counted when it is read: nobody waits for a turnstile to give it back
            scan = replace(scan, request=replace(scan.request, two_phase=False))
        return super()._answer(scan, read)

    def _find_ticket(self, scan, read):
        if _may_be_pass(read):
            return self.env["ticket.gate.pass"]._lock(scan, read)
        return super()._find_ticket(scan, read)

    def _look_again(self, scan, read, ticket, decision):
        if ticket.pass_id:
            return ticket, decision
        return super()._look_again(scan, read, ticket, decision)

    def _write_scan(self, scan, ticket, result, answer):
        row = super()._write_scan(scan, ticket, result, answer)
        if ticket and ticket.pass_id and result.counted:
            self.env["ticket.gate.pass"]._count(ticket.pass_id, result.decision)
        return row

    def _give_back(self, scan_row, persons):
        """Who did not go through after all has not used the pass either."""
        self.env.cr.execute(
            """SELECT pass_id, direction, reason FROM ticket_scan scan
                WHERE id = %s AND pass_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM ticket_scan right_put WHERE right_put.reverses_id = scan.id
                       AND right_put.reason = 'released')""",
            [scan_row],
        )
        found = self.env.cr.fetchone()
        result = super()._give_back(scan_row, persons)
        if found and persons:
            self.env["ticket.gate.pass"]._uncount(*found, persons)
        return result


def _may_be_pass(read):
    """Whether a code is that of a pass or a card: signed for no session, or none of a
    ticket."""
    if read.signed:
        return read.signed.claims.session == pass_code.NO_SESSION
    return read.problem == "malformed"
