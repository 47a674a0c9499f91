import base64
from datetime import UTC

import vobject

from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestMail(TicketWebsiteCommon):
    def _confirmation(self, order):
        order.website_id = self.website
        # at once, not by the cron
        self.env["ir.config_parameter"].set_param("sale.async_emails", "False")
        order._send_order_confirmation_mail()
        return order.message_ids[0]

    def _attached(self, message, kind):
        return message.attachment_ids.filtered(lambda one: one.name.endswith(kind))

    def test_confirmation_brings_one_pdf_with_all_tickets(self):
        order = self._sell("4-1", "4-2")
        message = self._confirmation(order)
        [pdf] = self._attached(message, ".pdf")
        self.assertEqual(pdf.mimetype, "application/pdf")
        self.assertIn(order.name, pdf.name)
        self.assertTrue(base64.b64decode(pdf.datas).startswith(b"%PDF-"))
        for ticket in order.ticket_ids:
            self.assertIn(ticket.seat_label, message.body)

    def test_confirmation_brings_the_date_for_the_calendar(self):
        order = self._sell("4-1", "4-2")
        [calendar] = self._attached(self._confirmation(order), ".ics")
        event = vobject.readOne(base64.b64decode(calendar.datas).decode()).vevent
        start = event.dtstart.value.astimezone(UTC).replace(tzinfo=None)
        self.assertEqual(start, self.performance.start)
        self.assertEqual(event.summary.value, self.show.name)

    def test_confirmation_leads_to_the_tickets_on_the_phone(self):
        order = self._sell("4-1")
        body = self._confirmation(order).body
        address = (
            f"/my/tickets/phone/order/{order.id}?access_token={order.access_token}"
        )
        self.assertIn(address, body)
        self.assertIn(order.ticket_ids.token, self.url_open(address).text)

    def test_codes_go_to_the_buyer_and_to_no_colleague(self):
        order = self._sell("4-1")
        colleague = self.env.ref("base.user_admin").partner_id
        order.message_subscribe(colleague.ids)
        message = self._confirmation(order)
        self.assertEqual(message.notified_partner_ids, order.partner_id)

    def test_nobody_is_told_of_every_web_order(self):
        website = self.env.ref("website.default_website")
        self.assertFalse(website.salesperson_id)

    def test_mail_of_a_changing_code_brings_no_pdf(self):
        self.performance.write({"rotating_code": True, "rotating_pdf": False})
        message = self._confirmation(self._sell("4-1"))
        self.assertFalse(self._attached(message, ".pdf"))
        self.assertIn("changes all the time", message.body)

    def test_confirmation_speaks_the_buyers_language(self):
        self.show.with_context(lang="zh_CN").name = "天鹅湖"
        self.customer.lang = "zh_CN"
        message = self._confirmation(self._sell("4-1"))
        self.assertIn("天鹅湖", message.body)

    def test_template_of_the_website_goes_first(self):
        order = self._sell("4-1")
        own = self.env.ref("sale.mail_template_sale_payment_executed").copy()
        order.website_id = self.website
        self.website.confirmation_email_template_id = own
        self.assertEqual(order._get_confirmation_template(), own)

    def test_order_without_tickets_keeps_odoos_mail(self):
        order = self.env["sale.order"].create({"partner_id": self.customer.id})
        self.assertEqual(
            order._get_confirmation_template(),
            self.env.ref("sale.mail_template_sale_confirmation"),
        )
