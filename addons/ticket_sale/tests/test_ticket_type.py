from datetime import date

from psycopg2.errors import CheckViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..exceptions import PriceMissing, TypeCount, TypeNotSold
from .common_price import TicketPriceCommon


@tagged("post_install", "-at_install")
class TestTicketType(TicketPriceCommon):
    """What a ticket type allows."""

    def _add(self, held, ticket_type, order=None):
        order = order or self.env["sale.order"].create({"partner_id": self.customer.id})
        order._ticket_add(
            self.Hold._find(held.token), {p.id: ticket_type.id for p in held.places}
        )
        return order

    @mute_logger("odoo.sql_db")
    def test_values_that_contradict_are_refused(self):
        for values in (
            {"valid_from": date(2031, 2, 1), "valid_to": date(2031, 1, 31)},
            {"age_from": 12, "age_to": 6},
            {"order_min": 4, "order_max": 3},
            {"order_min": -1},
            {"admits": 0},
        ):
            with (
                self.assertRaises(CheckViolation, msg=str(values)),
                self.cr.savepoint(),
            ):
                self.child.write(values)
                self.child.flush_recordset()

    def test_a_type_is_sold_only_by_its_channels(self):
        self.child.on_website = False
        held = self._hold_places("1-1")
        with self.assertRaises(TypeNotSold) as caught:
            self._add(held, self.child)
        self.assertEqual(caught.exception.code, "type_not_sold")
        self.assertIn("Website", caught.exception.staff_message)
        self.assertFalse(self._places("1-1").type_id)

    def test_the_back_office_sells_every_type(self):
        self.child.write({"on_website": False, "on_pos": False})
        held = self._hold_places("1-1", channel="backoffice")
        self.assertEqual(self._add(held, self.child).amount_total, 190)

    def test_more_than_an_order_may_have_are_refused_at_once(self):
        self.child.order_max = 2
        order = self._add(self._hold_places("1-1", "1-2"), self.child)
        with self.assertRaises(TypeCount) as caught:
            self._add(self._hold_places("1-3"), self.child, order)
        self.assertEqual(
            caught.exception.details,
            {"type": "child", "count": 3, "at_least": 0, "at_most": 2},
        )

    def test_fewer_than_an_order_needs_are_not_sold(self):
        self.child.order_min = 2
        order = self._add(self._hold_places("1-1"), self.child)
        with self.assertRaises(TypeCount):
            order.action_confirm()
        self._add(self._hold_places("1-2"), self.child, order)
        order.action_confirm()
        self.assertEqual(len(order.ticket_ids), 2)

    def test_each_performance_is_counted_by_itself(self):
        self.child.order_max = 1
        order = self._add(self._hold_places("1-1"), self.child)
        other = self._create_session_on_sale(start=self._in(days=40))
        self.env.flush_all()
        place = self._places("1-1", session=other)
        held = self.Hold._hold(other, "website", place_ids=place.ids)
        self._add(held, self.child, order)
        self.assertEqual(order.amount_total, 380)

    def test_a_type_out_of_its_days_is_not_quoted(self):
        self.child.valid_to = date(2020, 1, 1)
        with self.assertRaises(PriceMissing):
            self._add(self._hold_places("1-1"), self.child)

    def test_an_offer_has_only_types_that_are_sold_today(self):
        self.child.valid_from = date(2099, 1, 1)
        offer = self.session._offer("website")
        self.assertEqual([kind["code"] for kind in offer["types"]], ["adult"])

    def test_an_offer_tells_what_the_holder_must_bring(self):
        self.child.write({"proof": "Pupil's card", "age_from": 6, "age_to": 14})
        self.adult.write({"order_min": 2, "order_max": 8})
        offer = self.session._offer("website")
        self.assertEqual(
            {kind["code"]: kind["terms"] for kind in offer["types"]},
            {
                "adult": "from 2 tickets on · at most 8 an order",
                "child": "Pupil's card · ages 6–14",
            },
        )
