from odoo.tests import tagged

from .common import TicketDistributorCommon


@tagged("post_install", "-at_install")
class TestTimeline(TicketDistributorCommon):
    """S12 at distributors: which one locked and sold, under which number of its own."""

    def test_booking_names_the_distributor_and_its_reference(self):
        booking = self._lock("1-1")
        booking._confirm()
        self.env.flush_all()
        place = self._places("1-1")
        lines = self.env["ticket.timeline"].search([("place_id", "=", place.id)])
        self.assertEqual(set(lines.mapped("kind")), {"held", "sold"})
        self.assertEqual(set(lines.mapped("document")), {booking.reference})
        sold = lines.filtered(lambda line: line.kind == "sold")
        self.assertEqual(sold.device, self.distributor.name)
