from odoo import http
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestWebsiteStrategy(TicketWebsiteCommon):
    """Strategies in the web cart, from the seat map to the paid tickets."""

    def _strategy(self, kind="bundle", **values):
        return self.env["ticket.strategy"].create(
            {"name": "The offer", "kind": kind, **values}
        )

    def _enter_code(self, code):
        form = {"promo": code, "csrf_token": http.Request.csrf_token(self)}
        return self.url_open("/shop/pricelist", data=form, allow_redirects=False)

    def test_the_cart_shows_what_a_bundle_gives(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._fill_cart("2-1", "2-2", "2-3", "2-4")
        self.assertEqual(order.amount_total, 3 * 380)
        page = self.url_open("/shop/cart").text
        self.assertIn("The offer", page)
        self.assertEqual(order.cart_quantity, 4)

    def test_a_bundle_grows_from_two_visits_to_the_map(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._fill_cart("2-1", "2-2", "2-3")
        self.assertEqual(order.amount_total, 3 * 380)
        self._fill_cart("2-4", ticket_type=self.child)
        self.assertEqual(order.amount_total, 3 * 380)

    def test_a_strategy_not_for_the_website_gives_nothing_there(self):
        self._strategy(buy_count=3, get_count=1, on_website=False)
        order = self._fill_cart("2-1", "2-2", "2-3", "2-4")
        self.assertEqual(order.amount_total, 4 * 380)

    def test_what_the_visitor_took_out_does_not_come_back(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._fill_cart("2-1", "2-2", "2-3", "2-4")
        reward_line = order.order_line.filtered("reward_id")
        order._cart_update_line_quantity(reward_line.id, 0)
        self._fill_cart("2-5")
        self.assertEqual(order.amount_total, 5 * 380)

    def test_a_code_in_the_cart_is_paid_for_and_issued(self):
        strategy = self._strategy("code", code="SPRING", discount=10)
        self._as_customer()
        order = self._fill_cart("2-1", "2-2")
        self._enter_code("SPRING")
        self.assertEqual(order.amount_total, 684)
        self._pay_route(order)
        self._paid(order)
        self.assertEqual(order.ticket_ids.mapped("price"), [342, 342])
        self.assertEqual(strategy.ticket_count, 2)

    def test_a_code_for_other_tickets_says_so(self):
        self._strategy("code", code="KIDS", type_ids=[(6, 0, self.child.ids)])
        order = self._fill_cart("2-1")
        self._enter_code("KIDS")
        self.assertIn("other tickets", self.url_open("/shop/cart").text)
        self.assertEqual(order.amount_total, 380)

    def test_early_bird_on_the_page_of_the_show(self):
        pricelist = self.env["product.pricelist"].search([], order="sequence, id")
        pricelist[1:].action_archive()
        pricelist[:1].currency_id = self.env.company.currency_id
        self._strategy(
            "early",
            days_before_min=10,
            discount=50,
            pricelist_ids=[(6, 0, pricelist[:1].ids)],
        )
        prices = self.performance._website_prices(pricelist[:1])
        self.assertEqual(prices[self.performance][0], 60)
