from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.ticket_sale.tests.common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestBulk(TicketSaleCommon):
    """S11: tickets issued in bulk are printed in one go."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ticket.approval.rule"].search([]).active = False
        cls.printer = cls.env["ticket.printer"].create(
            {"name": "Office", "host": "127.0.0.1", "port": 9}
        )

    def _wizard(self, **values):
        self.env.flush_all()
        return self.env["ticket.bulk"].create(
            {
                "session_id": self.session.id,
                "type_id": self.adult.id,
                "partner_id": self.customer.id,
                "count": 6,
                "output": "print",
                **values,
            }
        )

    def test_each_ticket_is_queued_once(self):
        wizard = self._wizard(printer_id=self.printer.id)
        wizard.action_hold()
        wizard.action_issue()
        jobs = self.env["ticket.print.job"].search(
            [("printer_id", "=", self.printer.id)]
        )
        self.assertEqual(len(jobs), 6)
        self.assertEqual(len(jobs.ticket_id), 6)
        self.assertEqual(set(jobs.ticket_id.mapped("channel")), {"backoffice"})

    def test_printing_needs_a_printer(self):
        with self.assertRaises(UserError):
            self._wizard().action_hold()
