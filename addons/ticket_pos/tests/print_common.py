import sys
from pathlib import Path

from odoo.tests import new_test_user

from odoo.addons.ticket_sale.tests.common import TicketSaleCommon

# The virtual printer is a program of its own, beside the addons.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from tests.helpers.virtual_printer import VirtualPrinter

CONFIRM_SECONDS = 1


class PrintCommon(TicketSaleCommon):
    """Two sold tickets, a cashier, and a printer that draws what it is told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Job = cls.env["ticket.print.job"]
        order = cls._sell("1-1", "1-2")
        cls.tickets = order.ticket_ids.sorted("id")
        cls.jam = cls.env.ref("ticket_pos.reprint_reason_jam")
        cls.lost = cls.env.ref("ticket_pos.reprint_reason_lost")
        cls.supervisor = new_test_user(
            cls.env, "print_supervisor", groups="ticket_sale.group_ticket_supervisor"
        )
        cls.cashier = new_test_user(
            cls.env, "print_cashier", groups="ticket_sale.group_ticket_cashier"
        )

    def setUp(self):
        super().setUp()
        self.paper = VirtualPrinter()
        self.addCleanup(self.paper.close)
        self.printer = self._create_printer(self.paper)

    def _create_printer(self, paper, **values):
        return self.env["ticket.printer"].create(
            {
                "name": "Counter 1",
                "host": "127.0.0.1",
                "port": paper.port,
                "confirm_seconds": CONFIRM_SECONDS,
                **values,
            }
        )

    def _print(self, tickets=None, printer=None):
        """Print as the cashier does, and return the jobs as the system sees them."""
        jobs = self.Job.with_user(self.cashier)._enqueue(
            tickets or self.tickets[:1], printer or self.printer
        )
        self._process()
        return jobs.sudo(False).with_env(self.env)

    def _fail(self):
        """A job of the cashier's that broke in the middle."""
        self.paper.change(drop_after=3000)
        job = self._print()
        self.paper.change(drop_after=None)
        return job.with_user(self.cashier)

    def _process(self):
        self.env.flush_all()
        self.Job._process()
        self.env.invalidate_all()
