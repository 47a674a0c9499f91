from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import TicketSaleCommon


class MessageCommon(TicketSaleCommon):
    """A session in 30 days, and its standard messages with SMS off."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Trace = cls.env["ticket.message.trace"]
        cls.messages = cls.env["ticket.message"].search(
            [("company_id", "=", cls.env.company.id)]
        )
        cls.day = cls.messages.filtered(
            lambda m: m.kind == "reminder" and m.hours == 24
        )
        cls.messages.write({"hour_from": 0, "hour_to": 24})

    def _run(self):
        self._run_cron("ticket_sale.ir_cron_messages")

    def _traces(self, message=None):
        return self.Trace.search([("message_id", "in", (message or self.day).ids)])

    def _soon(self, hours=20):
        """The session begins in so many hours; tickets were bought long before."""
        self.session.ticket_ids.issued_at = fields.Datetime.now() - timedelta(days=3)
        start = fields.Datetime.now().replace(microsecond=0) + timedelta(hours=hours)
        self.session.write({"start": start, "end": start + timedelta(hours=2)})
        self.env.flush_all()


@tagged("post_install", "-at_install")
class TestMessage(MessageCommon):
    def test_reminder_goes_once_to_each_customer(self):
        self._sell("1-1", "1-2")
        self._soon()
        self._run()
        self._run()
        trace = self._traces()
        self.assertEqual(trace.mapped("state"), ["sent"])
        self.assertEqual(trace.mail_id.email_to, self.customer.email_formatted)
        self.assertIn(self.session.show_id.name, trace.mail_id.subject)

    def test_reminder_speaks_the_customers_language(self):
        self.customer.lang = "zh_CN"
        self.session.show_id.with_context(lang="zh_CN").name = "天鹅湖"
        self._sell("1-1")
        self._soon()
        self._run()
        self.assertIn("天鹅湖", self._traces().mail_id.subject)

    def test_reminder_needs_no_hurry_for_who_bought_just_now(self):
        self._sell("1-1")
        self._soon()
        self.session.ticket_ids.issued_at = fields.Datetime.now()
        self._run()
        self.assertFalse(self._traces())

    def test_returned_tickets_are_not_reminded_of(self):
        order = self._sell("1-1")
        self._soon()
        self.day._collect()
        order.ticket_ids._void("refunded", "ill")
        self._run()
        self.assertEqual(self._traces().reason, "gone")

    def test_nobody_is_woken_at_night(self):
        self.day.write({"hour_from": 9, "hour_to": 21})
        self.session.venue_id.tz = "Asia/Shanghai"
        self._sell("1-1")
        night = fields.Datetime.now().replace(hour=18, minute=30) + timedelta(days=2)
        with freeze_time(night):  # 02:30 in Shanghai
            self._soon()
            self._run()
            self.assertEqual(self._traces().state, "waiting")
        with freeze_time(night + timedelta(hours=7)):
            self._run()
            self.assertEqual(self._traces().state, "sent")

    def test_message_that_comes_too_late_is_not_sent(self):
        self._sell("1-1")
        self._soon()
        self.day._collect()
        with freeze_time(fields.Datetime.now() + timedelta(hours=21)):
            self._run()
        self.assertEqual(self._traces().reason, "late")

    def test_switched_off_message_is_not_sent(self):
        self.day.active = False
        self._sell("1-1")
        self._soon()
        self._run()
        self.assertFalse(self._traces())

    def test_customer_without_address_is_told_apart(self):
        self._sell("1-1")
        self._soon()
        self.customer.email = False
        self._run()
        self.assertEqual(self._traces().reason, "address")

    def test_sms_goes_to_the_phone(self):
        self.day.by_sms = True
        self.customer.phone = "+86 138 1234 5678"
        self._sell("1-1")
        self._soon()
        self._run()
        sms = self.env["sms.sms"].search([("partner_id", "=", self.customer.id)])
        self.assertEqual(len(sms), 1)
        self.assertIn(self.session.show_id.name, sms.body)

    def test_tickets_bought_on_the_website_go_to_the_phone_once(self):
        message = (
            self.env["ticket.message"]
            .with_context(active_test=False)
            .search([("company_id", "=", self.company.id), ("kind", "=", "ticket")])
        )
        message.active = True
        self.customer.phone = "+86 138 1234 5678"
        self._sell("1-1", "1-2")
        self._run()
        self._run()
        self.assertEqual(self._traces(message).mapped("state"), ["sent"])
        sms = self.env["sms.sms"].search([("partner_id", "=", self.customer.id)])
        self.assertIn("Show them at the door", sms.body)

    @mute_logger("odoo.addons.ticket_sale.models.ticket_message_trace_send")
    def test_one_broken_message_does_not_keep_back_the_others(self):
        other = self.customer.copy({"name": "Broken", "email": "b@example.com"})
        self._sell("1-1")
        self._sell("1-2", partner=other)
        self._soon()
        self.day.mail_template_id.subject = "{{ 1 / len(object.partner_id.name[6:]) }}"
        self.customer.name = "Li Hua and family"
        self._run()
        states = {trace.partner_id: trace.state for trace in self._traces()}
        self.assertEqual(states, {self.customer: "sent", other: "failed"})

    def test_a_mail_that_bounces_is_not_counted_as_sent(self):
        self._sell("1-1")
        self._soon()
        self._run()
        trace = self._traces()
        trace.mail_id._postprocess_sent_message([], [], failure_type="mail_smtp")
        self.assertEqual(trace.state, "failed")
        self.assertEqual(self.day.sent_count, 0)

    def test_every_company_has_its_own_messages(self):
        company = self.env["res.company"].create({"name": "Another House"})
        own = (
            self.env["ticket.message"]
            .with_context(active_test=False)
            .search([("company_id", "=", company.id)])
        )
        kinds = sorted(kind for kind, _hours in own._standard())
        self.assertEqual(sorted(own.mapped("kind")), kinds)
        user = new_test_user(
            self.env,
            "mgr_msg",
            groups="ticket_sale.group_ticket_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        seen = (
            self.env["ticket.message"].with_user(user).search([("active", "=", True)])
        )
        self.assertEqual(seen, own.filtered("active"))

    def test_only_managers_write_messages(self):
        for group, allowed in (("supervisor", False), ("manager", True)):
            user = new_test_user(
                self.env, f"{group}_msg", groups=f"ticket_sale.group_ticket_{group}"
            )
            self.assertEqual(self.day.with_user(user).has_access("write"), allowed)
            self.assertFalse(self.Trace.with_user(user).has_access("write"))
        cashier = new_test_user(
            self.env, "cash_msg", groups="ticket_sale.group_ticket_cashier"
        )
        self.assertFalse(self.Trace.with_user(cashier).has_access("read"))

    def test_a_message_needs_its_template(self):
        with self.assertRaises(ValidationError):
            self.day.mail_template_id = False


@tagged("post_install", "-at_install")
class TestMessageReader(MessageCommon, HttpCase):
    """What readers do is counted, by links that name nobody else."""

    def setUp(self):
        performance = self.session
        super().setUp()
        self.performance = performance
        type(self).session = performance
        self.session.venue_id.map_url = "https://maps.example.com/house"
        self._sell("1-1")
        self._soon()
        self._run()
        self.trace = self._traces()
        self.body = self.trace.mail_id.body_html
        self.session = None

    def test_opened_and_clicked_are_counted_once(self):
        reply = self.url_open(f"/ticket/message/{self.trace._token()}/seen.gif")
        self.assertEqual(reply.headers["Content-Type"], "image/gif")
        self.env.invalidate_all()
        self.assertTrue(self.trace.opened_at)
        self.assertEqual(self.day.opened_rate, 1)
        self.assertEqual(self.day.clicked_rate, 0)

    def test_link_of_the_mail_is_followed_and_counted(self):
        path = self.body.split("/r/")[1].split('"')[0]
        reply = self.url_open(f"/r/{path}", allow_redirects=False)
        self.assertEqual(reply.status_code, 302)
        self.assertIn("maps.example.com/house", reply.headers["Location"])
        self.env.invalidate_all()
        self.assertTrue(self.trace.clicked_at)
        self.assertEqual(self.day.clicked_rate, 1)

    def test_links_to_the_tickets_stay_the_customers_secret(self):
        links = self.env["link.tracker"].search([("url", "like", "access_token")])
        self.assertFalse(links)
        self.assertIn("access_token", self.body)

    def test_invented_tokens_count_nothing(self):
        path = self.body.split("/r/")[1].split('"')[0].split("/t/")[0]
        for token in ("1-x", f"{self.trace.id}-AAAA", "x", "%C3%A9-1", "9" * 30):
            self.url_open(f"/ticket/message/{token}/seen.gif")
            reply = self.url_open(f"/r/{path}/t/{token}", allow_redirects=False)
            self.assertEqual(reply.status_code, 302)
        self.assertEqual(self.url_open("/r/nothing/t/1-x").status_code, 404)
        self.env.invalidate_all()
        self.assertFalse(self.trace.opened_at)
