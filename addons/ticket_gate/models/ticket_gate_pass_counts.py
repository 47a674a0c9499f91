from odoo import api, models

from ..tools import outcome


class TicketGatePass(models.Model):
    """What a pass counts, put right after people did, or did not, go through."""

    _inherit = "ticket.gate.pass"

    @api.model
    def _lock_counts(self, pass_id):
        """Lock a pass; return what it counts."""
        self.env.cr.execute(
            """
            SELECT id, state, admits, COALESCE(admitted, 0) AS admitted,
                   COALESCE(outside, 0) AS outside, COALESCE(entries, 0) AS entries,
                   COALESCE(entries_today, 0) AS today
              FROM ticket_gate_pass WHERE id = %s FOR NO KEY UPDATE
            """,
            [pass_id],
        )
        [counts] = self.env.cr.dictfetchall()
        return outcome.Counts(**counts)

    @api.model
    def _write_counts(self, counts):
        self.env.cr.execute(
            """
            UPDATE ticket_gate_pass
               SET admitted = %s, outside = %s, entries = %s, entries_today = %s
             WHERE id = %s
            """,
            [
                counts.admitted,
                counts.outside,
                counts.entries,
                counts.today,
                counts.id,
            ],
        )

    @api.model
    def _forget_visit(self, scan_row):
        """Nobody went through: the visit before is the last one again, for rules that
        want some minutes between two."""
        self.env.cr.execute(
            """
            UPDATE ticket_gate_pass one SET last_admitted_at = passage.last_before
              FROM ticket_gate_passage passage
              JOIN ticket_scan scan ON scan.id = passage.scan_id
             WHERE passage.scan_id = %s AND one.id = passage.pass_id
               AND one.last_admitted_at = scan.scanned_at
            """,
            [scan_row],
        )
