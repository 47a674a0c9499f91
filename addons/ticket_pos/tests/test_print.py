from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosTicketPrint(TicketPosCommon):
    def _jobs(self, order):
        return self.env["ticket.print.job"].search(
            [("ticket_id", "in", order.ticket_ids.ids)]
        )

    def test_each_ticket_is_queued_on_the_till_printer(self):
        order = self._sell_at_till("1-1", "1-2")
        jobs = self._jobs(order)
        self.assertEqual(jobs.ticket_id, order.ticket_ids)
        self.assertEqual(jobs.printer_id, self.printer)
        self.assertEqual(set(jobs.mapped("state")), {"waiting"})

    def test_sale_without_printer_stands(self):
        self.config.ticket_printer_id = False
        order = self._sell_at_till("1-1")
        self.assertEqual(order.ticket_ids.state, "valid")
        self.assertFalse(self._jobs(order))
        self.assertFalse(order.ticket_print_states()["printer"])

    def test_till_is_told_what_failed_and_why(self):
        order = self._sell_at_till("1-1")
        self._jobs(order).write({"state": "failed", "problem": "paper_end"})
        [ticket] = order.ticket_print_states()["tickets"]
        self.assertEqual(ticket["job"]["state"], "failed")
        self.assertEqual(ticket["job"]["error"], "The paper has run out.")
        self.assertEqual(ticket["label"], "Stalls · Row 1 · Seat 1")

    def test_failed_ticket_is_tried_again(self):
        order = self._sell_at_till("1-1")
        self._jobs(order).write({"state": "failed", "problem": "paper_end"})
        order.ticket_print_again()
        self.assertEqual(self._jobs(order).mapped("state"), ["waiting"])

    def test_ticket_is_moved_to_another_printer(self):
        order = self._sell_at_till("1-1")
        spare = self.printer.copy({"name": "Spare"})
        self._jobs(order).write({"state": "failed"})
        [ticket] = order.ticket_print_again(printer_id=spare.id)["tickets"]
        self.assertEqual(ticket["job"]["printer"], "Spare")

    def test_uncertain_ticket_is_printed_again_only_by_name(self):
        order = self._sell_at_till("1-1")
        self._jobs(order).write(
            {"state": "failed", "is_uncertain": True, "problem": "unconfirmed"}
        )
        order.ticket_print_again()
        self.assertEqual(self._jobs(order).state, "failed")
        order.ticket_print_again(order.ticket_ids.ids)
        self.assertEqual(self._jobs(order).state, "waiting")

    def test_cashier_says_that_an_uncertain_ticket_is_on_paper(self):
        order = self._sell_at_till("1-1")
        self._jobs(order).write(
            {"state": "failed", "is_uncertain": True, "problem": "unconfirmed"}
        )
        [ticket] = order.ticket_print_done(order.ticket_ids.ids)["tickets"]
        self.assertEqual(ticket["job"]["state"], "printed")

    def test_printed_ticket_is_left_alone(self):
        order = self._sell_at_till("1-1")
        self._jobs(order).write({"state": "printed"})
        order.ticket_print_again()
        self.assertEqual(self._jobs(order).mapped("state"), ["printed"])

    def test_printer_chosen_after_the_sale_prints_all(self):
        self.config.ticket_printer_id = False
        order = self._sell_at_till("1-1", "1-2")
        order.ticket_print_again(printer_id=self.printer.id)
        self.assertEqual(self._jobs(order).ticket_id, order.ticket_ids)

    def test_pos_user_without_the_role_prints_nothing(self):
        order = self._sell_at_till("1-1")
        stranger = new_test_user(
            self.env, "till_stranger", groups="point_of_sale.group_pos_user"
        )
        with self.assertRaises(AccessError):
            order.with_user(stranger).ticket_print_again()
