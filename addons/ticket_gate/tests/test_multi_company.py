from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestMultiCompany(TicketGateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.env["res.company"].create({"name": "Other Company"})
        cls.other_venue = cls.env["ticket.venue"].create(
            {"name": "Stadium", "company_id": cls.other_company.id}
        )
        cls.other_group = cls.env["ticket.gate.group"].create(
            {"name": "East", "venue_id": cls.other_venue.id}
        )
        cls.other_gate = cls.env["ticket.gate"].create(
            {"name": "East 1", "group_id": cls.other_group.id}
        )
        cls.other_device = cls._create_device("Turnstile", cls.other_gate)
        cls.gate_user = cls.env["res.users"].create(
            {
                "name": "Gate",
                "login": "gate-company-test",
                "company_id": cls.company.id,
                "company_ids": [(6, 0, cls.company.ids)],
                "group_ids": [(4, cls.env.ref("ticket_gate.group_ticket_gate").id)],
            }
        )

    def test_everything_belongs_to_the_company_of_its_venue(self):
        for record in (
            self.other_group,
            self.other_gate,
            self.other_device,
            self.other_group.rule_ids,
        ):
            self.assertEqual(record.company_id, self.other_company)

    def test_user_sees_the_gates_of_his_company(self):
        for model, mine, theirs in (
            ("ticket.gate.group", self.group, self.other_group),
            ("ticket.gate", self.gate, self.other_gate),
            ("ticket.gate.device", self.device, self.other_device),
            ("ticket.gate.rule", self.rule, self.other_group.rule_ids),
        ):
            found = self.env[model].with_user(self.gate_user).search([])
            self.assertIn(mine, found)
            self.assertNotIn(theirs, found)

    def test_user_sees_the_scans_of_his_company(self):
        self._scan("1234")
        identity = self.env["ticket.gate.device"]._identify(
            self.other_device._mint_token()
        )
        self._scan("1234", device=identity)
        scans = self.env["ticket.scan"].with_user(self.gate_user).search([])
        self.assertEqual(scans.gate_id, self.gate)

    def test_another_company_knows_nothing_of_a_ticket(self):
        ticket = self._create_ticket("1-1")
        identity = self.env["ticket.gate.device"]._identify(
            self.other_device._mint_token()
        )
        by_number = self._scan(ticket.number, device=identity)
        self.assertEqual(by_number["reason"], "unknown")
        by_token = self._scan(ticket.token, device=identity)
        self.assertEqual(by_token["reason"], "forged")
        self.assertIsNone(by_token["ticket"])

    def test_lane_cannot_wait_for_a_session_of_another_company(self):
        with self.assertRaises(UserError):
            self.other_gate.session_id = self.session
