from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..exceptions import RentalUnavailable
from .rental_common import TicketRentalCommon


@tagged("post_install", "-at_install")
class TestRental(TicketRentalCommon):
    """Loans without a till."""

    def _out_at(self, moment, item=None, **values):
        with freeze_time(moment):
            return self.env["ticket.rental.loan"]._give_out(
                item or self.chair, **values
            )

    def test_item_takes_rate_and_deposit_of_its_category(self):
        self.assertEqual(
            (self.chair.rate_id, self.chair.deposit, self.chair.replacement_price),
            (self.rate, 100, 800),
        )

    def test_charge_is_by_the_time_between_out_and_back(self):
        loan = self._out_at("2026-03-01 10:00:00")
        with freeze_time("2026-03-01 12:15:30"):
            loan._take_back()
        self.assertEqual((loan.minutes, loan.charge, loan.state), (135, 20, "due"))

    def test_free_minutes_cost_nothing(self):
        loan = self._out_at("2026-03-01 10:00:00")
        with freeze_time("2026-03-01 10:10:59"):
            loan._take_back()
        self.assertEqual(loan.charge, 0)

    def test_loan_keeps_the_rate_it_began_with(self):
        loan = self._out_at("2026-03-01 10:00:00")
        self.rate.first_price = 99
        with freeze_time("2026-03-01 10:30:00"):
            loan._take_back()
        self.assertEqual(loan.charge, 10)

    def test_clock_stands_once_the_item_was_scanned_back(self):
        loan = self._out_at("2026-03-01 10:00:00")
        with freeze_time("2026-03-01 10:30:00"):
            loan._take_back()
        with freeze_time("2026-03-01 15:00:00"):
            loan._take_back(outcome="damaged", compensation=30, note="Brake")
        self.assertEqual((loan.minutes, loan.charge, loan.compensation), (30, 10, 30))

    def test_scanned_back_by_mistake_runs_on(self):
        loan = self._out_at("2026-03-01 10:00:00")
        with freeze_time("2026-03-01 10:30:00"):
            loan._take_back()
        loan.with_user(self.cashier).action_resume()
        with freeze_time("2026-03-01 11:30:00"):
            loan._take_back()
        self.assertEqual(loan.charge, 15)

    def test_item_that_is_out_cannot_go_out(self):
        self._out_at("2026-03-01 10:00:00")
        with self.assertRaises(RentalUnavailable):
            self._out_at("2026-03-01 10:01:00")

    @mute_logger("odoo.sql_db")
    def test_database_forbids_two_loans_of_one_item(self):
        loan = self._out_at("2026-03-01 10:00:00")
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            loan.copy({"name": "R2"})
            self.env.flush_all()

    def test_damage_needs_words_and_a_sensible_amount(self):
        loan = self._out_at("2026-03-01 10:00:00")
        with self.assertRaises(UserError):
            loan._take_back(outcome="damaged", compensation=30)
        with self.assertRaises(UserError):
            loan._take_back(outcome="damaged", compensation=9999, note="Brake")

    def test_damaged_item_goes_to_repair_and_lost_one_is_lost(self):
        other = self._create_item(name="Wheelchair 2", code="WC-002")
        first = self._out_at("2026-03-01 10:00:00")
        second = self._out_at("2026-03-01 10:00:00", other)
        first._take_back(outcome="damaged", compensation=30, note="Brake")
        second._take_back(outcome="lost")
        (first | second)._settle()
        self.assertEqual((self.chair.state, other.state), ("service", "lost"))
        self.assertEqual(second.compensation, 800)

    def test_lost_item_that_turns_up_goes_back_on_the_shelf(self):
        loan = self._out_at("2026-03-01 10:00:00")
        loan._take_back(outcome="lost")
        loan._settle()
        self.chair.with_user(self.supervisor).action_make_available()
        self.assertEqual(self.chair.state, "available")

    def test_item_that_is_out_is_not_put_on_the_shelf_by_hand(self):
        self._out_at("2026-03-01 10:00:00")
        with self.assertRaises(RentalUnavailable):
            self.chair.with_user(self.supervisor).action_make_available()

    @mute_logger("odoo.sql_db")
    def test_codes_are_unique_whatever_their_case(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self._create_item(code="wc-001")

    def test_rate_tells_its_terms_in_words(self):
        self.assertIn("60 min", self.rate.summary)
        self.assertEqual(self.rate.summary.count(" · "), 3)

    def test_rate_without_prices_is_free_of_charge(self):
        self.rate.write({"first_price": 0, "step_price": 0})
        self.assertEqual(self.rate.summary, "Free of charge")

    # --- scanning in the back office ----------------------------------------

    def _scan(self, code):
        form = Form(self.env["ticket.rental.scan"].with_user(self.cashier))
        form.code = code
        return form.save()

    def test_scan_gives_out_what_has_no_deposit_and_takes_it_back(self):
        self.chair.deposit = 0
        self._scan("wc-001").action_give_out()
        self.assertEqual(self.chair.state, "out")
        self._scan("WC-001").action_take_back()
        self.assertEqual((self.chair.state, self.chair.loan_count), ("available", 1))

    def test_scan_sends_deposits_to_the_till(self):
        with self.assertRaises(RentalUnavailable):
            self._scan("WC-001").action_give_out()

    def test_scan_finds_a_loan_by_the_customers_card_and_stops_its_clock(self):
        loan = self._out_at("2026-03-01 10:00:00", card="04A1B2")
        self._scan("04a1b2").action_take_back()
        self.assertEqual((loan.state, self.chair.state), ("due", "out"))

    def test_slip_tells_number_and_item(self):
        loan = self._out_at("2026-03-01 10:00:00")
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "ticket_pos.action_report_ticket_rental_slip", loan.ids
        )
        self.assertIn(loan.name, html.decode())
        self.assertIn("WC-001", html.decode())
