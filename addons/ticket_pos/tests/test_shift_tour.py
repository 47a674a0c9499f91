from odoo.tests import tagged

from .common_tour import TicketPosTourCommon
from .shift_common import ShiftCommon


@tagged("post_install", "-at_install")
class TestShiftTour(ShiftCommon, TicketPosTourCommon):
    """A shift in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.config.payment_method_ids -= cls.card

    def _sold(self):
        return self._sell_at_till("1-1")

    def test_cash_out_names_a_reason(self):
        self._tour("ticket_pos_shift_cash_out")
        line = self._shift().sudo().statement_line_ids
        self.assertEqual(line.amount, -50)
        self.assertEqual(line.ticket_cash_reason_id, self.to_safe)
        self.assertEqual(line.ticket_cash_note, "Bag 4711")

    def test_difference_is_explained(self):
        order = self._sold()
        job = self.env["ticket.print.job"].search(
            [("ticket_id", "in", order.ticket_ids.ids)]
        )
        job.write({"state": "failed", "is_uncertain": True})
        shift = order.session_id
        self._tour("ticket_pos_shift_difference")
        self.assertEqual(shift.state, "closed")
        self.assertEqual(shift.ticket_difference_reason_id, self.mistake)
        self.assertEqual(shift.sudo().ticket_count_ids.mapped("counted"), [370, 375])
        self.assertEqual(shift.ticket_told_jobs, job.ids)

    def test_blind_count(self):
        self.config.ticket_blind_count = True
        shift = self._sold().session_id
        self._tour("ticket_pos_shift_blind")
        self.assertEqual(shift.state, "closed")
        [row] = shift.sudo().ticket_count_ids
        self.assertEqual((row.is_blind, row.is_final), (True, True))
