from odoo.tests import new_test_user, tagged

from ..exceptions import PackageWhole
from .common_package import TicketPackageCommon


@tagged("post_install", "-at_install")
class TestPackageMoney(TicketPackageCommon):
    def _shares(self, order):
        return [line.price_subtotal for line in order.order_line.sorted("id")]

    def test_price_is_shared_to_the_cent(self):
        self.series.price = 1000
        order = self._sell_package()
        self.assertEqual(self._shares(order), [333.34, 333.33, 333.33])
        self.assertEqual(order.amount_total, 1000)
        self.assertEqual(sum(order.ticket_ids.mapped("price")), 1000)

    def test_price_follows_the_single_prices(self):
        package = self._create_package(
            kind="family", persons={self.adult: 2, self.child: 1}, price=801
        )
        order = self._sell_package(package, sessions=self.first)
        self.assertEqual(self._shares(order), [640.8, 160.2])

    def test_odd_cent_of_a_family_is_not_lost(self):
        package = self._create_package(
            kind="family", persons={self.adult: 3}, price=1000
        )
        order = self._sell_package(package, sessions=self.first)
        self.assertEqual(order.amount_total, 1000)
        self.assertEqual(
            sorted(order.ticket_ids.mapped("price")), [333.33, 333.33, 333.34]
        )

    def test_agreed_shares_say_what_each_show_earns(self):
        package = self._create_package(
            kind="joint",
            sessions=self.first | self.second,
            goods={self.poster: 1},
            share_rule="fixed",
            shares={self.first: 60, self.second: 30, self.poster: 10},
            price=500,
        )
        self.assertEqual(self._shares(self._sell_package(package)), [300, 150, 50])

    def test_saving_in_percent_is_taken_off_the_single_prices(self):
        package = self._create_package(price_rule="percent", percent=25)
        order = self._sell_package(package)
        self.assertEqual(order.amount_total, 855)
        self.assertEqual(order.ticket_package_ids.singly, 1140)

    def test_no_pricelist_changes_the_price_of_a_package(self):
        self.customer.property_product_pricelist = self.env["product.pricelist"].create(
            {
                "name": "7 off",
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": 7})
                ],
            }
        )
        order = self._sell_package(confirm=False)
        order.action_update_prices()
        self.assertEqual(order.amount_total, 900)

    def test_package_in_another_currency_is_converted_and_shared(self):
        euro = self.env.ref("base.EUR")
        if euro == self.company.currency_id:
            euro = self.env.ref("base.USD")
        euro.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": euro.id, "rate": 0.37, "company_id": self.company.id}
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Foreign", "currency_id": euro.id}
        )
        held = self._hold_package(self.series)
        order = self.env["sale.order"].create(
            {"partner_id": self.customer.id, "pricelist_id": pricelist.id}
        )
        order._ticket_add_packages(self.series, held)
        self.assertEqual(order.currency_id, euro)
        self.assertEqual(order.amount_total, 333.0)

    def test_books_see_the_revenue_of_each_session(self):
        self.series.price = 1000
        order = self._sell_package()
        self._invoice(order)
        self.assertProven()
        self.first.action_play()
        self.assertEqual(self.first.revenue_amount, 333.34)
        self.assertProven()

    def test_ticket_keeps_how_its_price_came_about(self):
        ticket = self._sell_package().ticket_ids[0]
        steps = ticket.price_steps
        self.assertEqual(
            [(step["kind"], step["amount"]) for step in steps],
            [("plan", 380), ("package", 300)],
        )
        self.assertEqual(ticket.list_price, 380)

    def test_quote_tells_price_and_saving_before_anything_is_kept(self):
        quote = self.series._quote(self._choice(self.series), units=2)
        self.assertEqual(
            (quote["price"], quote["singly"], quote["saving"]), (1800, 2280, 480)
        )

    # --- giving back -----------------------------------------------------------------

    def test_single_ticket_of_a_whole_package_is_not_refunded(self):
        order = self._sell_package()
        with self.assertRaises(PackageWhole) as refused:
            order.ticket_ids[0]._refund("ill")
        self.assertEqual(len(refused.exception.details["tickets"]), 2)
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"] * 3)

    def test_whole_package_is_refunded_to_the_cent(self):
        self.series.price = 1000
        order = self._sell_package()
        self._invoice(order)
        [note] = order.ticket_ids._refund("ill")
        self.assertEqual(note.amount_total, 1000)
        self.assertEqual(order.ticket_package_ids.state, "returned")
        self.assertProven()

    def test_single_ticket_goes_back_at_its_share(self):
        self.series.write({"price": 1000, "refund_rule": "share"})
        order = self._sell_package()
        self._invoice(order)
        [note] = order.ticket_ids.sorted("id")[0]._refund("ill")
        self.assertEqual(note.amount_total, 333.34)
        self.assertProven()

    def test_rule_of_the_sale_stays_when_the_package_changes(self):
        order = self._sell_package()
        self.series.refund_rule = "share"
        with self.assertRaises(PackageWhole):
            order.ticket_ids[0]._refund("ill")

    def _sell_recalculating(self, price, tax=None):
        if tax:
            self._set_price(self.adult, 380, tax)
        self.series.write({"price": price, "refund_rule": "recalculate"})
        return self._sell_package()

    def test_kept_tickets_are_counted_at_their_single_price(self):
        for tax in (self.tax, self.tax_included):
            order = self._sell_recalculating(900, tax)
            self._invoice(order)
            gone, *kept = order.ticket_ids.sorted("id")
            factor = 1.15 if tax == self.tax else 1
            refunded = round((900 - 2 * 380) * factor, 2)
            self.assertAlmostEqual(gone._refund_prices()[gone.id], refunded, 2)
            self.assertAlmostEqual(gone._refund("ill").amount_total, refunded, 2)
            for ticket in kept:
                self.assertAlmostEqual(ticket.price, 380 * factor, 2)
            self.assertProven()

    def test_refunding_one_after_the_other_gives_back_what_was_paid(self):
        before = self._balance(self.advance)
        order = self._sell_recalculating(899.99, self.tax_included)
        self._invoice(order)
        given = 0
        for ticket in order.ticket_ids.sorted("id"):
            given += ticket._refund("ill").amount_total
            self.assertProven()
        self.assertAlmostEqual(given, 899.99, 2)
        self.assertEqual(self._balance(self.advance), before)

    def test_nothing_comes_back_when_the_kept_ones_cost_more_alone(self):
        order = self._sell_recalculating(500)
        self._invoice(order)
        gone, *kept = order.ticket_ids.sorted("id")
        gone._refund("ill")
        self.assertAlmostEqual(gone.price, 0.01, 2)  # what cannot be shared evenly
        self.assertAlmostEqual(sum(t.price for t in kept), 499.99, 2)
        self.assertProven()

    def test_order_not_invoiced_is_invoiced_at_the_new_prices(self):
        order = self._sell_recalculating(900)
        order.ticket_ids.sorted("id")[0]._refund("ill")
        invoice = self._invoice(order)
        self.assertEqual(invoice.amount_total, 760)
        self.assertProven()

    def test_played_session_of_a_package_is_corrected_too(self):
        order = self._sell_recalculating(900)
        self._invoice(order)
        self.second.action_play()
        order.ticket_ids.sorted("id")[0]._refund("ill")
        self.assertEqual(self.second.revenue_amount, 380)
        self.assertProven()

    def test_supervisor_refunds_a_package(self):
        order = self._sell_recalculating(900)
        self._invoice(order)
        user = new_test_user(
            self.env, "package_boss", "ticket_sale.group_ticket_supervisor"
        )
        order.ticket_ids[0].with_user(user)._refund("ill")
        self.assertEqual(order.ticket_ids[0].state, "refunded")
