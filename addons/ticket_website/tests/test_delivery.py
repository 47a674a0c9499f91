from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.http import Request
from odoo.tests import new_test_user, tagged

from .common import TicketWebsiteCommon


class TicketDeliveryCommon(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # mails at once, not by the cron
        cls.env["ir.config_parameter"].set_param("sale.async_emails", "False")
        cls.env["delivery.carrier"].search([]).is_published = False
        cls.post = cls._create_carrier("Post", "post", 15, ticket_days_before=7)
        cls.collect = cls._create_carrier("Collect", "collect", 0)
        cls.door = cls._create_carrier("Door", "door", 25, allow_cash_on_delivery=True)
        cls.performance.write(
            {
                "start": fields.Datetime.now() + timedelta(days=20),
                "end": fields.Datetime.now() + timedelta(days=20, hours=2),
            }
        )

    @classmethod
    def _create_carrier(cls, name, way, price, **values):
        product = cls.env["product.product"].create(
            {"name": name, "type": "service", "list_price": price, "taxes_id": False}
        )
        return cls.env["delivery.carrier"].create(
            {
                "name": name,
                "product_id": product.id,
                "fixed_price": price,
                "ticket_way": way,
                "is_published": True,
                **values,
            }
        )

    def _post_form(self, url, **values):
        values["csrf_token"] = Request.csrf_token(self)
        return self.url_open(url, data=values)

    def _choose(self, carrier):
        way = carrier.id if carrier else "eticket"
        return self._post_form("/shop/ticket/delivery", way=way)

    def _cart_of_customer(self, *keys):
        self._as_customer()
        return self._fill_cart(*keys)


@tagged("post_install", "-at_install")
class TestDelivery(TicketDeliveryCommon):
    def test_tickets_are_eticket_unless_chosen_otherwise(self):
        order = self._cart_of_customer("2-1")
        page = self.url_open("/shop/payment").text
        self.assertIn("How do you want your tickets?", page)
        self.assertFalse(order.carrier_id)
        self.assertTrue(order.only_services)

    def test_nothing_is_asked_where_only_etickets_are_offered(self):
        (self.post | self.collect | self.door).is_published = False
        self._cart_of_customer("2-1")
        page = self.url_open("/shop/payment").text
        self.assertNotIn("How do you want your tickets?", page)

    def test_fees_are_shown_before_the_address_is_known(self):
        self.post.country_ids = self.env.ref("base.us")
        order = self._fill_cart("2-1")
        self.assertEqual(self.post._ticket_usual_fee(order), 15)
        self.post.write({"free_over": True, "amount": 300})
        self.assertEqual(self.post._ticket_usual_fee(order), 0)

    def test_posted_tickets_cost_the_fee_and_need_an_address(self):
        order = self._cart_of_customer("2-1")
        answer = self._choose(self.post)
        self.assertIn("/shop/address", answer.url)
        self.assertEqual(order.carrier_id, self.post)
        self.assertEqual(order.amount_total, 380 + 15)
        self.assertFalse(order.only_services)
        self.assertTrue(order._needs_customer_address())

    def test_collecting_needs_no_address(self):
        order = self._cart_of_customer("2-1")
        answer = self._choose(self.collect)
        self.assertTrue(answer.url.endswith("/shop/payment"))
        self.assertFalse(order._needs_customer_address())
        order._check_cart_is_ready_to_be_paid()

    def test_changing_back_to_eticket_takes_the_fee_off(self):
        order = self._cart_of_customer("2-1")
        self._choose(self.post)
        self._choose(None)
        self.assertFalse(order.carrier_id)
        self.assertEqual(order.amount_total, 380)

    def test_ways_that_come_too_late_are_not_offered(self):
        self.performance.start = fields.Datetime.now() + timedelta(days=5)
        order = self._cart_of_customer("2-1")
        self.assertEqual(order._ticket_ways(), self.collect | self.door)
        self._choose(self.post)
        self.assertFalse(order.carrier_id)

    def test_what_became_too_late_cannot_be_paid(self):
        order = self._cart_of_customer("2-1")
        self._choose(self.post)
        self.performance.start = fields.Datetime.now() + timedelta(days=5)
        with self.assertRaisesRegex(ValidationError, "in time"):
            order._check_cart_is_ready_to_be_paid()

    def test_fee_that_was_taken_out_of_the_cart_is_noticed(self):
        order = self._cart_of_customer("2-1")
        self._choose(self.post)
        order.order_line.filtered("is_delivery").price_unit = 0
        with self.assertRaisesRegex(ValidationError, "fee"):
            order._check_cart_is_ready_to_be_paid()

    def test_members_of_a_tier_pay_no_delivery(self):
        product = self.env["product.product"].create(
            {
                "name": "Gold",
                "type": "service",
                "service_tracking": "ticket_membership",
            }
        )
        tier = self.env["ticket.membership.tier"].create(
            {
                "name": "Gold",
                "code": "gold-free",
                "product_id": product.id,
                "free_delivery": True,
            }
        )
        partner = self.portal_user.partner_id
        self.env["ticket.membership"]._activate_for(partner, tier, origin="t-1")
        order = self._cart_of_customer("2-1")
        self._choose(self.post)
        self.assertEqual(order.amount_total, 380)

    def test_session_without_paper_is_not_posted(self):
        self.performance.write({"rotating_code": True, "rotating_paper": False})
        order = self._cart_of_customer("2-1")
        self.assertFalse(order._ticket_ways())
        self.performance.rotating_paper = True
        self.assertIn(self.post, order._ticket_ways())

    def test_unpublished_way_cannot_be_chosen(self):
        self.post.is_published = False
        order = self._cart_of_customer("2-1")
        self._choose(self.post)
        self.assertFalse(order.carrier_id)

    def test_collecting_and_cash_exclude_each_other(self):
        with self.assertRaises(ValidationError):
            self.collect.allow_cash_on_delivery = True

    def test_removing_the_tickets_removes_their_delivery(self):
        order = self._cart_of_customer("2-1")
        self._choose(self.post)
        line = order._ticket_lines()
        self.make_jsonrpc_request(
            "/shop/cart/update", {"line_id": line.id, "quantity": 0}
        )
        self.assertFalse(order.carrier_id)
        self.assertFalse(order.order_line)


@tagged("post_install", "-at_install")
class TestDeliveryOffice(TicketDeliveryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor = new_test_user(
            cls.env, "send_supervisor", "ticket_sale.group_ticket_supervisor"
        )
        cls.cashier = new_test_user(
            cls.env, "send_cashier", "ticket_sale.group_ticket_cashier"
        )

    def _bought(self, carrier, *keys):
        order = self._cart_of_customer(*keys)
        self._choose(carrier)
        self._paid(order)
        return order

    def test_paid_order_stands_on_the_list_with_its_deadline(self):
        order = self._bought(self.post, "2-1", "2-2")
        delivery = order.ticket_delivery_ids
        self.assertEqual(delivery.state, "waiting")
        self.assertEqual(delivery.ticket_count, 2)
        self.assertEqual(delivery.send_by, self.performance.start - timedelta(days=7))
        self.assertIn("1 Renmin Avenue", delivery.address)

    def test_etickets_and_collected_ones_are_not_sent(self):
        self.assertFalse(self._bought(None, "2-1").ticket_delivery_ids)
        self.assertFalse(self._bought(self.collect, "2-2").ticket_delivery_ids)

    def test_sending_tells_the_buyer_the_number(self):
        order = self._bought(self.post, "2-1")
        self.post.tracking_url = "https://post.example/?n=<shipmenttrackingnumber>"
        delivery = order.ticket_delivery_ids.with_user(self.supervisor)
        delivery.tracking_number = "RA123"
        messages = order.message_ids
        delivery.action_send()
        self.assertEqual(delivery.state, "sent")
        told = order.message_ids - messages
        self.assertTrue(any("RA123" in message.body for message in told))
        self.assertEqual(delivery.tracking_url, "https://post.example/?n=RA123")

    def test_tickets_that_were_given_back_are_not_sent(self):
        order = self._bought(self.post, "2-1")
        order.ticket_ids._void("refunded", "test")
        with self.assertRaisesRegex(UserError, order.name):
            order.ticket_delivery_ids.action_send()

    def test_cancelled_order_leaves_the_list(self):
        order = self._bought(self.post, "2-1")
        order._action_cancel()
        self.assertEqual(order.ticket_delivery_ids.state, "cancelled")

    def test_cashiers_read_and_do_not_send(self):
        delivery = self._bought(self.post, "2-1").ticket_delivery_ids
        mine = delivery.with_user(self.cashier)
        self.assertEqual(mine.ticket_count, 1)
        with self.assertRaises(AccessError):
            mine.action_send()

    def test_labels_show_addresses_to_staff_only(self):
        delivery = self._bought(self.post, "2-1").ticket_delivery_ids
        url = f"/ticket/deliveries/labels?ids={delivery.id}"
        self.assertEqual(self.url_open(url).status_code, 404)
        self.authenticate(self.cashier.login, self.cashier.login)
        page = self.url_open(url).text
        self.assertIn("1 Renmin Avenue", page)
        self.assertEqual(
            self.url_open("/ticket/deliveries/labels?ids=x").status_code, 404
        )

    def test_deliveries_of_another_company_are_not_seen(self):
        delivery = self._bought(self.post, "2-1").ticket_delivery_ids
        other = self.env["res.company"].create({"name": "Other House"})
        self.supervisor.write(
            {"company_ids": [(6, 0, other.ids)], "company_id": other.id}
        )
        found = self.env["ticket.delivery"].with_user(self.supervisor).search([])
        self.assertNotIn(delivery, found)

    def test_order_page_tells_where_the_tickets_are(self):
        order = self._bought(self.post, "2-1")
        page = self.url_open(order.get_portal_url()).text
        self.assertIn("your tickets are being prepared", page)


@tagged("post_install", "-at_install")
class TestCashOnDelivery(TicketDeliveryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cash = cls.env.ref("delivery.payment_provider_cod")
        cls.cash.write({"company_id": cls.env.company.id, "state": "enabled"})

    def _ordered(self, *keys):
        order = self._cart_of_customer(*keys)
        self._choose(self.door)
        tx = self._create_transaction(
            "redirect",
            provider_id=self.cash.id,
            payment_method_id=self.cash.payment_method_ids[:1].id,
            amount=order.amount_total,
            currency_id=order.currency_id.id,
            partner_id=order.partner_id.id,
            sale_order_ids=[(6, 0, order.ids)],
            reference=f"{order.name}-cash",
        )
        tx._set_pending()
        tx._post_process()
        return order

    def test_seats_are_sold_and_codes_stay_on_paper(self):
        order = self._ordered("2-1")
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])
        self.assertFalse(order._ticket_live_ids())
        self.assertEqual(order.ticket_delivery_ids.cash_due, 380 + 25)
        self.assertNotIn("o_ticket_stub_valid", self.url_open("/my/tickets").text)
        url = f"/my/tickets/{order.ticket_ids.id}/pdf"
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_confirmation_mail_names_the_money_and_attaches_no_ticket(self):
        order = self._ordered("2-1")
        told = order.message_ids.filtered(lambda m: "Your seats are booked" in m.body)
        self.assertEqual(len(told), 1)
        self.assertFalse(told.attachment_ids)

    def test_money_received_opens_the_codes(self):
        order = self._ordered("2-1")
        order.action_ticket_money_received()
        self.assertEqual(order._ticket_live_ids(), order.ticket_ids)
        self.assertEqual(order.transaction_ids.state, "done")

    def test_unpaid_tickets_are_not_paid_back(self):
        tickets = self._ordered("2-1").ticket_ids
        self.assertFalse(tickets._refund_terms()[tickets].allowed)

    def test_refused_at_the_door_frees_the_seats(self):
        order = self._ordered("2-1")
        order._action_cancel()
        self.assertEqual(self._states("2-1"), ["free"])
        self.assertEqual(order.transaction_ids.state, "cancel")

    def test_cash_is_offered_only_where_the_way_allows_it(self):
        order = self._cart_of_customer("2-1")
        providers = self.env["payment.provider"].sudo()

        def offered():
            return self.cash in providers._get_compatible_providers(
                self.env.company.id,
                order.partner_id.id,
                order.amount_total,
                sale_order_id=order.id,
            )

        self.assertFalse(offered())
        self._choose(self.door)
        self.assertTrue(offered())
