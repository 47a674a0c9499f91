from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common_tour import TicketPosTourCommon


@tagged("post_install", "-at_install")
class TestPosDeskTour(TicketPosTourCommon):
    """What the seat screen offers besides the map."""

    def test_acts_keys_and_scans_of_others(self):
        self.popcorn.barcode = "5901234123457"
        self._tour("ticket_pos_desk_seams")

    def test_seats_are_heard_of_and_asked_for_when_not(self):
        self._tour("ticket_pos_live_seats")

    def test_home_finds_and_keeps_what_is_sold_most(self):
        sooner = self._create_session_on_sale(
            start=fields.Datetime.now() + timedelta(hours=1)
        )
        sooner.show_id = self.show.copy({"name": "Nutcracker 胡桃夹子"})
        self._tour("ticket_pos_home")
        self.assertEqual(self.show.favourite_till_ids, self.config)

    def test_two_adults_and_a_child(self):
        self._tour("ticket_pos_two_adults_and_a_child")

    def test_a_sale_by_keys_alone(self):
        self._tour("ticket_pos_keyboard_only")
        order = self._last_order()
        self.assertEqual(order.state, "paid")
        self.assertEqual(len(order.ticket_ids), 5)
