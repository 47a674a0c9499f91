from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestLaneState(TicketGateCommon):
    """Closed, normal, free, emergency; and the commands that change it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket("1-1")
        cls.identity = cls.env["ticket.gate.device"]._identify(cls.token)

    def _commands(self):
        self.env.flush_all()
        return self.env["ticket.gate"]._status(self.identity, "en_US")["commands"]

    def test_a_free_lane_lets_everybody_through_and_counts_good_tickets(self):
        self.gate._command("free")
        self.assertEqual(self._scan(self.ticket.number)["reason"], "ok")
        again = self._scan(self.ticket.number)
        self.assertEqual((again["result"], again["reason"]), ("admit", "free"))
        self.assertEqual(self._scan("noise")["reason"], "free")
        self.assertEqual(self.ticket.admitted, 1)

    def test_a_void_ticket_at_a_free_lane_stays_void(self):
        self.ticket.sudo().state = "refunded"
        self.gate._command("free")
        self.env.flush_all()
        self.assertEqual(self._scan(self.ticket.number)["reason"], "free")
        self.assertEqual(self.ticket.state, "refunded")

    def test_in_an_emergency_nobody_comes_in_and_everybody_leaves(self):
        self.gate.is_emergency = True
        self.assertEqual(self._scan(self.ticket.number)["reason"], "emergency")
        out = self._scan(self.ticket.number, direction="out")
        self.assertEqual((out["result"], out["reason"]), ("admit", "free"))
        self.assertEqual(self.ticket.admitted, 0)

    def test_after_an_emergency_the_lane_is_as_before(self):
        self.gate._command("lock")
        self.gate.is_emergency = True
        self.assertEqual(self.gate.state, "emergency")
        self.gate.is_emergency = False
        self.assertEqual((self.gate.state, self.gate.is_open), ("closed", False))

    def test_open_and_closed_follow_the_switch(self):
        self.gate.is_open = False
        self.assertEqual(self.gate.mode, "closed")
        self.gate.is_open = True
        self.assertEqual(self.gate.mode, "normal")

    def test_a_command_is_told_until_it_is_done(self):
        [command] = self.gate._command("message", "Use the other door")
        told = self._commands()
        self.assertEqual(told, self._commands())
        self.assertEqual(
            (told[0]["command"], told[0]["text"]), ("message", "Use the other door")
        )
        commands = self.env["ticket.gate.command"]
        commands._note_done([self.device.id], [command.id])
        self.assertEqual(self._commands(), [])
        command.invalidate_recordset()
        self.assertTrue(command.done_at)

    def test_no_device_confirms_for_another(self):
        [command] = self.gate._command("reload")
        self.env["ticket.gate.command"]._note_done([self.device.id + 1], [command.id])
        self.assertEqual(len(self._commands()), 1)

    def test_an_old_open_is_not_obeyed(self):
        [command] = self.gate._command("open")
        self.assertEqual(len(self._commands()), 1)
        command.expires_at = fields.Datetime.now() - timedelta(seconds=1)
        self.assertEqual(self._commands(), [])

    def test_every_paired_device_of_a_lane_is_told(self):
        self._create_device("Never paired")
        second = self._create_device("Second")
        second._mint_token()
        commands = self.gate._command("reload")
        self.assertEqual(commands.device_id, self.device | second)
