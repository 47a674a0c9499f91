from odoo.tests import tagged

from .common_tour import TicketPosTourCommon


@tagged("post_install", "-at_install")
class TestPosTicketTour(TicketPosTourCommon):
    """The counter in a real browser."""

    def test_sell_seats_and_popcorn(self):
        self._tour("ticket_pos_sell_seats_and_popcorn")
        order = self._last_order()
        self.assertEqual(order.state, "paid")
        self.assertEqual(order.amount_total, 595)
        self.assertEqual(
            sorted((t.seat_label, t.type_id.code, t.state) for t in order.ticket_ids),
            [
                ("Stalls · Row 2 · Seat 3", self.adult.code, "valid"),
                ("Stalls · Row 2 · Seat 4", self.child.code, "valid"),
            ],
        )
        jobs = self.env["ticket.print.job"].search(
            [("ticket_id", "in", order.ticket_ids.ids)]
        )
        self.assertEqual(jobs.ticket_id, order.ticket_ids)

    def test_two_known_seats_in_few_touches(self):
        self._tour("ticket_pos_five_touches")
        self.assertEqual(len(self._last_order().ticket_ids), 2)

    def test_removed_seats_are_given_back(self):
        self._tour("ticket_pos_give_seats_back")
        held = self._places("2-3", "2-4")
        self.assertEqual(held.mapped("state"), ["free", "free"])

    def test_lost_seat_is_told_before_payment(self):
        self._tour("ticket_pos_lost_seat")
        order = self._last_order()
        self.assertEqual(
            order.ticket_ids.mapped("seat_label"), ["Stalls · Row 2 · Seat 4"]
        )
        self.assertEqual(self._places("2-3").state, "held")

    def test_member_price_comes_with_the_customer(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "VIP",
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": 10})
                ],
            }
        )
        fee = self.env["product.product"].create(
            {
                "name": "VIP fee",
                "type": "service",
                "service_tracking": "ticket_membership",
            }
        )
        tier = self.env["ticket.membership.tier"].create(
            {
                "name": "VIP",
                "code": "VIPT",
                "product_id": fee.id,
                "pricelist_id": pricelist.id,
            }
        )
        member = self.env["res.partner"].create({"name": "Wang Fang"})
        self.env["ticket.membership"]._activate_for(member, tier)
        self._tour("ticket_pos_member_price")
        self.assertEqual(self._last_order().ticket_ids.mapped("price"), [342, 342])

    def test_supervisor_refunds_one_of_two(self):
        order = self._sell_at_till("2-3", "2-4")
        self._tour("ticket_pos_refund_one_of_two", login="till_supervisor")
        self.env.invalidate_all()
        states = {t.seat_label: t.state for t in order.ticket_ids}
        self.assertEqual(
            states,
            {
                "Stalls · Row 2 · Seat 3": "valid",
                "Stalls · Row 2 · Seat 4": "refunded",
            },
        )

    def test_cashier_refunds_with_the_supervisors_pin(self):
        self.env["ticket.pin.set"].with_user(self.supervisor).create(
            {"pin": "274951", "pin_again": "274951"}
        )._set()
        order = self._sell_at_till("2-3", "2-4")
        self._tour("ticket_pos_refund_by_pin")
        self.assertEqual(set(order.ticket_ids.mapped("state")), {"refunded"})
        log = self.env["ticket.till.approval"].search([], order="id")
        self.assertEqual(log.mapped("state"), ["wrong", "used"])
        self.assertEqual(
            (log.user_id, log.supervisor_id), (self.cashier, self.supervisor)
        )
        self.assertEqual(log[-1].amount, -760)

    def test_supervisor_sees_and_keeps_the_fee(self):
        self.env["ticket.refund.policy"].create(
            {
                "name": "Standard",
                "company_id": self.company.id,
                "refund_step_ids": [
                    (0, 0, {"before": 1, "kind": "percent", "percent": 10})
                ],
            }
        )
        order = self._sell_at_till("2-3", "2-4")
        self._tour("ticket_pos_refund_with_fee", login="till_supervisor")
        self.env.invalidate_all()
        back = order.ticket_ids.filtered(lambda t: t.state == "refunded")
        self.assertEqual(back.fee_amount, 38)
        refund = order.lines.refund_orderline_ids.order_id
        self.assertEqual(refund.amount_total, -342)
