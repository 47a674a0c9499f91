from datetime import datetime

from odoo.tests import new_test_user, tagged

from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestOrderLetter(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.show.with_context(lang="zh_CN").name = "天鹅湖"
        cls.customer.lang = "zh_CN"
        cls.env.company.email = "house@example.com"

    def _lose(self, order, user=None):
        order = order.with_user(user).sudo() if user else order
        order.with_context(lang="en_US")._ticket_issue_failed("gone")
        return order.message_ids.filtered("partner_ids")

    def test_letter_comes_from_the_house_whoever_is_at_work(self):
        told = self._lose(self._sell("1-1"), self.env.ref("base.public_user"))
        self.assertIn("house@example.com", told.email_from)
        self.assertEqual(told.author_id, self.env.company.partner_id)
        self.assertFalse(told.email_add_signature)

    def test_letter_speaks_the_customers_language(self):
        told = self._lose(self._sell("1-1"), self.env.ref("base.public_user"))
        self.assertIn("天鹅湖", told.body)
        self.assertIn(self.session.with_context(lang="zh_CN")._when(), told.body)

    def test_letter_names_the_order_and_leads_to_it(self):
        order = self._sell("1-1")
        told = self._lose(order)
        self.assertIn(order.name, told.subject)
        self.assertIn(f"{order.get_base_url()}/my/orders/{order.id}?", told.body)

    def test_equal_places_are_counted(self):
        body = self.env["ticket.ticket"]._customer_letter(
            self.customer,
            self.env.company,
            {self.session: ["Standing", "Standing"]},
            title="Title",
            text="Text",
            url="",
            button="",
        )
        self.assertIn("Standing × 2", body)

    def test_customer_without_an_address_gets_no_mail(self):
        self.customer.email = False
        order = self._sell("1-1")
        self._lose(order)
        told = order.message_ids.filtered(lambda m: "天鹅湖" in m.body)
        self.assertEqual(len(told), 1)
        self.assertFalse(told.notified_partner_ids)

    def test_refund_is_told_with_its_way_and_fee(self):
        order = self._sell("1-1", "1-2")
        self.customer.lang = "en_US"
        supervisor = new_test_user(
            self.env, "tells_refund", "ticket_sale.group_ticket_supervisor"
        )
        ticket = order.ticket_ids.filtered(lambda t: t.place_id == self._places("1-1"))
        ticket.with_user(supervisor)._refund("ill")
        [told] = order.message_ids.filtered("partner_ids")
        self.assertEqual(told.partner_ids, self.customer)
        self.assertIn("stands to your credit", told.body)
        self.assertIn("Row 1 · Seat 1", told.body)
        self.assertNotIn("Row 1 · Seat 2", told.body)
        self.assertNotIn("We keep a fee", told.body)

    def test_new_tickets_go_to_the_buyer_and_to_no_colleague(self):
        order = self._sell("1-1")
        order.message_subscribe(self.env.ref("base.user_admin").partner_id.ids)
        order._ticket_tell_exchange(order.ticket_ids, order.ticket_ids, "ill")
        [told] = order.message_ids.filtered("attachment_ids")
        self.assertEqual(told.notified_partner_ids, self.customer)

    def test_moments_that_are_not_there_are_no_words(self):
        say = self.env["ticket.session"]._say_moment
        self.assertEqual(say(False, "UTC"), "")
        self.assertIn("2031", say(datetime(2031, 3, 7, 19, 30), "UTC"))
