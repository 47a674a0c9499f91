from odoo import models

_ENTRY = """
    SELECT scan.id, scan.scanned_at, gate.id AS gate_id, gate.name AS gate,
           device.name AS device
      FROM ticket_scan scan
      JOIN ticket_gate gate ON gate.id = scan.gate_id
      JOIN ticket_gate_device device ON device.id = scan.device_id
"""


class TicketScan(models.Model):
    """Who came in on a ticket before, for the people who ask."""

    _inherit = "ticket.scan"

    def _first_entry(self, ticket_id, pass_id=None):
        """Return who came in first on a ticket, as a dict, or ``None``; of a pass, which
        lets in again and again, who came in last."""
        column, order = ("pass_id", "DESC") if pass_id else ("ticket_id", "ASC")
        self.env.cr.execute(
            f"""{_ENTRY}
             WHERE scan.{column} = %s AND scan.passed > 0 AND scan.direction = 'in'
               AND NOT EXISTS (
                   SELECT FROM ticket_scan given
                    WHERE given.reverses_id = scan.id AND given.passed = -scan.passed)
          ORDER BY scan.id {order} LIMIT 1
            """,
            [pass_id or ticket_id],
        )
        found = self.env.cr.dictfetchall()
        return found[0] if found else None

    def _entry(self, scan_row):
        """Return one scan as :meth:`_first_entry` does."""
        if not scan_row:
            return None
        self.env.cr.execute(f"{_ENTRY} WHERE scan.id = %s", [scan_row])
        return self.env.cr.dictfetchone()
