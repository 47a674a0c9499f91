from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_money import TicketMoneyCommon


@tagged("post_install", "-at_install")
class TestMultiCompany(TicketMoneyCommon):
    """A second company sees nothing of the first one's sale, members and books."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["res.company"].create({"name": "Other Venue"})
        cls.outsider = new_test_user(
            cls.env,
            "other_manager",
            "ticket_venue.group_ticket_admin",
            company_id=cls.other.id,
            company_ids=[(6, 0, cls.other.ids)],
        )
        cls.order = cls._sell("1-1", "1-2")
        cls._invoice(cls.order)
        product = cls.env["product.product"].create(
            {
                "name": "Fee",
                "type": "service",
                "service_tracking": "ticket_membership",
                "list_price": 10,
            }
        )
        cls.tier = cls.env["ticket.membership.tier"].create(
            {"name": "Club", "code": "CLUB", "product_id": product.id}
        )
        cls.card = cls.env["ticket.membership"]._activate_for(cls.customer, cls.tier)

    def test_records_are_hidden_and_refused(self):
        self.env.flush_all()
        for record in (
            self.venue,
            self.hall,
            self.seat_map,
            self.stalls,
            self.show,
            self.session,
            self.plan,
            self.zone_a,
            self.plan.price_ids[0],
            self._places("1-1"),
            self.order.order_line.ticket_hold_id,
            self.order.ticket_ids[0],
            self.tier,
            self.card,
            self.card.term_ids,
            self.env["ticket.link"]._share(self.order.ticket_ids),
            self.env["ticket.advance.report"].browse(self.session.id),
        ):
            theirs = record.with_user(self.outsider)
            with self.subTest(model=record._name):
                self.assertFalse(theirs.search([("id", "in", record.ids)]))
                with self.assertRaises(AccessError):
                    theirs.check_access("read")

    def test_figures_are_of_the_own_company(self):
        report = self.env["ticket.sale.report"].with_user(self.outsider)
        self.assertFalse(report.search_count([("show_id", "=", self.show.id)]))
        figures = self.env["ticket.today"].with_user(self.outsider).get_figures()
        self.assertEqual(figures["totals"]["sold"], 0)
        self.assertFalse(figures["sessions"])

    def test_proof_is_of_its_company(self):
        proof = (
            self.env["ticket.advance.proof"]
            .with_user(self.outsider)
            .create({"company_id": self.other.id})
        )
        self.assertEqual(proof.unplayed, 0.0)
        self.assertEqual(proof.balance, 0.0)
        with self.assertRaises(AccessError):
            self.env["ticket.advance.proof"].with_user(self.outsider).create(
                {"company_id": self.company.id}
            )

    def test_company_without_a_chart_gets_no_accounts(self):
        self.other._ticket_setup_accounts()
        self.assertFalse(self.other.ticket_advance_account_id)

    def test_accounts_are_of_each_company(self):
        self.env["account.chart.template"].try_loading(
            "generic_coa", company=self.other, install_demo=False
        )
        self.assertTrue(self.other.ticket_advance_account_id)
        self.assertNotEqual(self.other.ticket_advance_account_id, self.advance)
        product = self.adult.product_id.with_company(self.other)
        self.assertEqual(
            product._get_product_accounts()["income"],
            self.other.ticket_advance_account_id,
        )

    def test_tier_of_one_company_gives_nothing_in_the_other(self):
        self.assertEqual(self.customer.ticket_tier_id, self.tier)
        self.assertFalse(self.customer.with_company(self.other).ticket_tier_id)

    def test_session_of_another_company_is_not_played(self):
        with self.assertRaises(AccessError):
            self.session.with_user(self.outsider).action_play()
