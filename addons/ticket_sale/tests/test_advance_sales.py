from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_money import TicketMoneyCommon


@tagged("post_install", "-at_install")
class TestAdvanceSales(TicketMoneyCommon):
    def test_accounts_are_made_once(self):
        accounts = (self.advance, self.income, self.company.ticket_journal_id)
        self.company._ticket_setup_accounts()
        again = (
            self.company.ticket_advance_account_id,
            self.company.ticket_income_account_id,
            self.company.ticket_journal_id,
        )
        self.assertEqual(again, accounts)
        self.assertEqual(self.advance.account_type, "liability_current")
        self.assertEqual(self.income.account_type, "income")
        self.assertEqual(self.company.ticket_journal_id.type, "general")

    def test_lost_setting_finds_the_existing_accounts(self):
        self.company.write(
            {"ticket_advance_account_id": False, "ticket_journal_id": False}
        )
        journal = self.env["account.journal"].search([("code", "=", "TKT")])
        self.company._ticket_setup_accounts()
        self.assertEqual(self.company.ticket_advance_account_id, self.advance)
        self.assertEqual(self.company.ticket_journal_id, journal)

    def test_ticket_product_sells_on_the_advance_account(self):
        product = self.adult.product_id
        product.property_account_income_id = self.income
        self.assertEqual(product._get_product_accounts()["income"], self.advance)

    def test_other_products_keep_their_income(self):
        product = self.env["product.product"].create({"name": "Programme"})
        self.assertNotEqual(product._get_product_accounts()["income"], self.advance)

    def test_sale_is_not_in_the_books_before_its_invoice(self):
        before = self._balance(self.advance)
        order = self._sell("1-1", "1-2")
        self.assertEqual(order.ticket_ids.mapped("booked"), [False, False])
        self.assertEqual(self._balance(self.advance), before)
        self.assertEqual(self.assertProven().unbooked, -760.0)

    def test_invoice_puts_the_net_on_the_advance_account(self):
        self._set_price(self.adult, 380, self.tax)
        before = self._balance(self.advance)
        order = self._sell("1-1", "1-2")
        self._invoice(order)
        self.assertEqual(self._balance(self.advance) - before, 760.0)
        self.assertEqual(order.ticket_ids.mapped("booked"), [True, True])
        self.assertEqual(order.ticket_ids.mapped("advance_amount"), [380.0, 380.0])
        self.assertEqual(self.assertProven().unbooked, 0.0)

    def test_tax_without_an_account_stays_off_the_advance_account(self):
        tax = self.tax_included.copy({"name": "No account"})
        tax.repartition_line_ids.account_id = False
        self._set_price(self.adult, 106, tax)
        income = self._balance(self.income)
        order = self._sell("1-1", "1-2")
        self._invoice(order)
        self.assertEqual(self._balance(self.income) - income, 12.0)
        self.assertProven()
        order.ticket_ids[0]._refund("ill")
        self.assertEqual(self._balance(self.income) - income, 6.0)
        self.assertProven()

    def test_draft_invoice_takes_the_tickets_out_of_the_books(self):
        order = self._sell("1-1")
        invoice = self._invoice(order)
        invoice.button_draft()
        self.assertFalse(order.ticket_ids.booked)
        self.assertProven()
        invoice.action_post()
        self.assertTrue(order.ticket_ids.booked)
        self.assertProven()

    def test_rounding_of_the_whole_invoice_reaches_the_tickets(self):
        """Taxes rounded over the document move cents between lines; tickets follow."""
        self.company.tax_calculation_rounding_method = "round_globally"
        self._set_price(self.adult, 9.99, self.tax_included)
        self._set_price(self.child, 3.33, self.tax_included)
        for row in ("1", "2", "3"):
            order = self._order_mixed(
                [f"{row}-{n}" for n in range(1, 5)],
                [f"{row}-{n}" for n in range(5, 8)],
            )
            before = self._balance(self.advance)
            self._invoice(order)
            self.assertEqual(
                self._tickets_worth(order.ticket_ids),
                self.company.currency_id.round(self._balance(self.advance) - before),
            )
        self.assertProven()

    def test_play_moves_the_money_to_income_by_show(self):
        order = self._sell("1-1", "1-2")
        self._invoice(order)
        advance, income = self._balance(self.advance), self._balance(self.income)
        self.session.action_play()
        self.assertEqual(self.session.state, "played")
        self.assertEqual(self._balance(self.advance) - advance, -760.0)
        self.assertEqual(self._balance(self.income) - income, 760.0)
        [move] = self.session.revenue_move_ids
        [line] = move.line_ids.filtered(lambda item: item.account_id == self.income)
        analytic = self.show.analytic_account_id
        self.assertEqual(line.analytic_distribution, {str(analytic.id): 100})
        self.assertEqual(
            analytic.plan_id, self.env.ref("ticket_sale.analytic_plan_show")
        )
        self.assertEqual(analytic.balance, 760.0)
        self.assertProven()

    def test_sessions_of_a_show_share_the_analytic_account(self):
        first = self.show._ticket_analytic_account()
        self.assertEqual(self.show._ticket_analytic_account(), first)

    def test_second_play_is_refused(self):
        self._invoice(self._sell("1-1"))
        self.session.action_play()
        with self.assertRaisesRegex(UserError, "Played"):
            self.session.action_play()
        self.assertEqual(len(self.session.revenue_move_ids), 1)

    def test_recognising_twice_posts_once(self):
        self._invoice(self._sell("1-1"))
        self.session.action_play()
        self.assertFalse(self.session._recognise_revenue())
        self.assertEqual(self.session.revenue_amount, 380.0)

    def test_session_without_tickets_plays_without_an_entry(self):
        self.session.action_play()
        self.assertFalse(self.session.revenue_move_ids)

    def test_play_without_accounts_tells_the_remedy(self):
        self.company.ticket_journal_id = False
        with self.assertRaisesRegex(UserError, "Settings"):
            self.session.action_play()
        self.assertEqual(self.session.state, "on_sale")

    def test_invoice_posted_after_the_play_needs_no_more_income(self):
        """A till closed after midnight: the play had counted its tickets already."""
        order = self._sell("1-1")
        self.session.action_play()
        self.assertEqual(self.session.revenue_amount, 380.0)
        self.assertEqual(self.assertProven().unbooked, -380.0)
        self._invoice(order)
        self.assertEqual(self.session.revenue_amount, 380.0)
        self.assertEqual(self.assertProven().balance, self._balance(self.advance))

    def test_cron_plays_sessions_that_are_over(self):
        self._invoice(self._sell("1-1"))
        self.env.cr.execute(
            "UPDATE ticket_session SET start = now() - interval '4 hours',"
            " \"end\" = now() - interval '1 hour' WHERE id = %s",
            [self.session.id],
        )
        self.session.invalidate_recordset()
        self._run_cron("ticket_sale.ir_cron_play")
        self.assertEqual(self.session.state, "played")
        self.assertEqual(self.session.revenue_amount, 380.0)

    def test_cron_settles_what_the_play_did_not_see(self):
        self._invoice(self._sell("1-1"))
        self.session.action_play()
        self.session.revenue_amount = 0.0  # as if two transactions had crossed
        self.assertEqual(self._proof().unsettled, 380.0)
        self.assertIn(self.session, self.env["ticket.session"]._unsettled_sessions())
        self._run_cron("ticket_sale.ir_cron_play")
        self.assertEqual(self.session.revenue_amount, 380.0)

    def test_proof_fails_when_the_account_has_something_else(self):
        move = self.env["account.move"].create(
            {
                "line_ids": [
                    (0, 0, {"account_id": self.advance.id, "credit": 12.5}),
                    (0, 0, {"account_id": self.income.id, "debit": 12.5}),
                ]
            }
        )
        before = self._proof().difference
        move.action_post()
        proof = self._proof()
        self.assertEqual(proof.difference - before, 12.5)
        self.assertFalse(proof.proven)

    def test_report_by_session_adds_up_to_the_account(self):
        self._invoice(self._sell("1-1", "1-2"))
        self._sell("2-1")
        self.env.flush_all()
        row = self.env["ticket.advance.report"].browse(self.session.id)
        self.assertEqual(row.tickets, 3)
        self.assertEqual(row.worth, 1140.0)
        self.assertEqual(row.unbooked, 380.0)
        self.assertEqual(row.balance, 760.0)

    def test_foreign_currency_is_kept_in_company_currency(self):
        currency = self.env["res.currency"].create(
            {
                "name": "TKX",
                "symbol": "x",
                "rounding": 0.01,
                "rate_ids": [(0, 0, {"name": "2020-01-01", "rate": 7.3})],
            }
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Foreign", "currency_id": currency.id}
        )
        self.customer.property_product_pricelist = pricelist
        order = self._order_mixed(["1-1", "1-2"], ["1-3"])
        self.assertEqual(order.currency_id, currency)
        self._invoice(order)
        self.assertProven()
        self.session.action_play()
        self.assertEqual(
            self.session.revenue_amount, self._tickets_worth(order.ticket_ids)
        )
        self.assertProven()
