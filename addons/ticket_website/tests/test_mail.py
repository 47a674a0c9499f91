import base64

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

    def test_confirmation_brings_one_pdf_with_all_tickets(self):
        order = self._sell("4-1", "4-2")
        message = self._confirmation(order)
        [pdf] = message.attachment_ids
        self.assertEqual(pdf.mimetype, "application/pdf")
        self.assertIn(order.name, pdf.name)
        self.assertTrue(base64.b64decode(pdf.datas).startswith(b"%PDF-"))
        for ticket in order.ticket_ids:
            self.assertIn(ticket.seat_label, message.body)

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
