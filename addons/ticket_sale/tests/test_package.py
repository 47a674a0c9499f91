from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..exceptions import (
    PackageChoice,
    PackageClosed,
    PackageWhole,
    PlacesUnavailable,
    SaleClosed,
)
from .common_package import TicketPackageCommon


@tagged("post_install", "-at_install")
class TestPackage(TicketPackageCommon):
    def test_series_has_the_same_seat_in_every_session(self):
        order = self._sell_package()
        seats = self._seats_by_session(order.ticket_ids.place_id)
        self.assertEqual(len(seats), 3)
        self.assertEqual(len({frozenset(keys) for keys in seats.values()}), 1)
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"] * 3)

    def test_series_avoids_a_seat_that_is_sold_in_one_session(self):
        best = self._sell_package().ticket_ids.seat_id
        taken = self._places(best.key[3:], session=self.third)
        self.assertEqual(taken.state, "sold")
        other = self._sell_package().ticket_ids.seat_id
        self.assertEqual(len(other), 1)
        self.assertNotEqual(other, best)

    def test_packages_are_kept_for_every_session_or_for_none(self):
        free = self._places("1-1", "1-2", session=self.third)
        free.action_lock("kept")
        with self.assertRaises(PlacesUnavailable):
            self._hold_package(self.series, seats=self._places("1-1").seat_id)
        self.assertEqual(self._places("1-1").state, "free")
        self.assertEqual(self._places("1-1", session=self.second).state, "free")

    def test_no_common_seat_is_told_and_nothing_is_kept(self):
        places = self.env["ticket.place"].search([("zone_id", "=", self.zone_a.id)])
        half = len(self.seats) // 2
        places.filtered(
            lambda p: p.session_id == self.first and p.seat_id in self.seats[:half]
        ).action_lock()
        places.filtered(
            lambda p: p.session_id == self.second and p.seat_id in self.seats[half:]
        ).action_lock()
        with self.assertRaises(PlacesUnavailable):
            self._hold_package(self.series)
        held = self.env["ticket.place"].search_count([("state", "=", "held")])
        self.assertEqual(held, 0)

    def test_two_packages_sit_side_by_side(self):
        held = self._hold_package(self.series, units=2)
        places = self.env["ticket.place"].browse(
            [ticket[2] for unit in held.units for ticket in unit]
        )
        for keys in self._seats_by_session(places).values():
            rows = {key.split("-")[1] for key in keys}
            numbers = sorted(int(key.split("-")[2]) for key in keys)
            self.assertEqual((len(rows), numbers[1] - numbers[0]), (1, 1))
        for unit in held.units:
            mine = self.env["ticket.place"].browse(ticket[2] for ticket in unit)
            self.assertEqual(len(mine.seat_id), 1)

    def test_buyer_chooses_some_of_a_pool(self):
        package = self._create_package(kind="choice", choose_count=2, price=600)
        order = self._sell_package(package, sessions=self.first | self.third)
        self.assertEqual(order.ticket_ids.session_id, self.first | self.third)
        self.assertEqual(order.amount_total, 600)

    def test_choice_of_too_many_or_foreign_sessions_is_refused(self):
        package = self._create_package(kind="choice", choose_count=2, price=600)
        foreign = self._create_session_on_sale(start=self.third.end)
        for sessions in (self.sessions, self.first, self.first | foreign):
            with self.assertRaises(PackageChoice):
                self._hold_package(package, sessions=sessions)

    def test_family_is_one_session_for_everybody(self):
        package = self._create_package(
            kind="family", persons={self.adult: 2, self.child: 1}, price=800
        )
        order = self._sell_package(package, sessions=self.second)
        self.assertEqual(
            order.ticket_ids.sorted("id").type_id.mapped("code"), ["adult", "child"]
        )
        self.assertEqual(len(order.ticket_ids), 3)
        self.assertEqual(len(set(order.ticket_ids.seat_id.mapped("row"))), 1)

    def test_joint_ticket_has_the_best_seat_of_each_hall(self):
        package = self._create_package(kind="joint", sessions=self.first | self.second)
        self.env.flush_all()
        [best] = self.Hold._hold(
            self.first, "website", best={"count": 1, "zone_id": self.zone_a.id}
        ).places
        tickets = self._sell_package(package).ticket_ids.grouped("session_id")
        self.assertEqual(tickets[self.second].seat_id.id, best.seat_id)
        self.assertNotEqual(tickets[self.first].seat_id.id, best.seat_id)

    def test_standing_place_and_seat_on_one_joint_ticket(self):
        package = self._create_package(kind="joint", sessions=self.first | self.second)
        held = package._hold(
            "backoffice", {self.first: self.zone_a, self.second: self.zone_f}
        )
        self.assertEqual([bool(h.places[0].seat_id) for h in held.holds], [True, False])

    def test_ticket_and_poster_are_one_order(self):
        package = self._create_package(
            kind="joint", sessions=self.first, goods={self.poster: 1}, price=400
        )
        order = self._sell_package(package)
        self.assertEqual(order.amount_total, 400)
        self.assertEqual(
            order.order_line.product_id, self.adult.product_id | self.poster
        )

    def test_goods_keep_their_place_when_a_part_leaves_the_cart(self):
        package = self._create_package(
            kind="joint", sessions=self.first, goods={self.poster: 1}, price=400
        )
        order = self._sell_package(package, confirm=False)
        places = order.order_line.ticket_place_ids
        order.order_line.filtered(lambda li: li.product_id == self.poster).unlink()
        self.assertFalse(order.order_line)
        self.assertFalse(order.ticket_package_ids)
        self.assertEqual(places.mapped("state"), ["free"])

    def test_package_with_a_missing_part_is_not_sold(self):
        order = self._sell_package(confirm=False)
        order.order_line[0].ticket_package_sale_id = False
        with self.assertRaises(PackageWhole):
            order.action_confirm()

    def test_package_outside_its_time_or_channel_is_refused(self):
        self.series.on_website = False
        with self.assertRaises(PackageClosed):
            self._hold_package(self.series)
        self._hold_package(self.series, channel="backoffice")
        self.series.write({"on_website": True, "sale_end": fields.Datetime.now()})
        with self.assertRaises(PackageClosed):
            self._hold_package(self.series)

    def test_one_session_not_on_sale_closes_the_series(self):
        self.second.state = "cancelled"
        with self.assertRaises(SaleClosed):
            self._hold_package(self.series)
        self.assertFalse(self.first.place_ids.filtered(lambda p: p.state == "held"))

    def test_more_packages_than_allowed_are_refused(self):
        self.series.most = 2
        with self.assertRaises(PackageChoice):
            self._hold_package(self.series, units=3)

    def test_seats_outside_the_zones_of_the_package_are_refused(self):
        vip = self.zone_a.copy({"code": "V", "section_ids": False})
        seat = self._places("1-1").seat_id
        self._places("1-1").zone_id = vip
        with self.assertRaises(PackageChoice):
            self._hold_package(self.series, seats=seat)

    def test_contradictions_are_refused_when_saved(self):
        for values in (
            {"price": 0},
            {"price": -5},
            {"price_rule": "percent", "percent": 0},
            {"price_rule": "percent", "percent": 100},
            {"kind": "choice", "choose_count": 4},
            {"kind": "choice", "choose_count": 1},
            {"kind": "family"},
            {"kind": "joint", "sessions": self.first},
            {"sessions": self.first},
            {"type_ids": []},
            {"share_rule": "fixed"},
        ):
            with self.assertRaises(ValidationError, msg=values):
                self._create_package(**values)

    def test_persons_without_a_price_anywhere_are_refused(self):
        stranger = self.env.ref("ticket_sale.ticket_type_senior")
        with self.assertRaisesRegex(ValidationError, "no zone"):
            self._create_package(persons={stranger: 1})

    def test_line_is_a_session_or_goods(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.series.write({"line_ids": [(0, 0, {})]})
            self.env.flush_all()
