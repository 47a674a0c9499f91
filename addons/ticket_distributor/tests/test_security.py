from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TicketDistributorCommon

MODELS = (
    "ticket.distributor",
    "ticket.wallet.line",
    "ticket.booking",
    "ticket.booking.line",
    "ticket.distributor.key",
    "ticket.distributor.request",
)
READ, WRITE, CREATE, UNLINK = "read", "write", "create", "unlink"
#: What each role may do, by model in the order of ``MODELS``.
RIGHTS = {
    "base.group_portal": ("", "", "", "", "", ""),
    "ticket_distributor.group_ticket_distributor": ("r", "r", "r", "r", "", ""),
    "ticket_venue.group_ticket_user": ("", "", "", "", "", ""),
    "ticket_venue.group_ticket_editor": ("", "", "", "", "", ""),
    "ticket_sale.group_ticket_cashier": ("", "", "", "", "", ""),
    "ticket_sale.group_ticket_supervisor": ("r", "r", "r", "r", "", ""),
    "ticket_sale.group_ticket_finance": ("r", "r", "r", "r", "", ""),
    "ticket_sale.group_ticket_manager": ("rwc", "r", "r", "r", "rw", ""),
    "ticket_venue.group_ticket_admin": ("rwcu", "r", "r", "r", "rw", "r"),
}


@tagged("post_install", "-at_install")
class TestSecurity(TicketDistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            group: cls._staff(group.rpartition("_")[2], group) for group in RIGHTS
        }
        cls.agent = cls.users["ticket_distributor.group_ticket_distributor"]
        cls.agent.partner_id.parent_id = cls.agency
        cls.other = cls._create_distributor(credit_limit=1000)
        cls.booking = cls._confirmed("1-1")
        cls.other_booking = cls._confirmed("1-2", distributor=cls.other)

    def test_every_role_has_its_rights_and_no_more(self):
        for group, rights in RIGHTS.items():
            for model, letters in zip(MODELS, rights, strict=True):
                Model = self.env[model].with_user(self.users[group])
                allowed = "".join(
                    operation[0]
                    for operation in (READ, WRITE, CREATE, UNLINK)
                    if Model.has_access(operation)
                )
                with self.subTest(group=group, model=model):
                    self.assertEqual(allowed, letters)

    def test_agent_sees_the_own_contract_only(self):
        for model, own in (
            ("ticket.distributor", self.distributor),
            ("ticket.booking", self.booking),
            ("ticket.booking.line", self.booking.line_ids),
            ("ticket.wallet.line", self.distributor.wallet_line_ids),
        ):
            with self.subTest(model):
                Model = self.env[model].with_user(self.agent)
                self.assertEqual(Model.search([]), own)
        with self.assertRaises(AccessError):
            self.other_booking.with_user(self.agent).read(["amount"])

    def test_agent_without_contract_sees_nothing(self):
        self.agent.partner_id.parent_id = False
        for model in MODELS[:4]:
            found = self.env[model].with_user(self.agent).search([])
            self.assertFalse(found, model)

    def test_agent_cannot_move_money_or_bookings(self):
        for model, values in (
            (self.distributor, {"balance": 1e6}),
            (self.distributor, {"credit_limit": 1e6}),
            (self.booking, {"state": "locked"}),
            (self.booking, {"amount": 0}),
            (self.booking.line_ids, {"price": 0}),
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                model.with_user(self.agent).write(values)
        with self.assertRaises(AccessError):
            self.booking.with_user(self.agent).action_refund()

    def test_secrets_are_the_systems(self):
        self.env["ticket.distributor.key"]._generate(self.distributor)
        for role in ("ticket_sale.group_ticket_manager", "base.group_portal"):
            user = self.users[role]
            keys = self.distributor.sudo().key_ids.with_user(user)
            with self.subTest(role), self.assertRaises(AccessError):
                keys.read(["secret"])

    def test_only_managers_make_keys(self):
        for role in (
            "ticket_sale.group_ticket_supervisor",
            "ticket_sale.group_ticket_finance",
            "ticket_distributor.group_ticket_distributor",
        ):
            distributor = self.distributor.with_user(self.users[role])
            with self.subTest(role), self.assertRaises(AccessError):
                distributor.action_generate_key()

    def test_only_finance_tops_up(self):
        values = {
            "distributor_id": self.distributor.id,
            "amount": 5,
            "journal_id": self.bank.id,
        }
        Topup = self.env["ticket.wallet.topup"]
        with self.assertRaises(AccessError):
            manager = self.users["ticket_sale.group_ticket_manager"]
            Topup.with_user(manager).create(values)
        finance = self.users["ticket_sale.group_ticket_finance"]
        Topup.with_user(finance).create(values).action_topup()
        self.assertEqual(self.distributor.wallet_line_ids[0].amount, 5)

    def test_manager_cannot_write_the_wallet_through_the_form(self):
        manager = self.users["ticket_sale.group_ticket_manager"]
        distributor = self.distributor.with_user(manager)

        with self.assertRaises(AccessError):
            distributor.write({"balance": 1e6})
        with self.assertRaises(AccessError):
            self.env["ticket.distributor"].with_user(manager).create(
                {"partner_id": self.customer.id, "balance": 1e6}
            )
        with self.assertRaises(AccessError):
            distributor.write({"state": "active"})

    def test_supervisor_refunds_cashier_does_not(self):
        cashier = self.users["ticket_sale.group_ticket_cashier"]
        with self.assertRaises(AccessError):
            self.booking.with_user(cashier).action_refund()
        finance = self.users["ticket_sale.group_ticket_finance"]
        with self.assertRaises(AccessError):
            self.booking.with_user(finance).action_refund()
