from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ticket_distributor.exceptions import NotFound

from .common import TicketDistributorCommon


@tagged("post_install", "-at_install")
class TestMultiCompany(TicketDistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["res.company"].create({"name": "Second House"})
        cls.env.user.company_ids |= cls.branch
        cls.env["account.chart.template"].try_loading(
            "generic_coa", cls.branch, install_demo=False
        )
        cls.stranger = cls._staff("stranger", "ticket_sale.group_ticket_manager")
        cls.stranger.write(
            {"company_ids": [(6, 0, cls.branch.ids)], "company_id": cls.branch.id}
        )

    def test_manager_of_another_company_sees_nothing(self):
        booking = self._confirmed("1-1")
        for records in (
            self.distributor,
            booking,
            booking.line_ids,
            self.distributor.wallet_line_ids,
        ):
            with self.subTest(records._name):
                mine = records.with_user(self.stranger)
                self.assertFalse(mine.search([("id", "in", records.ids)]))
                with self.assertRaises(AccessError):
                    mine.read(["display_name"])

    def test_contract_sells_its_own_company_only(self):
        theirs = self._branch_distributor()

        with self.assertRaises(NotFound):
            self._lock("1-1", distributor=theirs)

        self.assertEqual(theirs.currency_id, self.branch.currency_id)

    def test_one_partner_has_one_wallet_a_company(self):
        theirs = self._branch_distributor(partner=self.agency)
        bank = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", self.branch.id)], limit=1
        )

        theirs._wallet_topup(70, bank)

        self.assertWallet(1000)
        self.assertWallet(70, distributor=theirs)
        self.assertNotEqual(
            self.branch.ticket_wallet_account_id, self.company.ticket_wallet_account_id
        )

    def test_journal_of_another_company_is_refused(self):
        bank = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", self.branch.id)], limit=1
        )
        with self.assertRaises(UserError):
            self.env["ticket.wallet.topup"].create(
                {
                    "distributor_id": self.distributor.id,
                    "amount": 5,
                    "journal_id": bank.id,
                }
            )

    def _branch_distributor(self, partner=None):
        partner = partner or self.customer
        distributor = (
            self.env["ticket.distributor"]
            .with_company(self.branch)
            .create({"partner_id": partner.id, "company_id": self.branch.id})
        )
        distributor.action_activate()
        return distributor
