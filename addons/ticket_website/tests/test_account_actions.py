from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestTicketActions(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._sell("5-1", partner=cls.portal_user.partner_id)
        cls.others = cls._sell("5-2", partner=cls.customer)

    def _keys(self, ticket):
        return [action["key"] for action in ticket._website_buttons()]

    def test_a_ticket_to_come_has_file_and_calendar(self):
        self.assertEqual(
            self._keys(self.mine.ticket_ids), ["pdf", "calendar", "transfer"]
        )

    def test_giving_back_is_offered_where_customers_may(self):
        self.env["ticket.refund.policy"].create(
            {
                "name": "Web",
                "company_id": self.env.company.id,
                "self_service": True,
                "refund_step_ids": [Command.create({"before": 24, "kind": "free"})],
            }
        )
        self.assertIn("refund", self._keys(self.mine.ticket_ids))

    def test_nothing_is_offered_after_the_session(self):
        ended = fields.Datetime.subtract(fields.Datetime.now(), days=2)
        self.performance.write(
            {"start": ended, "end": ended.replace(hour=23, minute=59)}
        )
        self.assertEqual(self._keys(self.mine.ticket_ids), [])

    def test_nothing_is_offered_for_a_void_ticket(self):
        self.mine.ticket_ids._void("refunded", "test")
        self.assertEqual(self._keys(self.mine.ticket_ids), [])

    def test_actions_keep_the_link_of_the_order(self):
        actions = self.mine.ticket_ids._website_buttons("secret")
        self.assertTrue(all("access_token=secret" in one["url"] for one in actions))

    def test_calendar_file_of_one_ticket_is_for_its_owner(self):
        url = "/my/tickets/%s/ics"
        self._as_customer()
        mine = self.url_open(url % self.mine.ticket_ids.id)
        self.assertIn("BEGIN:VEVENT", mine.text)
        self.assertEqual(mine.headers["Cache-Control"], "private, no-store")
        others = self.url_open(url % self.others.ticket_ids.id)
        self.assertEqual(others.status_code, 404)

    def test_the_card_shows_them(self):
        self._as_customer()
        page = self.url_open("/my/tickets").text
        self.assertIn("o_ticket_act_calendar", page)
        self.assertIn("o_account_nav", page)
