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
