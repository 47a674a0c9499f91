from odoo.tests import tagged

from .common_tour import TicketPosTourCommon


@tagged("post_install", "-at_install")
class TestPosActsTour(TicketPosTourCommon):
    """What needs a supervisor, done by a cashier at a real till."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ticket.pin.set"].with_user(cls.supervisor).create(
            {"pin": "274951", "pin_again": "274951"}
        )._set()

    def _noted(self, act):
        return self.env["ticket.till.approval"].search(
            [("act", "=", act), ("state", "=", "used")]
        )

    def test_price_of_one_ticket_is_changed(self):
        self._tour("ticket_pos_change_price")
        prices = self._last_order().ticket_ids.mapped("price")
        self.assertEqual(sorted(prices), [285, 380])
        self.assertEqual(self._noted("price").supervisor_id, self.supervisor)

    def test_complimentary_tickets(self):
        self._tour("ticket_pos_complimentary")
        order = self._last_order()
        self.assertEqual(order.ticket_ids.mapped("price"), [0, 0])
        self.assertEqual(order.state, "paid")
        self.assertEqual(self._noted("complimentary").amount, -760)

    def test_drawer_without_a_sale(self):
        self.config.iface_cashdrawer = True
        self._tour("ticket_pos_drawer")
        self.assertEqual(self._noted("drawer").reason, "Change for the bar")

    def test_exchange_gives_the_difference_back(self):
        sold = self._sell_at_till("2-3", "2-4")
        self._tour("ticket_pos_exchange")
        order = self._last_order()
        self.assertEqual((order.amount_total, order.state), (-190, "paid"))
        self.assertEqual(
            sorted(sold.ticket_ids.mapped("state")), ["exchanged", "valid"]
        )
        self.assertEqual(order.ticket_ids.replaces_id.seat_label[-6:], "Seat 4")
        self.assertEqual(self._noted("exchange").amount, -190)

    def test_other_seat_for_nothing(self):
        sold = self._sell_at_till("2-3", "2-4")
        self._tour("ticket_pos_reseat")
        moved = sold.lines.ticket_ids.filtered("replaces_id")
        self.assertEqual(moved.place_id, self._places("1-2"))
        self.assertEqual(self._noted("reseat").reason, "Broken chair")

    def test_stopped_exchange_leaves_all_as_it_was(self):
        sold = self._sell_at_till("2-3", "2-4")
        self._tour("ticket_pos_exchange_stopped")
        self.assertEqual(set(sold.ticket_ids.mapped("state")), {"valid"})
        self.assertEqual(self._places("1-2").state, "free")
