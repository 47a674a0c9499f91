from odoo.tests import tagged

from ..exceptions import HoldExpired, PlacesUnavailable, PriceMissing, TicketUsed
from ..tools import token as ticket_token
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestIssue(TicketSaleCommon):
    def test_one_line_holds_all_tickets_of_a_zone_and_type(self):
        order = self._sell("1-1", "1-2", "1-3")
        self.assertEqual(len(order.order_line), 1)
        self.assertEqual(order.amount_total, 1140)
        self.assertEqual(order.ticket_ids.mapped("price"), [380, 380, 380])
        self.assertEqual(
            self._places("1-1", "1-2", "1-3").mapped("state"), ["sold"] * 3
        )
        self.assertEqual(order.order_line.ticket_hold_id.state, "issued")

    def test_types_make_lines_of_their_own(self):
        held = self._hold_places("1-1", "1-2", "1-3")
        order = self.env["sale.order"].create({"partner_id": self.customer.id})
        kinds = [self.adult, self.adult, self.child]
        order._ticket_add(
            self.Hold._find(held.token),
            {p.id: kind.id for p, kind in zip(held.places, kinds, strict=True)},
        )
        self.assertEqual(order.order_line.mapped("product_uom_qty"), [2, 1])
        self.assertEqual(order.amount_total, 950)

    def test_line_tells_session_zone_and_seats(self):
        name = self._sell("1-1").order_line.name
        self.assertIn("Swan Lake", name)
        self.assertIn("Adult · Zone A", name)
        self.assertIn("Stalls · Row 1 · Seat 1", name)

    def test_pricelist_works_on_the_plan_price(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "VIP",
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": 10})
                ],
            }
        )
        self.customer.property_product_pricelist = pricelist
        order = self._sell("1-1")
        self.assertEqual(order.amount_total, 342)
        self.assertEqual(order.ticket_ids.price, 342)
        [line] = self.Hold._quote(
            [(self._places("1-2"), self.adult)], partner=self.customer
        )
        self.assertEqual(line.unit_total, 342)
        self.assertEqual(line.list_price, 380)

    def test_tax_is_split_to_the_cent(self):
        tax = self.env["account.tax"].create(
            {"name": "6% in", "amount": 6, "price_include_override": "tax_included"}
        )
        self.adult.product_id.taxes_id = tax
        order = self._sell("1-1", "1-2", "1-3")
        self.assertEqual(sum(order.ticket_ids.mapped("price")), order.amount_total)
        self.assertAlmostEqual(
            sum(order.ticket_ids.mapped("net_amount")), order.amount_untaxed, 6
        )

    def test_zone_without_a_price_for_the_type_is_refused(self):
        held = self.Hold._hold(
            self.session, "website", best={"count": 1, "section_id": self.floor.id}
        )
        with self.assertRaisesRegex(PriceMissing, "Child"):
            self._order(held, ticket_type=self.child)

    def test_places_of_another_hold_are_refused(self):
        mine = self._hold_places("1-1")
        self._hold_places("1-2")
        order = self.env["sale.order"].create({"partner_id": self.customer.id})
        with self.assertRaises(HoldExpired):
            order._ticket_add(
                self.Hold._find(mine.token), {self._places("1-2").id: self.adult.id}
            )

    def test_late_order_retakes_places_that_are_free(self):
        held = self._hold_places("1-1")
        order = self._order(held, confirm=False)
        self._expire(held)
        self._run_cron("ticket_sale.ir_cron_expire_holds")
        order.action_confirm()
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])

    def test_late_order_fails_loudly_when_places_are_gone(self):
        held = self._hold_places("1-1")
        order = self._order(held, confirm=False)
        self._expire(held)
        self._sell("1-1")
        with self.assertRaises(PlacesUnavailable), self.cr.savepoint():
            order.action_confirm()

    def test_paid_order_without_places_is_marked_and_not_lost(self):
        held = self._hold_places("1-1", "1-2")
        order = self._order(held, confirm=False)
        self._expire(held)
        self._sell("1-2")
        self._pay(order)
        order.action_confirm()
        self.assertFalse(order.ticket_ids)
        self.assertIn("Seat 2", order.ticket_issue_error)
        self.assertTrue(order.activity_ids)
        self.assertEqual(len(self._hold_places("1-1").places), 1)

    def _pay(self, order):
        provider = self.env["payment.provider"].create({"name": "Test", "code": "none"})
        self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": self.env.ref("payment.payment_method_unknown").id,
                "reference": "late",
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "sale_order_ids": order.ids,
                "state": "done",
            }
        )

    def test_removed_cart_line_frees_its_places(self):
        order = self._sell("1-1", confirm=False)
        order.order_line.unlink()
        self.assertEqual(self._places("1-1").state, "free")

    def test_cancelled_order_has_no_valid_ticket(self):
        order = self._sell("1-1")
        tickets = order.ticket_ids
        order._action_cancel()
        self.assertEqual(tickets.state, "cancelled")
        self.assertEqual(self._places("1-1").state, "free")

    def test_void_is_done_once(self):
        ticket = self._sell("1-1").ticket_ids
        self.assertEqual(ticket._void("refunded", "ill"), ticket)
        self.assertFalse(ticket._void("refunded", "ill"))
        self.assertEqual(self._sell("1-1").ticket_ids.state, "valid")

    def test_void_does_not_free_a_place_sold_again(self):
        ticket = self._sell("1-1").ticket_ids
        ticket._void("refunded", "ill")
        self._sell("1-1")
        ticket._void("refunded", "ill")
        self.assertEqual(self._places("1-1").state, "sold")

    def test_used_ticket_is_not_taken_back(self):
        ticket = self._sell("1-1").ticket_ids
        ticket.sudo().write({"state": "used", "admitted": 1})
        with self.assertRaises(TicketUsed):
            ticket._void("refunded", "ill")

    def test_token_names_the_ticket_and_nothing_else(self):
        ticket = self._sell("1-1").ticket_ids
        keys = self.env["ticket.signing.key"]._public_keys(self.company)
        claims = ticket_token.verify(ticket.token, keys)
        self.assertEqual(f"{claims.ticket:016d}", ticket.number)
        self.assertEqual(claims.session, self.session.id)
        self.assertEqual(claims.type, self.adult.id)

    def test_ticket_is_found_by_token_and_by_typed_number(self):
        Ticket = self.env["ticket.ticket"]
        ticket = self._sell("1-1").ticket_ids
        self.assertEqual(Ticket._find_by_code(ticket.token), (ticket, "ok"))
        self.assertEqual(Ticket._find_by_code(ticket.display_name), (ticket, "ok"))
        altered = ticket.token[:40] + ("A" if ticket.token[40] != "A" else "B")
        altered += ticket.token[41:]
        self.assertEqual(Ticket._find_by_code(altered)[1], "forged")
        self.assertEqual(Ticket._find_by_code("1000000000000008")[1], "unknown")
        self.assertEqual(Ticket._find_by_code("hello")[1], "malformed")
