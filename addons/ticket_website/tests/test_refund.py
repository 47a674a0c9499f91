from odoo.fields import Command
from odoo.http import Request
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestWebsiteRefund(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy = cls.env["ticket.refund.policy"].create(
            {
                "name": "Web",
                "company_id": cls.env.company.id,
                "self_service": True,
                "refund_step_ids": [
                    Command.create({"before": 24, "kind": "percent", "percent": 10})
                ],
            }
        )
        cls.mine = cls._sell("5-1", "5-2", partner=cls.portal_user.partner_id)
        cls.others = cls._sell("5-3", partner=cls.customer)

    def _url(self, order, query=""):
        return f"/my/tickets/order/{order.id}/refund{query}"

    def _post(self, order, tickets, **values):
        return self.url_open(
            self._url(order),
            {
                "csrf_token": Request.csrf_token(self),
                "ticket": tickets.ids,
                "money": "credit",
                "back": sum(tickets.mapped("price")) * 0.9,
                **values,
            },
        )

    def test_the_fee_is_shown_before_the_act(self):
        self._as_customer()
        page = self.url_open(
            self._url(self.mine, f"?ticket={self.mine.ticket_ids[0].id}")
        )
        self.assertIn("24 hours before: 10 % of the price", page.text)
        self.assertIn("342.00", page.text)
        self.assertIn("38.00", page.text)
        self.assertEqual(self.mine.ticket_ids.mapped("state"), ["valid"] * 2)

    def test_customer_gives_one_of_two_back(self):
        self._as_customer()
        first = self.mine.ticket_ids[0]
        page = self._post(self.mine, first)
        self.assertIn("Done. Tickets given back:", page.text)
        self.assertEqual((first.state, first.fee_amount), ("refunded", 38))
        self.assertEqual(self.mine.ticket_ids[1].state, "valid")

    def test_never_twice(self):
        self._as_customer()
        self._post(self.mine, self.mine.ticket_ids)
        fees = self.mine.order_line.filtered(
            lambda line: line.product_id.service_tracking == "ticket_fee"
        )
        self._post(self.mine, self.mine.ticket_ids)
        self.assertEqual(sum(fees.mapped("price_total")), 76)
        self.assertEqual(self.mine.amount_total, 760 + 76)

    def test_a_fee_that_rose_meanwhile_is_asked_for_again(self):
        self._as_customer()
        page = self._post(self.mine, self.mine.ticket_ids, back=760)
        self.assertIn("The fee has changed meanwhile", page.text)
        self.assertEqual(self.mine.ticket_ids.mapped("state"), ["valid"] * 2)

    def test_money_goes_only_where_it_may(self):
        self._as_customer()
        self._post(self.mine, self.mine.ticket_ids, money="online")
        self.assertEqual(self.mine.ticket_ids.mapped("state"), ["valid"] * 2)

    def test_orders_of_others_are_not_found(self):
        self._as_customer()
        self.assertEqual(self.url_open(self._url(self.others)).status_code, 404)
        self._post(self.others, self.others.ticket_ids)
        self.assertEqual(self.others.ticket_ids.state, "valid")

    def test_tickets_of_another_order_are_left_alone(self):
        self._as_customer()
        self._post(
            self.mine, self.mine.ticket_ids[:1] | self.others.ticket_ids, back=342
        )
        self.assertEqual(self.others.ticket_ids.state, "valid")

    def test_without_self_service_there_is_no_button_and_no_way(self):
        self._as_customer()
        self.assertIn("o_ticket_give_back", self.url_open("/my/tickets").text)
        self.policy.self_service = False
        self.assertNotIn("o_ticket_give_back", self.url_open("/my/tickets").text)
        self._post(self.mine, self.mine.ticket_ids)
        self.assertEqual(self.mine.ticket_ids.mapped("state"), ["valid"] * 2)

    def test_the_link_of_the_order_works_for_guests(self):
        query = f"?access_token={self.others._portal_ensure_token()}"
        self.assertIn("342.00", self.url_open(self._url(self.others, query)).text)

    def test_money_goes_back_to_the_provider(self):
        self.provider.support_refund = "partial"
        cart_owner = self.portal_user.partner_id
        order = self._sell("4-1", partner=cart_owner, confirm=False)
        transaction = self._paid(order)
        transaction.payment_method_id.support_refund = "partial"
        self.assertEqual(order.ticket_ids._self_service_ways()[0], "online")
