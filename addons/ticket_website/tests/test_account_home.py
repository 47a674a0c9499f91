from odoo import fields
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestAccountHome(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.portal_user.partner_id

    def _home(self, path="/my"):
        self._as_customer()
        page = self.url_open(path)
        self.assertEqual(page.status_code, 200)
        return page.text

    def _card(self, kind, points, **values):
        program = self.env["loyalty.program"].create(
            {
                "name": f"House {kind}",
                "program_type": kind,
                "company_id": self.env.company.id,
                "currency_id": self.env.company.currency_id.id,
            }
        )
        return self.env["loyalty.card"].create(
            {
                "program_id": program.id,
                "partner_id": self.partner.id,
                "points": points,
                **values,
            }
        )

    def test_the_next_show_comes_first_with_its_code(self):
        later = self._create_session_on_sale(
            start=fields.Datetime.add(self.performance.start, days=3)
        )
        self.env.flush_all()
        places = self._places("5-1", session=later)
        held = self.Hold._hold(later, "website", place_ids=places.ids)
        self._order(held, partner=self.partner)
        soon = self._sell("5-2", partner=self.partner)
        sessions = [session for session, _tickets in self.partner._website_next()]
        self.assertEqual(sessions, [self.performance, later])
        page = self._home()
        self.assertIn("Your next show", page)
        self.assertIn(f"QR code of ticket {soon.ticket_ids.display_name}", page)
        self.assertIn("Also coming", page)

    def test_without_tickets_the_way_to_the_shows_is_told(self):
        self.assertIn("Nothing planned yet", self._home())

    def test_tickets_of_others_and_of_the_past_are_not_there(self):
        self._sell("5-3", partner=self.customer)
        order = self._sell("5-4", partner=self.partner)
        order.ticket_ids._void("refunded", "test")
        self.assertEqual(self.partner._website_next(), [])

    def test_an_order_not_paid_yet_waits_for_its_money(self):
        order = self._sell("5-1", partner=self.partner, confirm=False)
        self.assertFalse(self.partner._website_to_pay())  # a cart
        order.write({"state": "sent", "require_payment": True})
        self.assertEqual(self.partner._website_to_pay(), order)
        page = self._home()
        self.assertIn("Pay now", page)
        self.assertIn(order.access_token, page)
        self._paid(order)
        self.assertFalse(self.partner._website_to_pay())

    def test_cards_show_value_code_and_moves(self):
        self._card("ewallet", 120)
        gift = self._card("gift_card", 50)
        self._card("gift_card", 0)
        self.env["loyalty.history"].create(
            {"card_id": gift.id, "description": "Given <b>away</b>", "used": 30}
        )
        page = self._home("/my/cards")
        self.assertIn(gift.code, page)
        self.assertIn("Given &lt;b&gt;away&lt;/b&gt;", page)
        self.assertEqual(len(self.partner._website_cards()), 2)

    def test_cards_of_others_and_old_ones_are_not_there(self):
        self._card("gift_card", 50, partner_id=self.customer.id)
        self._card("gift_card", 50, expiration_date="2020-01-01")
        self.assertFalse(self.partner._website_cards())
        self.assertIn("No points or cards yet", self._home("/my/cards"))

    def test_membership_page_for_who_has_none(self):
        self.assertIn("<h1>Membership</h1>", self._home("/my/membership"))

    def test_guests_sign_in_first(self):
        for path in ("/my", "/my/cards", "/my/membership", "/my/data"):
            self.assertIn("/web/login", self.url_open(path).url)

    def test_the_lists_of_odoo_have_the_same_navigation(self):
        for path in ("/my/orders", "/my/addresses", "/my/security"):
            self.assertIn("o_account_nav", self._home(path), path)
