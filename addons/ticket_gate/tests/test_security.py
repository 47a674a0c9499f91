from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TicketGateCommon

MODELS = ("ticket.gate.group", "ticket.gate", "ticket.gate.rule", "ticket.gate.device")
LOG = "odoo.addons.base.models.ir_model"


@tagged("post_install", "-at_install")
class TestSecurity(TicketGateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket("1-1")
        cls._scan(cls.ticket.number)
        cls.users = {
            role: cls._create_user(role, group)
            for role, group in {
                "reader": "ticket_venue.group_ticket_user",
                "gate": "ticket_gate.group_ticket_gate",
                "cashier": "ticket_sale.group_ticket_cashier",
                "supervisor": "ticket_sale.group_ticket_supervisor",
                "finance": "ticket_sale.group_ticket_finance",
                "manager": "ticket_sale.group_ticket_manager",
                "admin": "ticket_venue.group_ticket_admin",
            }.items()
        }

    @classmethod
    def _create_user(cls, role, group):
        return cls.env["res.users"].create(
            {
                "name": role.title(),
                "login": f"gate-test-{role}",
                "group_ids": [(6, 0, [cls.env.ref(group).id])],
            }
        )

    def _may(self, role, model, operation):
        return self.env[model].with_user(self.users[role]).has_access(operation)

    def _roles_that_may(self, model, operation):
        return {role for role in self.users if self._may(role, model, operation)}

    def test_who_reads_gates(self):
        for model in MODELS:
            self.assertEqual(
                self._roles_that_may(model, "read"), {"gate", "manager", "admin"}
            )

    def test_only_managers_change_gates(self):
        for model in MODELS:
            for operation in ("write", "create", "unlink"):
                self.assertEqual(
                    self._roles_that_may(model, operation), {"manager", "admin"}
                )

    def test_who_reads_scans(self):
        self.assertEqual(
            self._roles_that_may("ticket.scan", "read"),
            {"gate", "supervisor", "manager", "admin"},
        )

    def test_nobody_writes_scans_by_hand(self):
        for operation in ("write", "create", "unlink"):
            self.assertEqual(self._roles_that_may("ticket.scan", operation), set())

    def test_gate_staff_see_no_ticket_price_or_customer(self):
        gate = self.users["gate"]
        with self.assertRaises(AccessError), mute_logger(LOG):
            self.ticket.with_user(gate).read(["price"])
        with self.assertRaises(AccessError), mute_logger(LOG):
            self.env["sale.order"].with_user(gate).search([])
        scan = self.env["ticket.scan"].with_user(gate).search([])
        text = str(scan.read())
        self.assertIn(self.ticket.number, text)
        self.assertNotIn("Li Hua", text)
        self.assertNotIn("380", scan.answer)

    def test_gate_staff_open_scans_and_gates(self):
        gate = self.users["gate"]
        for model in ("ticket.scan", *MODELS):
            records = self.env[model].with_user(gate).search([])
            self.assertTrue(records)
            records.web_read(
                {
                    name: {}
                    for name, field in records._fields.items()
                    if not field.groups and field.type != "binary"
                }
            )

    def test_nobody_reads_the_hash_of_a_token(self):
        with self.assertRaises(AccessError), mute_logger(LOG):
            self.device.with_user(self.users["manager"]).read(["token_hash"])

    def test_only_managers_mint_and_revoke(self):
        device = self.device.with_user(self.users["gate"])
        with self.assertRaises(AccessError), mute_logger(LOG):
            device.action_mint_token()
        with self.assertRaises(AccessError), mute_logger(LOG):
            device.action_revoke()
        manager = self.device.with_user(self.users["manager"])
        action = manager.action_mint_token()
        token = action["context"]["default_token"]
        self.assertTrue(self.env["ticket.gate.device"]._identify(token))
        self.assertEqual(self.device.paired_by_id, self.users["manager"])

    def test_token_is_shown_once_and_never_stored(self):
        manager = self.users["manager"]
        action = self.device.with_user(manager).action_mint_token()
        wizard = (
            self.env[action["res_model"]]
            .with_user(manager)
            .with_context(**action["context"])
            .new({})
        )
        token = action["context"]["default_token"]
        self.assertEqual(wizard.token, token)
        self.assertTrue(wizard.pairing_url.endswith(f"/gate#{token}"))
        self.assertTrue(wizard.qr)
        self.assertFalse(wizard._fields["token"].store)

    def test_new_token_replaces_the_old_one(self):
        self.device._mint_token()
        self.assertIsNone(self.env["ticket.gate.device"]._identify(self.token))

    def test_manager_sees_the_scans_of_a_ticket(self):
        ticket = self.ticket.with_user(self.users["manager"])
        self.assertEqual(ticket.scan_ids.mapped("result"), ["admit"])
