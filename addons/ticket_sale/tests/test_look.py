from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from ..exceptions import HoldExpired
from ..models import sale_order_look, ticket_hold_look
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestLook(TicketSaleCommon):
    """What is looked at in one statement is what Odoo reads table by table."""

    def _told(self, records, names):
        return {record: {name: record[name] for name in names} for record in records}

    def _facts(self, order):
        """Everything that a look at an order reads."""
        lines = order._ticket_lines()
        places, holds = lines.ticket_place_ids, lines.ticket_hold_id
        facts = self._told(lines, ["ticket_place_ids"])
        facts |= self._told(places, sale_order_look.OF_PLACES)
        facts |= self._told(holds, sale_order_look.OF_HOLDS)
        records = {of._name: of for of in (order, lines, holds)}
        seldom = [
            (records[model], name, records[model].mapped(name))
            for model, name in sale_order_look.SELDOM
        ]
        return facts, seldom

    def _assert_seen(self, order, there=0, queries=0):
        """:param there: how much of what is seldom there is there
        :param queries: with which Odoo reads that
        """
        expected = self._facts(order)
        self.assertEqual(sum(bool(found) for *_field, found in expected[1]), there)
        self.env.invalidate_all()
        _read_before = order._ticket_lines().ticket_hold_id
        with self.assertQueryCount(1):
            order._ticket_look()
        with self.assertQueryCount(queries):
            self.assertEqual(self._facts(order), expected)
        self.env.invalidate_all()

    def test_cart_of_two_zones(self):
        order = self._order(self._hold_places("1-1", "1-2", "2-5"), confirm=False)
        standing = self.Hold._hold(
            self.session,
            "website",
            best={"count": 3, "zone_id": self.zone_f.id, "section_id": self.floor.id},
        )
        order._ticket_add(
            self.Hold._find(standing.token),
            {place.id: self.adult.id for place in standing.places},
        )
        self.assertEqual(len(order._ticket_lines()), 2)
        self._assert_seen(order)

    def test_what_is_there_is_left_to_odoo(self):
        order = self._sell("1-1", "1-2")
        self.assertTrue(order.ticket_ids)
        rule = (
            self.env["loyalty.program"]
            .create(
                {
                    "name": "Friends",
                    "program_type": "promo_code",
                    "rule_ids": [
                        Command.create({"mode": "with_code", "code": "FRIEND"})
                    ],
                }
            )
            .rule_ids
        )
        order.code_enabled_rule_ids = rule
        self._assert_seen(order, there=2, queries=3)  # and whether the rule is active

    def test_lost_places(self):
        held = self._hold_places("1-1", "1-2")
        order = self._order(held, confirm=False)
        self.Hold._release(held.token)
        self.env.invalidate_all()
        lost = order._ticket_lines().ticket_place_ids
        self.assertEqual(lost.mapped("state"), ["free", "free"])
        self.env.invalidate_all()
        order._ticket_look()
        self.assertEqual(order._ticket_lines().ticket_place_ids, lost)
        self.assertEqual(lost.mapped("state"), ["free", "free"])
        self.assertEqual(order._ticket_lines().ticket_hold_id.state, "released")

    def test_rights_are_asked_of_everybody_else(self):
        order = self._order(self._hold_places("1-1"), confirm=False)
        self.env.invalidate_all()
        order = order.with_user(self.env.ref("base.user_admin"))
        self.assertTrue(order._ticket_lines())
        with self.assertQueryCount(0):
            order._ticket_look()

    def test_hold(self):
        for held in (
            self._hold_places("2-1", "2-2"),
            self.Hold._hold(
                self.session,
                "website",
                best={
                    "count": 2,
                    "zone_id": self.zone_f.id,
                    "section_id": self.floor.id,
                },
            ),
        ):
            hold = self.Hold._find(held.token)
            expected = [
                self._told(hold.place_ids, ticket_hold_look.OF_PLACES),
                self._told(hold.place_ids.seat_id, ticket_hold_look.OF_SEATS),
                hold.place_ids,
            ]
            self.env.invalidate_all()
            with self.assertQueryCount(1):
                hold._look()
                seen = [
                    self._told(hold.place_ids, ticket_hold_look.OF_PLACES),
                    self._told(hold.place_ids.seat_id, ticket_hold_look.OF_SEATS),
                    hold.place_ids,
                ]
            self.assertEqual(seen, expected)

    def test_bound_and_kept_longer_at_once(self):
        held = self._hold_places("1-1")
        hold = self.Hold._find(held.token)
        self.Hold._bind(
            hold, hold.place_ids, partner=self.customer, extend={hold.id: 90}
        )
        self.env.invalidate_all()
        self.assertEqual(hold.partner_id, self.customer)
        self.assertGreater(hold.expires_at, held.expires_at)
        self.assertEqual(hold.place_ids.held_until, hold.expires_at)

    def test_what_has_run_out_is_neither_bound_nor_kept(self):
        held = self._hold_places("1-1")
        self._expire(held)
        self.env.flush_all()
        hold = self.Hold.sudo().browse(held.hold_id)
        end = hold.expires_at
        with self.assertRaises(HoldExpired):
            self.Hold._bind(
                hold, hold.place_ids, partner=self.customer, extend={hold.id: 90}
            )
        self.env.invalidate_all()
        self.assertFalse(hold.partner_id)
        self.assertEqual(hold.expires_at, end)
        self.assertEqual(hold.place_ids.held_until, end)

    def test_places_that_nobody_holds_are_bound_to_nobody(self):
        places = self._places("1-1", "1-2")
        self.Hold._bind(places.hold_id, places, partner=self.customer)
        self.assertFalse(places.hold_id)

    def test_programs_of_every_house_are_not_worked_out(self):
        """The same answer as Odoo's, without asking for products and amounts."""
        order = self._order(self._hold_places("1-1"), confirm=False)
        programs = self.env["loyalty.program"]
        values = programs._get_template_values()
        card = self.env["product.product"].create({"name": "Card", "list_price": 50})
        gift, wallet = programs.create(
            [
                {"name": kind, "program_type": kind, **values[kind]}
                for kind in ("gift_card", "ewallet")
            ]
        )
        gift.rule_ids.product_ids = card
        for program in gift | wallet:
            with self.subTest(program=program.name):
                status = order._program_check_compute_points(program)[program]
                with patch.object(type(order), "_ticket_is_useless", return_value=0):
                    odoo = order._program_check_compute_points(program)[program]
                self.assertEqual("error" in status, "error" in odoo)
        self.assertTrue(order._ticket_is_useless(gift))
        self.assertFalse(order._ticket_is_useless(wallet))  # the customer is known
        order.order_line = [Command.create({"product_id": card.id})]
        self.assertFalse(order._ticket_is_useless(gift))
        order.partner_id = self.env.ref("base.public_partner")
        with patch.object(
            type(order), "_allow_nominative_programs", return_value=False
        ):
            self.assertTrue(order._ticket_is_useless(wallet))
