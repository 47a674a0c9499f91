import re

from odoo.tests import tagged

from ..controllers import waiting as waiting_controller
from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestWaitingPage(TicketWebsiteCommon):
    """The waiting list as a customer meets it."""

    def setUp(self):
        super().setUp()
        row = self._places("1-1", "1-2")
        self.env.flush_all()
        (self.performance.place_ids - row).action_lock("test")
        self.sold = self._sell("1-1", "1-2")
        self.page = f"/session/{self.performance.id}/waiting"

    def _csrf(self, path):
        return re.search(
            r'name="csrf_token" value="([^"]+)"', self.url_open(path).text
        )[1]

    def _post(self, path, page=None, **data):
        data["csrf_token"] = self._csrf(page or path)
        return self.url_open(path, data=data)

    def _join(self, email="ann@example.com", **form):
        reply = self._post(
            self.page, **{"name": "Ann", "email": email, "count": "2"} | form
        )
        self.env.invalidate_all()
        waiting = self.env["ticket.waiting"].search([("email", "=", email)])
        return waiting, reply

    def _offer(self, waiting):
        """The sold places come back and the line is called."""
        self.sold.ticket_ids._void("refunded", "ill")
        self.env.flush_all()
        self.env["ticket.waiting"]._call(self.performance)
        self.env.invalidate_all()
        self.assertEqual(waiting.state, "offered")
        return waiting.sudo()._url_path()

    def test_sold_out_session_offers_the_waiting_list(self):
        page = self.url_open(self.performance.website_url).text
        link = f'href="{self.page}"'  # the seat picker knows the page in any case
        self.assertIn(link, page)
        self.assertIn(link, self.url_open(self.show.website_url).text)
        self.sold.ticket_ids._void("refunded", "ill")
        self.env.flush_all()
        page = self.url_open(self.performance.website_url).text
        self.assertNotIn(link, page)

    def test_guest_joins_and_sees_the_place_in_the_line(self):
        self._join("first@example.com")
        waiting, reply = self._join("second@example.com")
        self.assertEqual(waiting.position, 2)
        self.assertIn(f"/waiting/{waiting.id}?token=", reply.url)
        self.assertIn("Your place in the line", reply.text)

    def test_wrong_form_is_told_and_keeps_what_was_typed(self):
        for form in ({"count": "99"}, {"name": " "}, {"count": "x"}, {"zone": "a"}):
            with self.subTest(**form):
                waiting, reply = self._join("kept@example.com", **form)
                self.assertFalse(waiting)
                self.assertIn("alert-danger", reply.text)
                self.assertIn("kept@example.com", reply.text)

    def test_lines_are_not_filled_with_made_up_names(self):
        self.patch(waiting_controller, "JOINS_MOST", 1)
        self._join("one@example.com")
        waiting, reply = self._join("two@example.com")
        self.assertFalse(waiting)
        self.assertIn("very often", reply.text)

    def test_offer_is_accepted_into_the_cart_and_paid(self):
        self._as_customer()
        waiting, _reply = self._join()
        path = self._offer(waiting)
        reply = self._post(
            f"/waiting/{waiting.id}/accept",
            page=path,
            token=waiting.sudo().access_token,
        )
        self.assertTrue(reply.url.endswith(self.performance.website_url))
        hold = waiting.sudo().hold_id
        held = {"token": hold.token, "places": [{"id": p.id} for p in hold.place_ids]}
        self.assertIn("redirect", self._ask_cart(held))
        order = hold._cart_lines().order_id
        self._paid(order)
        self.assertEqual(order.state, "sale")
        self.env["ticket.waiting"]._call(self.performance)
        self.env.invalidate_all()
        self.assertEqual(waiting.state, "bought")

    def test_places_of_an_offer_are_nobody_elses(self):
        waiting, _reply = self._join()
        self._offer(waiting)
        self._as_guest()
        answer = self._ask_hold("1-1")
        self.assertEqual(answer["error"]["code"], "places_unavailable")

    def test_stranger_without_the_link_sees_and_does_nothing(self):
        waiting, _reply = self._join()
        path = self._offer(waiting)
        for wrong in ("", "?token=x"):
            reply = self.url_open(f"/waiting/{waiting.id}{wrong}")
            self.assertEqual(reply.status_code, 404)
        for act in ("accept", "leave"):
            reply = self._post(f"/waiting/{waiting.id}/{act}", page=path, token="x")
            self.assertEqual(reply.status_code, 404)
        self.assertEqual(waiting.state, "offered")

    def test_leaving_gives_the_offer_back(self):
        waiting, _reply = self._join()
        path = self._offer(waiting)
        self._post(
            f"/waiting/{waiting.id}/leave",
            page=path,
            token=waiting.sudo().access_token,
        )
        self.env.invalidate_all()
        self.assertEqual(waiting.state, "left")
        self.env["ticket.waiting"]._call(self.performance)
        self.assertEqual(self._states("1-1"), ["free"])

    def test_offer_past_its_time_is_told(self):
        waiting, _reply = self._join()
        path = self._offer(waiting)
        self._expire_hold(waiting.sudo().hold_id)
        self.assertIn("offer is over", self.url_open(path).text)
        reply = self._post(
            f"/waiting/{waiting.id}/accept",
            page=self.page,
            token=waiting.sudo().access_token,
        )
        self.assertIn("/waiting/", reply.url)


@tagged("post_install", "-at_install")
class TestMoreTime(TicketWebsiteCommon):
    """S5: the extension rule in the cart; reservations paid by their link."""

    def _ask_more(self, line):
        return self.make_jsonrpc_request("/ticket/web/extend", {"line_id": line.id})

    def test_buyer_gets_more_time_once(self):
        self.company.ticket_extend_count = 1
        line = self._fill_cart("1-1").order_line
        self.assertIn("o_ticket_more_time", self.url_open("/shop/cart").text)
        self.assertGreater(self._ask_more(line)["seconds"], 19 * 60)
        self.assertEqual(self._ask_more(line)["error"]["code"], "extension_refused")
        self.assertNotIn("o_ticket_more_time", self.url_open("/shop/cart").text)

    def test_cart_of_another_is_not_extended(self):
        line = self._fill_cart("1-1").order_line
        until = line.ticket_hold_id.expires_at
        self._as_guest()
        self.assertEqual(self._ask_more(line)["error"]["code"], "hold_not_found")
        self.env.invalidate_all()
        self.assertEqual(line.ticket_hold_id.expires_at, until)

    def test_reserved_places_are_paid_by_the_link_of_their_order(self):
        self.env.flush_all()
        reservation = self.env["ticket.reservation"]._reserve(
            [(self.performance, {"place_ids": self._places("1-1").ids})],
            partner_id=self.customer.id,
            deadline=self.performance.start,
        )
        order = reservation._make_order({self._places("1-1").id: self.adult.id})
        self.assertFalse(order._ticket_lost_lines())
        self._paid(order)
        self.assertEqual(order.state, "sale")
        self.assertEqual(self._states("1-1"), ["sold"])
        self.assertEqual(reservation.state, "sold")
