from odoo.modules.module import load_script
from odoo.tests import tagged

from .common import TicketGateCommon

COLUMNS = "ticket_gate/migrations/19.0.1.1.0/post-gate-columns.py"


@tagged("post_install", "-at_install")
class TestMigration(TicketGateCommon):
    """What a database of the former version knows is still true after the upgrade."""

    def _migrate(self):
        self.env.flush_all()
        load_script(COLUMNS, "gate_columns").migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_old_scans_say_how_many_went_through(self):
        ticket = self._create_ticket("1-1")
        self._scan(ticket.number)
        self._scan(ticket.number)
        self.env.flush_all()
        self.env.cr.execute("UPDATE ticket_scan SET passed = NULL")
        for _time in range(2):  # an upgrade may be run again
            self._migrate()
            scans = self.env["ticket.scan"].search([("ticket_id", "=", ticket.id)])
            self.assertEqual(
                sorted(scans.mapped(lambda scan: (scan.result, scan.passed))),
                [("admit", 1), ("refuse", 0)],
            )

    def test_closed_lanes_stay_closed(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ticket_gate SET is_open = false, mode = 'normal' WHERE id = %s",
            [self.gate.id],
        )
        self._migrate()
        self.assertEqual((self.gate.mode, self.gate.state), ("closed", "closed"))
