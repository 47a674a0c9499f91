import sys
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.tests.common import TicketSaleCommon

from ..tools import delivery

# The virtual printer is a program of its own, beside the addons.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from tests.helpers.virtual_printer import VirtualPrinter


@tagged("post_install", "-at_install")
class TestPrinterSelfTest(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cashier = new_test_user(
            cls.env, "test_cashier", groups="ticket_sale.group_ticket_cashier"
        )

    def setUp(self):
        super().setUp()
        self.paper = VirtualPrinter()
        self.addCleanup(self.paper.close)
        self.printer = self.env["ticket.printer"].create(
            {
                "name": "Counter 1",
                "host": "127.0.0.1",
                "port": self.paper.port,
                "confirm_seconds": 1,
            }
        )

    def _begin(self, user=None):
        printer = self.printer.with_user(user or self.cashier)
        action = printer.action_self_test()
        return printer.env["ticket.printer.test"].browse(action["res_id"])

    def _print(self, test):
        test.action_print()
        self.env.flush_all()
        self.env["ticket.print.job"]._process()
        self.env.invalidate_all()

    def test_printer_that_does_all_is_good(self):
        test = self._begin()
        self.assertEqual(test.condition, "It is ready.")
        self._print(test)
        [page] = self.paper.wait_for(1)
        self.assertEqual(page.codes, [test.code])
        self.assertEqual(self.paper.unknown, [])
        test.write(
            {
                "came_out": "yes",
                "edges": "all",
                "quality": "good",
                "cut_result": "yes",
                "scanned": page.codes[0],
            }
        )
        self.assertFalse(test.advice)
        test.action_finish()
        self.assertEqual(self.printer.test_verdict, "good")
        self.assertEqual(self.printer.tested_by_id, self.cashier)

    def test_status_bits_are_told_in_words(self):
        self.paper.change(cover=True, online=False)
        test = self._begin()
        self.assertEqual(
            test.condition.split("\n"),
            ["The cover is open.", "The printer is offline."],
        )
        self.assertEqual(test.answer, "1A 16 12 12")

    def test_printer_that_is_off_is_told(self):
        self.paper.close()
        test = self._begin()
        self.assertEqual(test.condition, "The printer cannot be reached.")
        self.assertEqual(self.printer.state, "trouble")

    def test_printer_of_an_agent_tells_what_the_agent_saw(self):
        Printer = type(self.printer)
        self.printer._report(delivery.NotSent("paper_end"))
        with (
            patch.object(Printer, "_server_prints", lambda self: self.browse()),
            patch.object(Printer, "_check_now") as looked,
        ):
            test = self._begin()
        self.assertEqual(test.condition, "The paper has run out.")
        looked.assert_called_once()

    def test_page_that_came_out_unconfirmed_asks_for_a_weaker_confirmation(self):
        self.paper.change(acknowledge=False)
        test = self._begin()
        self._print(test)
        test.came_out = "yes"
        self.assertEqual(test.advised_confirmation, "status")
        self.assertIn("“Status”", test.advice)
        with self.assertRaises(AccessError):
            test.action_use_advice()
        test.with_user(self.env.user).action_use_advice()
        self.assertEqual(self.printer.confirmation, "status")
        self._print(test)
        test.came_out = "yes"
        self.assertEqual(test.job_state, "printed")
        self.assertFalse(test.advice)

    def test_confirmed_page_that_did_not_come_out_fails(self):
        test = self._begin()
        self._print(test)
        test.came_out = "no"
        self.assertIn("worth nothing", test.advice)
        test.action_finish()
        self.assertEqual(self.printer.test_verdict, "failed")

    def test_code_of_another_page_fails(self):
        test = self._begin()
        self._print(test)
        test.write({"came_out": "yes", "scanned": "TEST-00000000"})
        self.assertEqual(test.scan_result, "wrong")
        test.action_finish()
        self.assertEqual(test.verdict, "failed")

    def test_code_may_be_typed_without_its_prefix(self):
        test = self._begin()
        test.scanned = test.code.removeprefix("TEST-").lower()
        self.assertEqual(test.scan_result, "good")

    def test_flaws_make_it_only_usable(self):
        test = self._begin()
        self._print(test)
        test.write({"came_out": "yes", "scanned": test.code, "quality": "pale"})
        test.action_finish()
        self.assertEqual(test.verdict, "usable")

    def test_drawer_is_opened_and_takes_no_ticket(self):
        self.printer.change_stock("refill", 10)
        test = self._begin()
        test.action_open_drawer()
        self.env.flush_all()
        self.env["ticket.print.job"]._process()
        self.env.invalidate_all()
        self.assertEqual(self.paper.paper.drawer_kicks, 1)
        self.assertEqual(self.printer.stock_count, 10)

    def test_label_printer_has_no_drawer(self):
        self.printer.language = "zpl"
        with self.assertRaises(UserError):
            self._begin().action_open_drawer()

    def test_page_fits_every_kind_of_paper(self):
        for preset in ("receipt_58", "epson_t88", "boca_300", "zebra_zd", "tsc"):
            values = self.env["ticket.printer"]._preset_values(preset)
            self.printer.write(values | {"port": self.paper.port})
            test = self.env["ticket.printer.test"].create(
                {"printer_id": self.printer.id}
            )
            page = test._page()
            across = page.height if values["language"] == "fgl" else page.width
            self.assertEqual(across, values["width_dots"])

    def test_open_test_is_gone_on_with(self):
        self.assertEqual(self._begin(), self._begin())

    def test_finished_test_is_not_changed(self):
        test = self._begin()
        test.came_out = "no"
        test.action_finish()
        with self.assertRaises(UserError):
            test.action_print()
        self.assertNotEqual(self._begin(), test)

    def test_tests_of_other_companies_are_out_of_sight(self):
        test = self._begin()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "test_other_company",
            groups="ticket_sale.group_ticket_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        self.assertFalse(test.with_user(stranger).search([("id", "=", test.id)]))
        with self.assertRaises(AccessError):
            test.with_user(stranger).action_print()

    def test_user_without_the_role_tests_nothing(self):
        stranger = new_test_user(
            self.env, "test_stranger", groups="ticket_venue.group_ticket_user"
        )
        with self.assertRaises(AccessError):
            self._begin(stranger)
