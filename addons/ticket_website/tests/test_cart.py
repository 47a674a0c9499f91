from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestCart(TicketWebsiteCommon):
    def _update_line(self, line, quantity):
        return self.make_jsonrpc_request(
            "/shop/cart/update", {"line_id": line.id, "quantity": quantity}
        )

    def test_cart_shows_session_zone_seats_and_countdown(self):
        self._fill_cart("2-1", "2-2")
        page = self.url_open("/shop/cart").text
        for text in ("Swan Lake", "Zone A", "Adult", "Seat 1", "o_ticket_hold_timer"):
            self.assertIn(text, page)
        self.assertNotIn("oi-plus", page)

    def test_removing_a_line_frees_its_seats(self):
        order = self._fill_cart("2-1")
        self._update_line(order.order_line, 0)
        self.assertEqual(self._states("2-1"), ["free"])

    def test_quantity_is_the_number_of_seats(self):
        order = self._fill_cart("2-1", "2-2")
        for quantity in (5, 1):
            answer = self._update_line(order.order_line, quantity)
            self.assertEqual(answer["quantity"], 2)
            self.assertIn("seat map", answer["warning"])
        self.assertEqual(order.order_line.product_uom_qty, 2)

    @mute_logger("odoo.http")
    def test_ticket_product_cannot_be_bought_without_a_seat(self):
        product = self.adult.product_id
        product.write({"is_published": True, "sale_ok": True})
        order = self._fill_cart("2-1")
        with self.assertRaises(JsonRpcException):
            self.make_jsonrpc_request(
                "/shop/cart/add",
                {
                    "product_template_id": product.product_tmpl_id.id,
                    "product_id": product.id,
                    "quantity": 3,
                },
            )
        self.assertEqual(order.order_line.product_uom_qty, 1)
        self.assertEqual(order._cart_add(product.id, 3)["quantity"], 0)
        self.assertEqual(len(order.order_line), 1)

    def test_two_sessions_share_a_cart(self):
        later = self._create_session_on_sale(start=self.performance.end)
        order = self._fill_cart("2-1")
        hold = self._ask_hold("2-1", session=later)["hold"]
        self._ask_cart(hold)
        self.assertEqual(order.order_line.ticket_session_id, self.performance | later)
        self.assertEqual(order.amount_total, 760)

    def test_expired_line_stays_marked_and_stops_the_checkout(self):
        order = self._fill_cart("2-1")
        self._expire_hold(order.order_line.ticket_hold_id)
        self.assertFalse(order._is_cart_ready())
        page = self.url_open("/shop/cart").text
        self.assertIn("o_ticket_lost", page)
        self.assertIn(self.performance.website_url, page)
        for url in ("/shop/checkout", "/shop/payment"):
            self.assertTrue(self.url_open(url).url.endswith("/shop/cart"))
        self.assertEqual(len(order.order_line), 1)

    def test_lost_seats_can_be_taken_again(self):
        order = self._fill_cart("2-1", "2-2", ticket_type=self.child)
        line = order.order_line
        self._expire_hold(line.ticket_hold_id)
        answer = self._ask_hold(line_id=line.id)
        self._ask_cart(answer["hold"], types=answer["types"])
        self.assertFalse(line.exists())
        self.assertEqual(order.order_line.ticket_type_id, self.child)
        self.assertTrue(order._is_cart_ready())

    def test_lost_seats_that_somebody_has_taken_are_named(self):
        order = self._fill_cart("2-1")
        self._expire_hold(order.order_line.ticket_hold_id)
        self._sell("2-1")
        answer = self._ask_hold(line_id=order.order_line.id)
        self.assertEqual(answer["error"]["code"], "places_unavailable")

    def test_nobody_retakes_the_line_of_another_cart(self):
        order = self._fill_cart("2-1")
        self._expire_hold(order.order_line.ticket_hold_id)
        self._as_guest()
        answer = self._ask_hold(line_id=order.order_line.id)
        self.assertEqual(answer["error"]["code"], "ticket_error")

    def test_tickets_need_no_delivery(self):
        order = self._fill_cart("2-1")
        self.assertTrue(order.only_services)
        self.assertFalse(order._needs_customer_address())
