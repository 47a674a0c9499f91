from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestOrder(TicketSaleCommon):
    """S12: orders are found by what people know of them, and end by the clock."""

    CRON = "ticket_sale.ir_cron_expire_ticket_orders"

    def _found(self, field, value):
        """The orders that the search view finds for a text typed into its field."""
        arch = self.env["sale.order"].get_view(
            self.env.ref("sale.view_sales_order_filter").id, "search"
        )["arch"]
        self.assertIn(field, arch)
        domains = {
            "number": [("ticket_number", "ilike", value)],
            "show": [("order_line.ticket_session_id.show_id.name", "ilike", value)],
            "seat": [
                "|",
                ("order_line.name", "ilike", value),
                ("order_line.ticket_ids.seat_label", "ilike", value),
            ],
            "phone": [("partner_id.phone_mobile_search", "ilike", value)],
            "remark": [("ticket_remark", "ilike", value)],
        }
        return self.env["sale.order"].search(domains[field])

    def test_found_by_ticket_number_whole_or_in_part(self):
        order, other = self._sell("1-1"), self._sell("1-2")
        number = order.ticket_ids.number
        search = self.env["sale.order"].search
        for typed in (number, order.ticket_ids.display_name, number[:12]):
            found = search([("ticket_number", "ilike", typed)])
            self.assertIn(order, found)
            self.assertNotIn(other, found)

    def test_found_by_show_seat_phone_and_remark(self):
        self.customer.phone = "+86 138 0013 8000"
        order = self._sell("2-3")
        order.ticket_remark = "Arrives by the side door"
        for field, typed in (
            ("show", "swan"),
            ("seat", "Row 2"),
            ("phone", "13800138000"),
            ("remark", "side door"),
        ):
            with self.subTest(field):
                self.assertIn(order, self._found(field, typed))

    def test_seat_is_found_before_the_order_is_confirmed(self):
        order = self._order(self._hold_places("2-3"), confirm=False)
        self.assertIn(order, self._found("seat", "Row 2"))

    def test_unpaid_order_ends_with_its_hold(self):
        held = self._hold_places("1-1", channel="backoffice")
        order = self._order(held, confirm=False)
        self._run_cron(self.CRON)
        self.assertEqual(order.state, "draft")
        self._expire(held)
        self._run_cron(self.CRON)
        self.assertEqual(order.state, "cancel")
        self.assertIn("time to pay", str(order.message_ids.mapped("body")))

    def test_order_being_paid_is_left_alone(self):
        held = self._hold_places("1-1", channel="backoffice")
        order = self._order(held, confirm=False)
        provider = self.env["payment.provider"].create({"name": "Test"})
        self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": self.env.ref("payment.payment_method_unknown").id,
                "reference": "order-1",
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": self.customer.id,
                "state": "pending",
                "sale_order_ids": order.ids,
            }
        )
        self._expire(held)
        self._run_cron(self.CRON)
        self.assertEqual(order.state, "draft")

    def test_cart_keeps_its_lost_seats_for_thirty_days(self):
        held = self._hold_places("1-1")
        order = self._order(held, confirm=False)
        hold = self.Hold.browse(held.hold_id).sudo()
        for age, state in ((timedelta(29), "draft"), (timedelta(31), "cancel")):
            hold.expires_at = fields.Datetime.now() - age
            self._run_cron(self.CRON)
            self.assertEqual(order.state, state)

    def test_confirmed_orders_never_expire(self):
        order = self._sell("1-1")
        self.Hold.search([]).sudo().expires_at = fields.Datetime.now() - timedelta(9)
        self._run_cron(self.CRON)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.ticket_ids.state, "valid")

    def test_order_tells_until_when_its_places_are_kept(self):
        held = self._hold_places("1-1", channel="backoffice")
        order = self._order(held, confirm=False)
        self.assertEqual(order.ticket_kept_until, held.expires_at)
