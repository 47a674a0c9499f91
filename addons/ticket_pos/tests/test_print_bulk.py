from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .print_common import PrintCommon


@tagged("post_install", "-at_install")
class TestPrintBulk(PrintCommon):
    """Many tickets in one go: progress, cancel the rest, behind the counter's."""

    def _wizard(self, records, user=None):
        return (
            self.env["ticket.print"]
            .with_user(user or self.supervisor)
            .with_context(active_model=records._name, active_ids=records.ids)
            .create({"printer_id": self.printer.id})
        )

    def _start(self):
        action = self._wizard(self.tickets).action_print()
        return self.env["ticket.print.batch"].browse(action["res_id"])

    def test_tickets_of_a_session_are_printed_in_the_order_of_their_places(self):
        self._wizard(self.session).action_print()
        self._process()
        printed = [ticket.codes for ticket in self.paper.wait_for(2)]
        in_order = self.tickets.sorted("seat_label")
        self.assertEqual(printed, [[ticket.token] for ticket in in_order])

    def test_progress_is_what_is_on_paper(self):
        batch = self._start()
        self.assertEqual((batch.progress, batch.state), (0, "running"))
        self._process()
        self.assertEqual((batch.progress, batch.state), (100, "done"))

    def test_rest_is_cancelled_and_may_be_printed_later(self):
        batch = self._start()
        batch.with_user(self.supervisor).action_cancel_rest()
        self._process()
        self.assertEqual((batch.cancelled_count, batch.state), (2, "done"))
        self.assertEqual(self.paper.wait_for(1, timeout=0.1), [])
        self._start()
        self._process()
        self.assertEqual(len(self.paper.wait_for(2)), 2)

    def test_printed_tickets_are_left_out(self):
        self._print(self.tickets[:1])
        wizard = self._wizard(self.tickets)
        self.assertEqual((wizard.count, wizard.printed_count), (1, 1))
        wizard.action_print()
        self._process()
        self.assertEqual(len(self.paper.wait_for(3, timeout=0.2)), 2)
        with self.assertRaises(UserError):
            wizard.action_print()

    def test_customer_at_the_counter_does_not_wait_for_the_bulk(self):
        batch = self._start()
        urgent = self.Job._enqueue_test(self.printer)
        self.assertEqual(self.Job._next(self.printer), urgent)
        self.assertEqual(batch.waiting_count, 2)

    def test_trouble_of_a_bulk_print_is_told(self):
        self.paper.change(paper="out")
        batch = self._start()
        self._process()
        self.assertEqual(batch.trouble, "The paper has run out.")

    def test_cashier_prints_nothing_in_bulk(self):
        with self.assertRaises(AccessError):
            self._wizard(self.tickets, self.cashier).action_print()

    def test_other_companies_bulk_prints_are_out_of_sight(self):
        self._start()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "bulk_other_company",
            groups="ticket_sale.group_ticket_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        self.assertFalse(self.env["ticket.print.batch"].with_user(stranger).search([]))

    def test_managers_keep_the_list_of_reasons(self):
        reasons = self.env["ticket.reprint.reason"]
        with self.assertRaises(AccessError):
            reasons.with_user(self.supervisor).create({"name": "Printed twice"})
        manager = new_test_user(
            self.env, "reason_manager", groups="ticket_sale.group_ticket_manager"
        )
        reason = reasons.with_user(manager).create({"name": "Printed twice"})
        self.assertIn(reason, reasons.with_user(self.cashier).search([]))
