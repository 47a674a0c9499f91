from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.tests.common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestPrinterStock(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cashier = new_test_user(
            cls.env, "stock_cashier", groups="ticket_sale.group_ticket_cashier"
        )
        cls.supervisor = new_test_user(
            cls.env, "stock_supervisor", groups="ticket_sale.group_ticket_supervisor"
        )
        cls.manager = new_test_user(
            cls.env, "stock_manager", groups="ticket_sale.group_ticket_manager"
        )
        cls.printer = cls.env["ticket.printer"].create(
            {
                "name": "Counter 1",
                "host": "127.0.0.1",
                "port": 9,
                "stock_tracked": True,
                "stock_warning": 10,
                "stock_user_id": cls.manager.id,
            }
        )

    def _load(self, kind, count, note=None, user=None):
        return self.printer.with_user(user or self.cashier).change_stock(
            kind, count, note
        )

    def _lines(self, kind):
        return self.printer.stock_line_ids.filtered(lambda line: line.kind == kind)

    def _job(self, **values):
        return self.env["ticket.print.job"].create(
            {"name": "A", "printer_id": self.printer.id, **values}
        )

    # --- the counter --------------------------------------------------------

    def test_cashier_loads_a_pack(self):
        self.assertEqual(self._load("refill", 500, "Pack 7"), 500)
        line = self._lines("refill")
        self.assertEqual(
            (line.quantity, line.balance, line.user_id, line.note),
            (500, 500, self.cashier, "Pack 7"),
        )

    def test_loading_turns_the_counting_on(self):
        self.printer.stock_tracked = False
        self._load("refill", 5)
        self.assertTrue(self.printer.stock_tracked)

    def test_printed_tickets_are_taken_off_once(self):
        self._load("refill", 500)
        jobs = self._job() | self._job(sheets=2)
        jobs._set_printed()
        self.assertEqual(self.printer.stock_count, 497)

    def test_job_without_a_sheet_takes_none(self):
        self._load("refill", 500)
        self._job(sheets=0)._set_printed()
        self.assertEqual(self.printer.stock_count, 500)
        self.assertFalse(self._lines("printed"))

    def test_what_is_printed_in_a_day_is_one_line(self):
        self._load("refill", 500)
        self.printer._use_stock(3)
        self.printer._use_stock(4)
        line = self._lines("printed")
        self.assertEqual((line.quantity, line.ticket_count, line.balance), (-7, 7, 493))
        self.assertEqual(line.company_id, self.printer.company_id)

    def test_spoiled_ticket_that_was_counted_is_not_taken_off_again(self):
        self._load("refill", 500)
        self.printer._use_stock(1)
        self.printer._spoil_stock(1, note="Torn", counted=True)
        self.printer._spoil_stock(2, note="Jam", counted=False)
        self.assertEqual(self.printer.stock_count, 497)
        self.assertEqual(sum(self._lines("spoiled").mapped("ticket_count")), 3)

    def test_count_by_hand_sets_the_counter(self):
        self._load("refill", 500)
        self.printer._use_stock(3)
        self.assertEqual(self._load("count", 480), 480)
        self.assertEqual(self._lines("count").quantity, -17)

    def test_sum_of_the_lines_is_the_counter(self):
        self._load("refill", 500)
        self.printer._use_stock(3)
        self._load("spoiled", 2)
        self._load("count", 450)
        self._load("correction", -50, "To counter 2", self.supervisor)
        self.printer._use_stock(7)
        lines = self.printer.stock_line_ids
        self.assertEqual(sum(lines.mapped("quantity")), self.printer.stock_count)
        self.assertEqual(self.printer.stock_count, 393)

    def test_printer_that_does_not_count_keeps_no_lines(self):
        self.printer.stock_tracked = False
        self.printer._use_stock(3)
        self.printer._spoil_stock(1)
        self.assertFalse(self.printer.stock_line_ids)

    def test_copied_printer_begins_empty(self):
        self._load("refill", 500)
        self.assertEqual(self.printer.copy().stock_count, 0)

    # --- warnings -----------------------------------------------------------

    def test_keeper_gets_one_task_when_few_are_left(self):
        self._load("refill", 12)
        self.printer._use_stock(1)
        self.assertFalse(self.printer.activity_ids)
        self.printer._use_stock(2)
        self.printer._use_stock(3)
        self.assertEqual(self.printer.activity_ids.user_id, self.manager)
        self.assertEqual(len(self.printer.activity_ids), 1)

    def test_task_is_done_when_tickets_are_loaded(self):
        self._load("refill", 12)
        self.printer._use_stock(5)
        self._load("refill", 500)
        self.assertFalse(self.printer.activity_ids)

    def test_task_goes_to_a_manager_when_nobody_is_in_charge(self):
        self.printer.stock_user_id = False
        self.assertTrue(
            self.printer._stock_keeper().has_group("ticket_sale.group_ticket_manager")
        )

    def test_cashier_is_told_what_is_left(self):
        self._load("refill", 12)
        self.assertFalse(self.printer._warnings())
        self.printer._use_stock(5)
        self.assertEqual(self.printer._warnings(), ["7 blank tickets are left."])
        self.printer._use_stock(7)
        self.assertIn("no blank tickets", self.printer._warnings()[0])

    def test_printers_are_found_by_level(self):
        Printer = self.env["ticket.printer"]
        mine = [("id", "=", self.printer.id)]
        for count, level in ((12, "good"), (9, "low"), (0, "out")):
            self._load("count", count)
            self.assertEqual(self.printer.stock_state, level)
            for state in ("off", "good", "low", "out"):
                found = Printer.search([*mine, ("stock_state", "=", state)])
                self.assertEqual(bool(found), state == level, (count, state))

    # --- rights -------------------------------------------------------------

    def test_cashier_takes_none_out(self):
        with self.assertRaises(AccessError):
            self._load("correction", -5, "To counter 2")

    def test_correction_says_why(self):
        with self.assertRaises(UserError):
            self._load("correction", -5, user=self.supervisor)

    def test_numbers_that_make_no_sense_are_refused(self):
        for kind, count in (
            ("refill", 0),
            ("refill", -3),
            ("spoiled", 0),
            ("count", -1),
        ):
            with self.subTest(kind), self.assertRaises(UserError):
                self._load(kind, count)
        with self.assertRaises(UserError):
            self._load("refill", 10**9)

    def test_user_without_the_role_changes_nothing(self):
        stranger = new_test_user(
            self.env, "stock_stranger", groups="ticket_venue.group_ticket_user"
        )
        with self.assertRaises(AccessError):
            self._load("refill", 5, user=stranger)

    def test_nobody_edits_the_lines(self):
        self._load("refill", 5)
        for user in (self.cashier, self.supervisor, self.manager):
            with self.assertRaises(AccessError):
                self._lines("refill").with_user(user).write({"note": "x"})

    def test_lines_of_other_companies_are_out_of_sight(self):
        self._load("refill", 5)
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "stock_other",
            groups="ticket_sale.group_ticket_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        self.assertFalse(self.env["ticket.stock.line"].with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            self._load("refill", 5, user=stranger)

    def test_wizard_shows_what_will_be_left(self):
        self._load("refill", 100)
        wizard = (
            self.env["ticket.stock.load"]
            .with_user(self.cashier)
            .create({"printer_id": self.printer.id, "kind": "spoiled", "count": 3})
        )
        self.assertEqual((wizard.before, wizard.after), (100, 97))
        wizard.action_confirm()
        self.assertEqual(self.printer.stock_count, 97)
