from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import (
    PackageChoice,
    PackageClosed,
    PackageWhole,
    PlacesUnavailable,
    RefundRefused,
)

from ..exceptions import PriceChanged
from .common_package import TicketPosPackageCommon


@tagged("post_install", "-at_install")
class TestPosPackage(TicketPosPackageCommon):
    """Packages sold at the till: the package's price, shared, whole or not at all."""

    def test_two_evenings_in_one_seat(self):
        order = self._sell_package(partner=self.member)
        self.assertEqual(order.amount_total, 600)
        self.assertEqual(order.ticket_ids.mapped("price"), [300, 300])
        self.assertEqual(len(order.ticket_ids.session_id), 2)
        self.assertEqual(len(order.ticket_ids.place_id.seat_id), 1)

    def test_package_is_counted_as_sold(self):
        order = self._sell_package(partner=self.member)
        sale = self.series.sale_ids
        self.assertEqual((sale.pos_order_id, sale.partner_id), (order, self.member))
        self.assertEqual((sale.state, sale.price, sale.singly), ("sold", 600, 760))
        self.assertEqual((self.series.sold_count, self.series.sold_amount), (1, 600))
        self.assertEqual(order.ticket_ids.package_sale_id, sale)

    def test_package_is_offered_while_its_sessions_are_on_sale(self):
        [offer] = self._till().ticket_packages()
        self.assertEqual((offer["id"], offer["choose"]), (self.series.id, 2))
        self.second.action_pause()
        self.assertEqual(self._till().ticket_packages(), [])

    def test_package_not_for_the_box_office_is_refused(self):
        reply = self._take_package()
        self.series.on_pos = False
        self.assertEqual(self._till().ticket_packages(), [])
        with self.assertRaises(PackageClosed):
            self._pay(self._package_lines(self.series, reply))

    def test_named_seats_in_every_session(self):
        seat = self._places("2-3").seat_id
        reply = self._take_package(seat_ids=seat.ids)
        order = self._pay(self._package_lines(self.series, reply))
        self.assertEqual(order.ticket_ids.place_id.seat_id, seat)

    def test_taken_seat_keeps_nothing(self):
        self._take("2-3")
        seat = self._places("2-3").seat_id
        with self.assertRaises(PlacesUnavailable):
            self._take_package(seat_ids=seat.ids)

    def test_goods_are_in_it_and_cost_their_share(self):
        package = self._create_package(goods=True, name="With poster", price=700)
        order = self._sell_package(package)
        poster = order.lines.filtered(lambda line: line.product_id == self.poster)
        self.assertEqual(order.amount_total, 700)
        self.assertAlmostEqual(poster.price_subtotal, 51.22, 2)

    def test_mixed_with_tickets_goods_and_stored_value(self):
        card = self._charge(300)
        lines = self._package_lines(self.series, self._take_package())
        lines += self._lines(self._take("5-1", partner=self.member))
        lines += [self._line_values(self.popcorn), self._paying_line(card, 300)]
        order = self._pay(lines, partner=self.member)
        single = order.ticket_ids.filtered(lambda ticket: not ticket.package_sale_id)
        self.assertEqual(order.amount_total, 600 + single.price + 25 - 300)
        self.assertEqual(len(order.ticket_ids), 3)

    def test_price_the_till_made_up_is_refused(self):
        lines = self._package_lines(self.series, self._take_package())
        lines[0]["price_unit"] = 1.0
        with self.assertRaises(PriceChanged):
            self._pay(lines)

    def test_half_a_package_is_refused(self):
        lines = self._package_lines(self.series, self._take_package())
        with self.assertRaises(PackageChoice):
            self._pay(lines[:1])

    def test_package_without_its_goods_is_refused(self):
        package = self._create_package(goods=True, name="With poster", price=700)
        lines = self._package_lines(package, self._take_package(package))
        with self.assertRaises(PackageWhole):
            self._pay(lines[:2])

    def test_goods_beside_the_package_are_refused(self):
        lines = self._package_lines(self.series, self._take_package())
        lines.append(
            self._line_values(
                self.popcorn, price_unit=0, ticket_package=lines[0]["ticket_package"]
            )
        )
        with self.assertRaises(PackageWhole):
            self._pay(lines)

    def test_more_packages_than_one_order_may_have_are_refused(self):
        self.series.most = 1
        lines = self._package_lines(self.series, self._take_package())
        lines += self._package_lines(self.series, self._take_package())
        with self.assertRaises(PackageChoice):
            self._pay(lines)

    def test_cheaper_persons_are_not_smuggled_in(self):
        family = self._create_package(
            name="Family",
            kind="family",
            type_ids=[
                Command.create({"type_id": self.adult.id}),
                Command.create({"type_id": self.child.id}),
            ],
        )
        reply = self._till().ticket_package_hold(
            family.id, [[self.session.id, self.zone_a.id]]
        )
        lines = self._package_lines(family, reply)
        for line in lines:
            line["ticket_selection"]["type_id"] = self.child.id
        with self.assertRaises(PackageWhole):
            self._pay(lines)

    def test_whole_package_is_given_back_and_a_part_is_not(self):
        order = self._sell_package(partner=self.member)
        with self.assertRaises(RefundRefused):
            lines = self._refund_lines(order)[:1]
            self._pay(lines, user=self.supervisor, is_refund=True)
        self._refund(order)
        self.assertEqual(self.series.sale_ids.state, "returned")

    def test_single_tickets_at_their_share_where_the_package_allows(self):
        self.series.refund_rule = "share"
        order = self._sell_package(partner=self.member)
        lines = self._refund_lines(order)[:1]
        refund = self._pay(lines, user=self.supervisor, is_refund=True)
        self.assertEqual(refund.amount_total, -300)
        self.assertEqual(self.series.sale_ids.state, "sold")

    def test_books_hold_what_the_tickets_are_worth(self):
        self._sell_package(partner=self.member)
        self._close()
        proof = self.env["ticket.advance.proof"].create({"company_id": self.company.id})
        self.assertEqual(proof.difference, 0)

    def test_holds_of_a_package_are_prolonged_and_lost_ones_named(self):
        reply = self._take_package()
        holds = [
            [seat["token"], [seat["place_id"]]]
            for content in reply["packages"][0]
            for seat in content["seats"]
        ]
        till = self._till()
        self.assertEqual(till.ticket_package_secure(holds)["lost"], [])
        till.ticket_release(holds[:1])
        self.env.invalidate_all()
        self.assertEqual(till.ticket_package_secure(holds)["lost"], holds[0][1])
