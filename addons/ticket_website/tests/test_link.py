from datetime import timedelta

import vobject

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.sms.tests.common import MockSMS

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestLink(TicketWebsiteCommon, MockSMS):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._sell("5-1", "5-2")
        cls.others = cls._sell("5-3")
        cls.Link = cls.env["ticket.link"]
        cls.link = cls.Link._share(cls.order.ticket_ids)
        cls.cashier = new_test_user(
            cls.env,
            "link_cashier",
            groups="ticket_sale.group_ticket_cashier,sales_team.group_sale_salesman_all_leads",
        )

    def _open(self, link, path=""):
        return self.url_open(f"/my/tickets/phone/link/{link._token()}{path}")

    def test_link_shows_its_tickets_without_an_account(self):
        page = self.url_open(f"/t/{self.link._token()}")
        for ticket in self.order.ticket_ids:
            self.assertIn(ticket.display_name, page.text)
        self.assertNotIn(self.others.ticket_ids.display_name, page.text)
        self.assertEqual(page.headers["X-Ticket-Owner"], "link")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")

    def test_wrong_secret_opens_nothing(self):
        number, _dash, mac = self.link._token().partition("-")
        for token in (
            f"{number}-{mac[:-1]}",
            f"zz-{mac}",
            number,
            "-",
            f"{number}-é",
            "",
        ):
            self.assertFalse(self.Link._find(token), token)
        self.assertEqual(self.url_open(f"/t/{number}-{'A' * 22}").status_code, 404)

    def test_secret_of_one_link_does_not_open_another(self):
        other = self.Link._share(self.others.ticket_ids)
        secret = self.link._token().partition("-")[2]
        number = other._token().partition("-")[0]
        self.assertFalse(self.Link._find(f"{number}-{secret}"))

    def test_link_ends_in_time(self):
        soon = fields.Datetime.now() + timedelta(hours=1)
        link = self.Link._share(self.order.ticket_ids, expires_at=soon)
        until = int(self._open(link).headers["X-Ticket-Until"])
        self.assertAlmostEqual(until, soon.timestamp(), delta=86400)
        link.expires_at = fields.Datetime.now() - timedelta(minutes=1)
        self.assertEqual(self._open(link).status_code, 404)

    def test_link_never_outlives_its_tickets(self):
        late = fields.Datetime.now() + timedelta(days=4000)
        link = self.Link._share(self.order.ticket_ids, expires_at=late)
        self.assertLess(link.expires_at, self.performance.end + timedelta(days=1))
        with self.assertRaises(UserError):
            self.Link._share(self.order.ticket_ids, expires_at=fields.Datetime.now())

    def test_revoked_link_opens_nothing(self):
        self.link.with_user(self.cashier).action_revoke()
        for path in ("", "/tickets.pdf", "/calendar.ics"):
            self.assertEqual(self._open(self.link, path).status_code, 404, path)

    def test_refunded_ticket_leaves_the_link(self):
        gone, stays = self.order.ticket_ids
        gone._void("refunded", "test")
        page = self._open(self.link).text
        self.assertNotIn(gone.display_name, page)
        self.assertIn(stays.display_name, page)

    def test_link_gives_file_and_calendar(self):
        self.customer.lang = "zh_CN"
        self.show.with_context(lang="zh_CN").name = "天鹅湖"
        link = self.Link._share(self.order.ticket_ids)
        self.assertTrue(self._open(link, "/tickets.pdf").content.startswith(b"%PDF-"))
        answer = self._open(link, "/calendar.ics")
        self.assertIn("text/calendar", answer.headers["Content-Type"])
        event = vobject.readOne(answer.content.decode()).vevent
        self.assertEqual(event.summary.value, "天鹅湖")
        self.assertIn(link._token(), event.url.value)
        self.assertIn(self.order.ticket_ids[0].seat_label, event.description.value)

    def test_sms_brings_the_link_in_the_customers_language(self):
        self.customer.write({"lang": "en_US", "phone": "+8613800138000"})
        wizard = self.env["ticket.link.send"].with_user(self.cashier)
        wizard = wizard.create({"ticket_ids": [(6, 0, self.order.ticket_ids.ids)]})
        self.assertEqual(wizard.phone, "+8613800138000")
        with self.mockSMSGateway():
            wizard.action_send()
        [sms] = self._new_sms
        self.assertEqual(sms.number, "+8613800138000")
        token = sms.body.rpartition("/t/")[2].strip()
        self.assertEqual(self.Link._find(token).ticket_ids, self.order.ticket_ids)
        self.assertIn(self.show.name, sms.body)
        self.assertIn("+8613800138000", self.order.message_ids[0].body)

    def test_sms_speaks_the_language_of_the_link(self):
        self.show.with_context(lang="zh_CN").name = "天鹅湖"
        link = self.Link._share(self.order.ticket_ids, lang="zh_CN")
        with self.mockSMSGateway():
            link._send_sms("+8613800138000")
        self.assertIn("天鹅湖", self._new_sms.body)

    def test_sms_needs_a_phone_number(self):
        with self.assertRaisesRegex(UserError, "no phone number"):
            self.link._send_sms("call me")

    def test_only_those_who_may_see_tickets_make_links(self):
        nobody = new_test_user(self.env, "link_nobody", groups="base.group_user")
        for user in (nobody, self.portal_user, self.public_user):
            with self.assertRaises(AccessError):
                self.link.with_user(user).read(["expires_at"])
            with self.assertRaises(AccessError):
                self.Link.with_user(user)._share(self.order.ticket_ids)

    def test_links_of_another_company_stay_unseen(self):
        company = self.env["res.company"].create({"name": "Other House"})
        other = new_test_user(
            self.env,
            "link_other",
            groups="ticket_sale.group_ticket_cashier",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertNotIn(
            self.link, self.Link.with_user(other).search([("id", "!=", 0)])
        )
