from odoo import fields, models

from ..tools import pass_code


class TicketScan(models.Model):
    """Scans of passes: the same decision and the same row, counted on the pass."""

    _inherit = "ticket.scan"

    pass_id = fields.Many2one(
        "ticket.gate.pass", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    def _find_ticket(self, scan, read):
        if _may_be_pass(read):
            return self.env["ticket.gate.pass"]._lock(scan, read)
        return super()._find_ticket(scan, read)

    def _write_scan(self, scan, ticket, result, answer):
        row = super()._write_scan(scan, ticket, result, answer)
        if ticket and ticket.pass_id and result.counted:
            self.env["ticket.gate.pass"]._count(ticket.pass_id, result.decision)
        return row


def _may_be_pass(read):
    """Whether a code is that of a pass or a card: signed for no session, or none of a
    ticket."""
    if read.signed:
        return read.signed.claims.session == pass_code.NO_SESSION
    return read.problem == "malformed"
