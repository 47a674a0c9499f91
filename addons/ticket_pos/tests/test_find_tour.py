from odoo.tests import tagged

from .common_tour import TicketPosTourCommon


@tagged("post_install", "-at_install")
class TestFindTour(TicketPosTourCommon):
    """Finding and handing out, as the cashier does it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.write({"name": "Li Hua", "phone": "+86 138 0013 8000"})
        cls.order = cls._sell("1-1", "1-2")
        cls.order.name = "S90210"
        cls.tickets = cls.order.ticket_ids.sorted("id")
        # the scanner in the tour is held under this one
        cls.tickets[1].number = "4539148803436467"

    def test_cashier_hands_out_a_web_order_once(self):
        self._tour("ticket_pos_hand_out")
        pickup = self.tickets.pickup_id
        self.assertEqual((pickup.proof, pickup.collector), ("phone", "Ann Lee"))
        jobs = self.env["ticket.print.job"].search(
            [("ticket_id", "in", self.tickets.ids)]
        )
        self.assertEqual(jobs.ticket_id, self.tickets)

    def test_scan_anywhere_shows_the_order_of_the_ticket(self):
        self._tour("ticket_pos_find_by_scan")
        self.assertEqual(self.tickets[1].pickup_id.proof, "ticket")
        self.assertFalse(self.tickets[0].pickup_id)

    def test_wrong_answer_hands_out_nothing(self):
        self._tour("ticket_pos_hand_out_refused")
        self.assertFalse(self.tickets.pickup_id)

    def test_ticket_scanned_at_pickup_is_the_proof(self):
        self._tour("ticket_pos_hand_out_by_scan")
        self.assertEqual(self.tickets.pickup_id.proof, "ticket")
