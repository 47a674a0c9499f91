from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import (
    HoldNotFound,
    PlacesUnavailable,
    TicketError,
)

from ..exceptions import PriceChanged, SelectionInvalid
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosTicketSale(TicketPosCommon):
    def test_paid_order_issues_one_ticket_a_seat(self):
        order = self._sell_at_till("2-3", "2-4")
        self.assertEqual(order.state, "paid")
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid", "valid"])
        self.assertEqual(order.ticket_ids.place_id, self._places("2-3", "2-4"))
        self.assertEqual(self._places("2-3", "2-4").mapped("state"), ["sold", "sold"])
        self.assertEqual(set(order.ticket_ids.mapped("channel")), {"pos"})
        self.assertEqual(order.ticket_ids.user_id, self.cashier)

    def test_line_knows_session_zone_and_type(self):
        line = self._sell_at_till("2-3", ticket_type=self.child).lines
        self.assertEqual(line.ticket_session_id, self.session)
        self.assertEqual(line.ticket_zone_id, self.zone_a)
        self.assertEqual(line.ticket_type_id, self.child)

    def test_printed_ticket_names_the_receipt(self):
        order = self._sell_at_till("2-3")
        [values] = order.ticket_ids._face_values("en_US").values()
        self.assertTrue(order.pos_reference)
        self.assertEqual(values["order"], order.pos_reference)

    def test_tokens_do_not_stay_on_the_order(self):
        line = self._sell_at_till("2-3").lines
        [seat] = line.ticket_selection["seats"]
        self.assertNotIn("token", seat)
        self.assertEqual(seat["label"], "Stalls · Row 2 · Seat 3")

    def test_tickets_and_merchandise_in_one_order(self):
        lines = self._lines(self._take("1-1", "1-2"))
        order = self._pay([*lines, self._line_values(self.popcorn, qty=2)])
        self.assertEqual(order.amount_total, 810)
        self.assertEqual(len(order.ticket_ids), 2)
        snack = order.lines.filtered(lambda line: line.product_id == self.popcorn)
        self.assertFalse(snack.ticket_ids)

    def test_two_types_from_two_holds_in_one_order(self):
        adults = self._lines(self._take("1-1", "1-2"))
        children = self._lines(self._take("1-3", ticket_type=self.child))
        order = self._pay([*adults, *children])
        self.assertEqual(sorted(order.ticket_ids.mapped("price")), [190, 380, 380])

    def test_one_line_may_sell_seats_of_several_holds(self):
        first, second = self._take("1-1"), self._take("1-2")
        [line] = self._lines(first)
        line["ticket_selection"]["seats"] += second["seats"]
        line["qty"] = 2
        order = self._pay([line])
        self.assertEqual(order.ticket_ids.place_id, self._places("1-1", "1-2"))

    def test_ticket_prices_sum_to_the_line_to_the_cent(self):
        tax = self.env["account.tax"].create(
            {"name": "7%", "amount": 7.0, "price_include_override": "tax_included"}
        )
        self.adult.product_id.taxes_id = tax
        self.plan.price_ids.filtered(
            lambda p: p.type_id == self.adult and p.zone_id == self.zone_a
        ).amount = 33.33
        order = self._sell_at_till("1-1", "1-2", "1-3")
        tickets, line = order.ticket_ids, order.lines
        self.assertEqual(line.price_subtotal_incl, 99.99)
        self.assertAlmostEqual(sum(tickets.mapped("price")), 99.99, 2)
        shares = tickets.mapped("net_amount")
        self.assertAlmostEqual(sum(shares), line.price_subtotal, 2)
        self.assertLess(max(shares) - min(shares), 0.011)

    def test_price_of_the_till_is_not_trusted(self):
        [line] = self._lines(self._take("1-1"))
        line["price_unit"] = 1.0
        with self.assertRaises(PriceChanged) as refused:
            self._pay([line])
        self.assertEqual(refused.exception.details, {"expected": 380.0, "sent": 1.0})

    def test_discount_of_the_till_is_refused(self):
        [line] = self._lines(self._take("1-1"))
        line["discount"] = 50.0
        with self.assertRaises(PriceChanged):
            self._pay([line])

    def test_total_of_the_till_is_not_trusted(self):
        lines = self._lines(self._take("1-1"))
        with self.assertRaises(PriceChanged):
            self._pay(lines, amount_total=1.0)

    def test_sums_of_the_till_are_computed_again(self):
        [line] = self._lines(self._take("1-1"))
        line["price_subtotal"] = line["price_subtotal_incl"] = 5.0
        order = self._pay([line])
        self.assertEqual(order.lines.price_subtotal_incl, 380)
        self.assertEqual(order.ticket_ids.price, 380)

    def test_type_not_sold_at_the_counter_is_refused(self):
        [line] = self._lines(self._take("1-1"))
        self.adult.on_pos = False
        with self.assertRaises(TicketError):
            self._pay([line])

    def test_ticket_product_without_seats_is_refused(self):
        with self.assertRaises(SelectionInvalid):
            self._pay([self._line_values(self.adult.product_id, price_unit=380.0)])

    def test_quantity_must_be_the_number_of_seats(self):
        [line] = self._lines(self._take("1-1", "1-2"))
        line["qty"] = 1
        with self.assertRaises(SelectionInvalid):
            self._pay([line])

    def test_seats_of_two_zones_in_one_line_are_refused(self):
        [line] = self._lines(self._take("1-1"))
        floor = self._till().ticket_hold(
            self.session.id,
            self.adult.id,
            {"best": {"count": 1, "section_id": self.floor.id}},
        )
        line["ticket_selection"]["seats"] += floor["seats"]
        line["qty"] = 2
        with self.assertRaises(SelectionInvalid):
            self._pay([line])

    def test_hold_that_ran_out_sells_when_nobody_took_the_seats(self):
        reply = self._take("1-1")
        self._expire_token(reply["seats"][0]["token"])
        order = self._pay(self._lines(reply))
        self.assertEqual(order.ticket_ids.state, "valid")

    def test_hold_that_ran_out_and_was_taken_sells_nothing(self):
        reply = self._take("1-1")
        self._expire_token(reply["seats"][0]["token"])
        self._hold_places("1-1")
        with self.assertRaises(PlacesUnavailable) as refused:
            self._pay(self._lines(reply))
        self.assertEqual(
            refused.exception.details["seats"], ["Stalls · Row 1 · Seat 1"]
        )

    def test_released_hold_sells_nothing(self):
        reply = self._take("1-1")
        token = reply["seats"][0]["token"]
        self.Hold._release(token)
        with self.assertRaises(TicketError):
            self._pay(self._lines(reply))

    def test_hold_of_another_channel_sells_nothing(self):
        reply = self._take("1-1")
        website = self._hold_places("1-2", channel="website")
        [line] = self._lines(reply)
        line["ticket_selection"]["seats"] = [
            {"place_id": website.places[0].id, "token": website.token}
        ]
        with self.assertRaises(HoldNotFound):
            self._pay([line])

    def test_place_outside_the_hold_is_refused(self):
        [line] = self._lines(self._take("1-1"))
        line["ticket_selection"]["seats"][0]["place_id"] = self._places("1-5").id
        with self.assertRaises(SelectionInvalid):
            self._pay([line])
        self.assertEqual(self._places("1-5").state, "free")

    def test_the_same_order_sent_twice_sells_once(self):
        lines = self._lines(self._take("1-1"))
        order = self._pay(lines)
        values = {"uuid": order.uuid, "lines": [], "session_id": order.session_id.id}
        self.env["pos.order"].with_user(self.cashier).sync_from_ui(
            [{**values, "name": "Order", "state": "paid"}]
        )
        self.assertEqual(len(self._places("1-1").ticket_ids), 1)

    def test_draft_order_sells_nothing(self):
        reply = self._take("1-1")
        order = self._pay(self._lines(reply), state="draft", payment_ids=[])
        self.assertFalse(order.ticket_ids)
        self.assertEqual(self._places("1-1").state, "held")

    def _expire_token(self, token):
        hold = self.Hold.sudo().search([("token", "=", token)])
        hold.place_ids.write({"held_until": "2020-01-01"})
        hold.expires_at = "2020-01-01"
        self.env.flush_all()
