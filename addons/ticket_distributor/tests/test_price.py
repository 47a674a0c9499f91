from odoo.tests import tagged

from .common import ApiCase


@tagged("post_install", "-at_install")
class TestDistributorPrice(ApiCase):
    """Distributors buy at the session's prices less their discount."""

    def test_the_price_of_the_session_is_what_the_wallet_pays(self):
        self.env["ticket.session.price"].create(
            {
                "session_id": self.session.id,
                "zone_id": self.zone_a.id,
                "type_id": self.adult.id,
                "amount": 400,
            }
        )
        answer = self.call("POST", "/orders", self.order("1-1"))
        order = self.assertAnswer(answer, 201)["order"]
        self.assertEqual(order["amount"], "340.00")

    def test_the_ticket_keeps_the_list_price(self):
        answer = self.call("POST", "/orders", self.order("1-1"))
        order = self.assertAnswer(answer, 201)["order"]
        self.assertAnswer(self.call("POST", f"/orders/{order['id']}/confirm"), 200)
        ticket = self.env["ticket.ticket"].search(
            [("place_id", "=", self._places("1-1").id)]
        )
        self.assertEqual((ticket.list_price, ticket.price), (380, 323))

    def test_too_few_of_a_type_are_refused_with_a_code(self):
        self.adult.order_min = 2
        answer = self.call("POST", "/orders", self.order("1-1"))
        details = self.assertRefused(answer, 422, "type_count")
        self.assertEqual(details["at_least"], 2)
        self.assertEqual(self._places("1-1").state, "free")
