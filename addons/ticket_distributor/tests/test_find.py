from odoo.tests import tagged

from .common import TicketDistributorCommon


@tagged("post_install", "-at_install")
class TestFind(TicketDistributorCommon):
    """A counter finds what a reseller's customer brings: the reseller's own number."""

    def _find(self, text):
        company = self.session.company_id
        return self.env["ticket.ticket"]._find_tickets("order", text, company)

    def test_tickets_are_found_by_the_resellers_reference(self):
        booking = self._lock("1-1", "1-2")
        booking._confirm()
        found = self._find(booking.reference)
        self.assertEqual(found, booking.ticket_ids.sudo())
        self.assertEqual(found[0]._bought_with(), booking)

    def test_booking_that_is_not_confirmed_has_no_tickets_to_find(self):
        self.assertFalse(self._find(self._lock("1-1").reference))
