from odoo.tests import tagged

from .common_tour import TicketPosTourCommon
from .test_voucher import TicketVoucherCommon


@tagged("post_install", "-at_install")
class TestVoucherTour(TicketVoucherCommon, TicketPosTourCommon):
    """A booking coupon becomes a ticket, as the cashier does it."""

    def test_cashier_swaps_a_coupon_for_a_ticket(self):
        self._tour("ticket_pos_swap_voucher")
        order = self._last_order()
        self.assertEqual(self.voucher.ticket_id, order.ticket_ids)
        self.assertEqual(sorted(order.payment_ids.mapped("amount")), [80, 300])
