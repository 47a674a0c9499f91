from odoo.tests import tagged

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestTimeline(TicketGateCommon):
    """S12 at the gates: who was let in or turned away, and on which device."""

    def test_scans_name_gate_and_device(self):
        ticket = self._create_ticket("1-1")
        self._scan(ticket.token)
        self._scan(ticket.token)
        self.env.flush_all()
        lines = self.env["ticket.timeline"].search(
            [
                ("ticket_id", "=", ticket.id),
                ("kind", "in", ("admitted", "refused")),
            ],
            order="id",
        )
        self.assertEqual(lines.mapped("kind"), ["admitted", "refused"])
        device = f"{self.gate.name} · {self.device.name}"
        self.assertEqual(set(lines.mapped("device")), {device})
        self.assertEqual(lines.place_id, ticket.place_id)
        self.assertEqual(lines[1].detail, "Already Used")
