from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..exceptions import LimitReached
from .common_rules import TicketRulesCommon


@tagged("post_install", "-at_install")
class TestLimit(TicketRulesCommon):
    def test_order_limit_refuses_a_bigger_hold(self):
        self._limit(2, subject="order")
        self._hold_named("1-1", "1-2")
        with self.assertRaises(LimitReached):
            self._hold_named("1-3", "1-4", "1-5")

    def test_order_limit_counts_all_holds_of_an_order(self):
        self._limit(2, subject="order")
        order = self._order(self._hold_places("1-1", "1-2"), confirm=False)
        held = self._hold_places("1-3")
        with self.assertRaises(LimitReached):
            order._ticket_add(
                self.Hold._find(held.token), {held.places[0].id: self.adult.id}
            )

    def test_customer_limit_counts_over_all_channels(self):
        self._limit(3)
        self._sell("1-1", "1-2")
        self._hold_named("1-3", channel="pos", partner=self.customer)
        with self.assertRaises(LimitReached) as caught:
            self._hold_named("1-4", partner=self.customer)
        self.assertEqual(caught.exception.details["left"], 0)
        self.assertEqual(caught.exception.code, "limit_reached")

    def test_customer_limit_knows_an_anonymous_cart_when_its_buyer_is_known(self):
        self._limit(2)
        self._sell("1-1", "1-2")
        held = self._hold_places("1-3")
        order = self.env["sale.order"].create(
            {"partner_id": self.env.ref("base.public_partner").id}
        )
        order._ticket_add(
            self.Hold._find(held.token), {held.places[0].id: self.adult.id}
        )
        order.partner_id = self.customer
        with self.assertRaises(LimitReached):
            order._ticket_check_before_payment()

    def test_contacts_of_one_household_count_together(self):
        self._limit(1)
        child = self.env["res.partner"].create(
            {"name": "Li Ming", "parent_id": self.customer.id, "type": "contact"}
        )
        self._sell("1-1")
        with self.assertRaises(LimitReached):
            self._hold_named("1-2", partner=child)

    def test_phone_limit_sees_one_number_behind_two_customers(self):
        self._limit(2, subject="phone")
        self.customer.phone = "+86 138 0013 8000"
        other = self.env["res.partner"].create(
            {"name": "Wang Wei", "phone": "13800138000"}
        )
        self._sell("1-1", "1-2")
        with self.assertRaises(LimitReached):
            self._hold_named("1-3", partner=other)

    def test_tickets_that_are_exchanged_do_not_count(self):
        self._limit(1, staff_may_exceed=False)
        ticket = self._sell("1-1").ticket_ids
        wanted = {
            "best": {"count": 1, "zone_id": self.zone_a.id},
            "partner": self.customer,
        }
        with self.assertRaises(LimitReached):
            self.Hold._hold(self.session, "backoffice", **wanted)
        exchanging = self.Hold.with_context(ticket_given_back=ticket.ids)
        held = exchanging._hold(self.session, "backoffice", **wanted)
        self.assertEqual(len(held.places), 1)

    def test_refunded_and_expired_tickets_do_not_count(self):
        self._limit(1)
        order = self._sell("1-1")
        order.ticket_ids._void("refunded", "ill")
        self.env.flush_all()
        held = self._hold_named("1-2", partner=self.customer)
        self._expire(held)
        self._hold_named("1-3", partner=self.customer)

    def test_show_limit_counts_over_its_sessions(self):
        self._limit(2, per="show")
        self._sell("1-1", "1-2")
        second = self._create_next_session()
        self.env.flush_all()
        with self.assertRaises(LimitReached):
            self.Hold._hold(
                second,
                "website",
                place_ids=self._places("1-1", session=second).ids,
                partner=self.customer,
            )

    def test_session_limit_lets_the_next_session_be_bought(self):
        self._limit(1)
        self._sell("1-1")
        second = self._create_next_session()
        self.env.flush_all()
        self.Hold._hold(
            second,
            "website",
            place_ids=self._places("1-1", session=second).ids,
            partner=self.customer,
        )

    def test_type_limit_counts_its_type(self):
        self._limit(1, type_id=self.child.id)
        self._sell("1-1", ticket_type=self.child)
        self._sell("1-2", "1-3")
        with self.assertRaises(LimitReached):
            self._sell("1-4", ticket_type=self.child)

    def test_tier_may_have_more(self):
        limit = self._limit(1)
        tier = self._create_tier()
        self.env["ticket.limit.tier"].create(
            {"limit_id": limit.id, "tier_id": tier.id, "maximum": 3}
        )
        self.env["ticket.membership"]._activate_for(self.customer, tier)
        self.assertEqual(self.customer.ticket_tier_id, tier)
        self._hold_named("1-1", "1-2", "1-3", partner=self.customer)
        with self.assertRaises(LimitReached):
            self._hold_named("1-4", partner=self.customer)

    def test_tier_with_less_than_everybody_is_refused(self):
        limit = self._limit(4)
        with self.assertRaises(ValidationError):
            self.env["ticket.limit.tier"].create(
                {"limit_id": limit.id, "tier_id": self._create_tier().id, "maximum": 4}
            )

    def test_back_office_may_exceed_where_the_rule_says_so(self):
        limit = self._limit(1)
        self._hold_named("1-1", "1-2", channel="backoffice", partner=self.customer)
        limit.staff_may_exceed = False
        with self.assertRaises(LimitReached):
            self._hold_named("1-3", channel="backoffice", partner=self.customer)

    def test_reseller_is_no_customer(self):
        self._limit(1)
        self._hold_named("1-1", "1-2", channel="distributor", partner=self.customer)

    def test_channel_rule_leaves_other_channels_alone(self):
        self._limit(1, channel="website")
        self._hold_named("1-1", "1-2", channel="pos", partner=self.customer)
        with self.assertRaises(LimitReached):
            self._hold_named("1-3", partner=self.customer)

    def test_contradicting_rules_are_refused(self):
        self._limit(4, per="show")
        for values, words in [
            ({"maximum": 6}, "stops at 4"),
            ({"maximum": 3, "per": "show"}, "limit the same thing"),
            ({"maximum": 6, "subject": "order"}, "stops at 4"),
            ({"maximum": 1, "subject": "identity"}, "One ID number has one ticket"),
            (
                {"maximum": 1, "session_id": self.session.id, "per": "show"},
                "about one session",
            ),
        ]:
            with (
                self.subTest(values=values),
                self.assertRaises(ValidationError) as caught,
            ):
                self._limit(**values)
            self.assertIn(words, str(caught.exception))
        self._limit(2)  # fewer within is no contradiction

    def test_no_rule_asks_nothing(self):
        held = self._hold_places("1-1", "1-2", partner=self.customer)
        self.assertEqual(len(held.places), 2)

    def _create_tier(self):
        product = self.env["product.product"].create(
            {
                "name": "Gold",
                "type": "service",
                "service_tracking": "ticket_membership",
                "list_price": 100,
            }
        )
        return self.env["ticket.membership.tier"].create(
            {"name": "Gold", "code": "gold", "product_id": product.id}
        )
