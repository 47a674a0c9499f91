from datetime import timedelta

from odoo import fields
from odoo.tests import JsonRpcException, tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestPicker(TicketWebsiteCommon):
    def _assert_refused(self, answer, code):
        self.assertEqual(answer.get("error", {}).get("code"), code, answer)

    # --- hold ---

    def test_hold_then_cart_keeps_seats_and_prices(self):
        hold = self._ask_hold("1-1", "1-2")["hold"]
        self.assertEqual(self._states("1-1", "1-2"), ["held", "held"])
        self.assertAlmostEqual(hold["seconds"], 15 * 60, delta=20)
        first, second = hold["places"]
        types = {str(first["id"]): self.adult.id, str(second["id"]): self.child.id}
        answer = self._ask_cart(hold, types=types)
        self.assertEqual(answer["cart_quantity"], 2)
        order = self._hold_of(hold)._cart_lines().order_id
        self.assertEqual(sorted(order.order_line.mapped("price_total")), [190, 380])

    def test_best_seats_in_a_zone_and_a_standing_area(self):
        best = {"count": 3, "zone_id": self.zone_a.id}
        seated = self._ask_hold(best=best)["hold"]
        self.assertEqual({p["zone_id"] for p in seated["places"]}, {self.zone_a.id})
        self._as_guest()
        best = {"count": 2, "section_id": self.floor.id}
        standing = self._ask_hold(best=best)["hold"]
        self.assertEqual([p["seat_id"] for p in standing["places"]], [0, 0])

    def test_taken_seat_is_named(self):
        self._hold_places("2-3", channel="pos")
        answer = self._ask_hold("2-3", "2-4")
        self._assert_refused(answer, "places_unavailable")
        self.assertIn("Seat 3", answer["error"]["message"])
        self.assertEqual(self._states("2-4"), ["free"])

    def test_wrong_ids_are_refused(self):
        self._assert_refused(self._ask_hold(seat_ids=[999999]), "places_unavailable")
        self._assert_refused(self._ask_hold(seat_ids=["x"]), "ticket_error")
        self._assert_refused(self._ask_hold(seat_ids=[]), "ticket_error")
        self._assert_refused(self._ask_hold(best={"count": -3}), "ticket_error")
        self._assert_refused(self._ask_hold(best="all"), "ticket_error")

    def test_unknown_or_hidden_session_is_not_found(self):
        hidden = self._create_session(start=fields.Datetime.now() + timedelta(days=60))
        for session_id in (999999, hidden.id):
            with self.assertRaises(JsonRpcException):
                self.make_jsonrpc_request(
                    "/ticket/web/hold", {"session_id": session_id, "seat_ids": [1]}
                )

    def test_purchase_cap_counts_the_cart(self):
        self._assert_refused(self._ask_hold(best={"count": 11}), "ticket_error")
        self._fill_cart("1-1", "1-2", "1-3")
        self._assert_refused(self._ask_hold(best={"count": 8}), "ticket_error")
        self.assertIn("hold", self._ask_hold(best={"count": 7}))

    def test_next_hold_gives_the_unused_one_back(self):
        self._ask_hold("1-1")
        self._ask_hold("1-2")
        self.assertEqual(self._states("1-1", "1-2"), ["free", "held"])

    def test_release_gives_seats_back_but_not_those_in_the_cart(self):
        hold = self._ask_hold("1-1")["hold"]
        self.make_jsonrpc_request("/ticket/web/release", {"token": hold["token"]})
        self.assertEqual(self._states("1-1"), ["free"])
        hold = self._ask_hold("1-1")["hold"]
        self._ask_cart(hold)
        self.make_jsonrpc_request("/ticket/web/release", {"token": hold["token"]})
        self.assertEqual(self._states("1-1"), ["held"])

    def test_reload_finds_the_hold_again(self):
        hold = self._ask_hold("1-1")["hold"]
        self.assertIn(hold["token"], self.url_open(self.performance.website_url).text)
        self._as_guest()
        self.assertNotIn(
            hold["token"], self.url_open(self.performance.website_url).text
        )

    # --- cart ---

    def test_foreign_hold_is_unknown(self):
        hold = self._ask_hold("1-1")["hold"]
        self._as_guest()
        self._assert_refused(self._ask_cart(hold), "hold_not_found")
        self.make_jsonrpc_request("/ticket/web/release", {"token": hold["token"]})
        self.assertEqual(self._states("1-1"), ["held"])

    def test_invented_token_is_unknown(self):
        for token in ("x", "", None, 7, ["x"]):
            answer = self.make_jsonrpc_request(
                "/ticket/web/cart", {"token": token, "types": {}}
            )
            self._assert_refused(answer, "hold_not_found")

    def test_expired_hold_sells_nothing(self):
        hold = self._ask_hold("1-1")["hold"]
        self._expire_hold(self._hold_of(hold))
        self._assert_refused(self._ask_cart(hold), "hold_expired")
        self.assertFalse(self._hold_of(hold)._cart_lines())

    def test_only_places_of_the_hold_and_all_of_them(self):
        hold = self._ask_hold("1-1", "1-2")["hold"]
        one = {str(hold["places"][0]["id"]): self.adult.id}
        self._assert_refused(self._ask_cart(hold, types=one), "ticket_error")
        other = {str(self._places("3-3").id): self.adult.id}
        self._assert_refused(self._ask_cart(hold, types=other), "ticket_error")
        for nonsense in ([], "x", {"x": "y"}, {"1": None}):
            self._assert_refused(self._ask_cart(hold, types=nonsense), "ticket_error")

    def test_type_must_be_sold_on_the_web_and_priced_in_the_zone(self):
        hold = self._ask_hold("1-1")["hold"]
        self.child.on_website = False
        self._assert_refused(self._ask_cart(hold, self.child), "price_missing")
        senior = self.adult.copy({"code": "unpriced"})
        self._assert_refused(self._ask_cart(hold, senior), "price_missing")
        self.assertFalse(self._hold_of(hold)._cart_lines())

    def test_prices_from_the_browser_are_not_heard(self):
        hold = self._ask_hold("1-1")["hold"]
        place = str(hold["places"][0]["id"])
        tampered = {place: self.adult.id, "price_unit": 1}
        self._assert_refused(self._ask_cart(hold, types=tampered), "ticket_error")
        self._ask_cart(hold, types={place: self.adult.id})
        self.assertEqual(self._hold_of(hold)._cart_lines().price_total, 380)

    def test_second_press_adds_nothing(self):
        hold = self._ask_hold("1-1")["hold"]
        self._ask_cart(hold)
        self._ask_cart(hold)
        self.assertEqual(len(self._hold_of(hold)._cart_lines()), 1)

    def test_get_is_no_way_to_hold(self):
        url = f"/ticket/web/hold?session_id={self.performance.id}"
        self.assertIn(self.url_open(url).status_code, (400, 404, 405))

    # --- the sale calendar ---

    def test_closed_sale_is_told_and_holds_nothing(self):
        self.performance.action_pause()
        self._assert_refused(self._ask_hold("1-1"), "sale_closed")
        self.assertEqual(self._states("1-1"), ["free"])
        self.assertEqual(self.url_open(self.performance.website_url).status_code, 200)

    def test_sale_that_ends_before_the_cart_is_told(self):
        hold = self._ask_hold("1-1")["hold"]
        self.performance.action_pause()
        self._assert_refused(self._ask_cart(hold), "sale_closed")
