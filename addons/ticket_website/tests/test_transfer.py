from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestTransfer(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.env.ref("payment.payment_provider_transfer")
        cls.bank.write({"company_id": cls.env.company.id, "state": "enabled"})
        # at once, not by the cron
        cls.env["ir.config_parameter"].set_param("sale.async_emails", "False")
        cls.performance.write(
            {
                "start": fields.Datetime.now() + timedelta(days=20),
                "end": fields.Datetime.now() + timedelta(days=20, hours=2),
            }
        )

    def _ordered(self, *keys):
        self._as_customer()
        order = self._fill_cart(*keys)
        tx = self._create_transaction(
            "redirect",
            provider_id=self.bank.id,
            payment_method_id=self.bank.payment_method_ids[:1].id,
            amount=order.amount_total,
            currency_id=order.currency_id.id,
            partner_id=order.partner_id.id,
            sale_order_ids=[(6, 0, order.ids)],
            reference=f"{order.name}-bank",
        )
        tx._set_pending()
        tx._post_process()
        return order

    def _offered(self, order):
        return self.bank in self.env[
            "payment.provider"
        ].sudo()._get_compatible_providers(
            self.env.company.id,
            order.partner_id.id,
            order.amount_total,
            sale_order_id=order.id,
        )

    def _time_over(self, order):
        self._expire_hold(order.order_line.ticket_hold_id)
        order.ticket_transfer_until = "2020-01-01 00:00:00"
        self._run_cron("ticket_sale.ir_cron_expire_ticket_orders")

    def test_places_wait_for_the_bank(self):
        order = self._ordered("3-1")
        left = order.order_line.ticket_hold_id.expires_at - fields.Datetime.now()
        self.assertGreater(left, timedelta(days=2, hours=23))
        self.assertEqual(order.state, "sent")
        self.assertFalse(order.ticket_ids)

    def test_deadline_is_well_before_the_show(self):
        self.performance.start = fields.Datetime.now() + timedelta(days=4)
        order = self._ordered("3-1")
        self.assertEqual(
            order.ticket_transfer_until, self.performance.start - timedelta(hours=48)
        )

    def test_no_transfer_is_offered_shortly_before_the_show(self):
        self._as_customer()
        order = self._fill_cart("3-1")
        self.assertTrue(self._offered(order))
        self.performance.start = fields.Datetime.now() + timedelta(days=2, hours=12)
        self.assertFalse(self._offered(order))

    def test_buyer_is_told_amount_words_and_deadline(self):
        order = self._ordered("3-1")
        told = order.message_ids.filtered(lambda m: "Please transfer" in m.body)
        self.assertEqual(len(told), 1)
        self.assertIn(order.reference, told.body)
        page = self.url_open(order.get_portal_url()).text
        self.assertIn(order._ticket_transfer_words(), page)

    def test_reminder_is_sent_once(self):
        order = self._ordered("3-1")
        order.ticket_transfer_until = fields.Datetime.now() + timedelta(hours=20)
        for _time in range(2):
            self._run_cron("ticket_website.ir_cron_remind_transfers")
        told = order.message_ids.filtered(lambda m: "Do you still want" in m.body)
        self.assertEqual(len(told), 1)

    def test_places_are_free_after_the_deadline_and_the_buyer_knows(self):
        order = self._ordered("3-1")
        self._time_over(order)
        self.assertEqual(order.state, "cancel")
        self.assertEqual(self._sell("3-1").ticket_ids.mapped("state"), ["valid"])
        self.assertEqual(order.transaction_ids.state, "cancel")
        told = order.message_ids.filtered(lambda m: "The time to pay is over" in m.body)
        self.assertEqual(len(told), 1)

    def test_order_waits_while_the_deadline_has_not_come(self):
        order = self._ordered("3-1")
        self._run_cron("ticket_sale.ir_cron_expire_ticket_orders")
        self.assertEqual(order.state, "sent")

    def test_money_received_issues_the_tickets(self):
        order = self._ordered("3-1")
        order.action_ticket_money_received()
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])

    def test_only_finance_and_managers_say_that_money_is_here(self):
        order = self._ordered("3-1")
        seller = new_test_user(
            self.env, "bank_seller", "ticket_sale.group_ticket_supervisor"
        )
        with self.assertRaises(AccessError):
            order.with_user(seller).action_ticket_money_received()
        finance = new_test_user(
            self.env, "bank_finance", "ticket_sale.group_ticket_finance"
        )
        order.with_user(finance).action_ticket_money_received()
        self.assertEqual(order.state, "sale")

    def test_other_payments_have_the_usual_time(self):
        self._as_customer()
        order = self._fill_cart("3-1")
        self._pay_route(order)
        self.assertFalse(order.ticket_transfer_until)
