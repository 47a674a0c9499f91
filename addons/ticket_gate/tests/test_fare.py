from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestFare(TicketGateCommon):
    """A stored-value card pays by the trip, each cent once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        env = cls.env
        top_up = env["product.product"].create({"name": "Top Up", "type": "service"})
        cls.wallet = env["loyalty.program"].create(
            {
                "name": "City Card",
                "program_type": "ewallet",
                "trigger": "auto",
                "applies_on": "future",
                "rule_ids": [
                    Command.create(
                        {
                            "product_ids": [Command.set(top_up.ids)],
                            "reward_point_amount": 1,
                            "reward_point_mode": "money",
                        }
                    )
                ],
                "reward_ids": [
                    Command.create({"reward_type": "discount", "discount": 1})
                ],
            }
        )
        cls.card = env["loyalty.card"].create(
            {
                "program_id": cls.wallet.id,
                "partner_id": cls.customer.id,
                "points": 50,
                "code": "0445aa-bb-cc",
            }
        )
        cls.fare = env["ticket.fare"].create(
            {
                "name": "Park",
                "first_price": 4,
                "step_price": 2,
                "least_balance": 3,
                "day_cap": 20,
                "lost_price": 10,
                "stray_price": 5,
            }
        )
        cls.gate.fare_id = cls.fare
        cls.noon = fields.Datetime.now().replace(microsecond=0)

    def _tap(self, direction="in", minutes=0, code="0445AABBCC", **request):
        moment = self.noon + timedelta(minutes=minutes)
        self.env.flush_all()
        return self._scan(code, direction=direction, now=moment, **request)

    def _trips(self):
        return self.env["ticket.fare.trip"].search([("card_id", "=", self.card.id)])

    def test_trip_costs_by_the_minutes_inside(self):
        entry = self._tap()
        self.assertEqual((entry["result"], entry["reason"]), ("admit", "fare_in"))
        answer = self._tap("out", 61)
        self.assertEqual((answer["result"], answer["reason"]), ("admit", "fare_out"))
        self.assertEqual(answer["fare"]["charged"], "6.00")
        self.assertEqual(answer["fare"]["balance"], "44.00")
        self.assertEqual(self.card.points, 44)
        self.assertEqual(self.card.history_ids.mapped("used"), [6])
        trip = self._trips()
        self.assertEqual((trip.state, trip.minutes, trip.amount), ("closed", 61, 6))

    def test_answer_names_nobody(self):
        answer = str(self._tap())
        self.assertNotIn(self.customer.name, answer)
        self.assertNotIn("AABBCC", answer.upper().replace("-", ""))

    def test_same_scan_sent_again_charges_once(self):
        self._tap()
        first = self._tap("out", 30, scan_id="same")
        self.assertEqual(self._tap("out", 30, scan_id="same"), first)
        self.assertEqual(self.card.points, 46)

    def test_card_held_there_twice_charges_once(self):
        self._tap()
        self._tap("out", 30)
        again = self._tap("out", 30)
        self.assertEqual(again["reason"], "fare_outside")
        self.assertEqual(self.card.points, 46)

    def test_card_with_too_little_stays_outside(self):
        self.card.points = 2.99
        answer = self._tap()
        self.assertEqual((answer["result"], answer["reason"]), ("refuse", "fare_low"))
        self.assertFalse(self._trips())

    def test_missing_exit_is_paid_at_the_next_entry(self):
        self._tap()
        answer = self._tap("in", 90)
        self.assertEqual(answer["reason"], "fare_lost")
        self.assertEqual(self.card.points, 40)
        self.assertEqual(self._trips().mapped("state"), ["open", "lost"])

    def test_missing_entry_is_paid_at_the_exit(self):
        answer = self._tap("out")
        self.assertEqual((answer["result"], answer["reason"]), ("admit", "fare_stray"))
        self.assertEqual(self.card.points, 45)

    def test_a_day_costs_at_most_the_cap(self):
        self.card.points = 500
        for trip in range(7):
            self._tap("in", trip * 2)
            self._tap("out", trip * 2 + 1)
        self.assertEqual(self.card.points, 480)

    def test_who_may_not_owe_charges_the_card_first(self):
        self.fare.trusts = False
        self._tap()
        self.card.points = 1
        answer = self._tap("out", 30)
        self.assertEqual((answer["result"], answer["reason"]), ("refuse", "fare_short"))
        self.assertEqual(self._trips().state, "open")
        self.card.points = 4
        self.assertEqual(self._tap("out", 31)["result"], "admit")

    def test_way_between_zones_costs_what_the_table_says(self):
        near, far, moon = self.env["ticket.fare.zone"].create(
            [{"name": "Near"}, {"name": "Far"}, {"name": "Moon"}]
        )
        self.fare.write(
            {
                "by": "zone",
                "price_ids": [
                    Command.create(
                        {
                            "from_zone_id": start.id,
                            "to_zone_id": end.id,
                            "price": price,
                        }
                    )
                    for start, end, price in ((near, near, 2), (near, far, 7))
                ],
            }
        )
        zones = {(near, near): 200, (near, far): 700, (far, near): 700}
        for (start, end), price in (zones | {(far, moon): 700}).items():
            self.assertEqual(self.fare._price(10, start, end), price)
        self.gate.fare_zone_id = near
        other = self.gate.copy({"name": "Far 1", "fare_zone_id": far.id})
        device = self._create_device("Far", other)
        identity = device._identify(device._mint_token())
        self._tap()
        answer = self._scan("0445AABBCC", direction="out", device=identity)
        self.assertEqual(answer["fare"]["charged"], "7.00")

    def test_lane_of_a_fare_by_zones_stands_in_one(self):
        self.fare.by = "zone"
        with self.assertRaises(ValidationError):
            self.gate.copy({"name": "Nowhere"})

    def test_tickets_pass_at_the_same_lane(self):
        ticket = self._create_ticket("1-1")
        self.assertEqual(self._scan(ticket.number)["reason"], "ok")

    def test_unknown_card_and_expired_card_are_refused(self):
        self.assertEqual(self._tap(code="NOSUCHCARD")["reason"], "fare_unknown")
        self.card.expiration_date = fields.Date.today() - timedelta(days=1)
        self.assertEqual(self._tap()["reason"], "fare_unknown")

    def test_cards_of_another_kind_are_no_money(self):
        self.wallet.program_type = "loyalty"
        self.assertEqual(self._tap()["reason"], "fare_unknown")

    def test_lane_without_fare_takes_no_card(self):
        self.gate.fare_id = False
        self.assertEqual(self._tap()["reason"], "malformed")

    def test_closed_lane_takes_no_card(self):
        self.gate.is_open = False
        self.assertEqual(self._tap()["reason"], "gate_closed")

    def test_nobody_pays_at_a_free_lane(self):
        self._tap()
        self.gate.mode = "free"
        answer = self._tap("out", 60)
        self.assertEqual((answer["result"], answer["reason"]), ("admit", "free"))
        self.assertEqual((self._trips().state, self.card.points), ("closed", 50))

    def test_in_an_emergency_people_leave_unpaid_and_nobody_comes_in(self):
        self._tap()
        self.gate.is_emergency = True
        self.assertEqual(self._tap("in", 30)["reason"], "emergency")
        self.assertEqual(self._tap("out", 31)["result"], "admit")
        self.assertEqual(self._tap("out", 31, code="NOSUCHCARD")["result"], "admit")
        self.gate.is_emergency = False
        self.assertEqual(self._tap("in", 60)["reason"], "fare_in")
        self.assertEqual(self.card.points, 50)

    def test_who_stays_too_long_has_left_unseen(self):
        self.fare.longest_minutes = 60
        self._tap(minutes=-61)
        self._run_cron("ticket_gate.ir_cron_fare_lost")
        self.assertEqual(self._trips().state, "lost")
        self.assertEqual(self.card.points, 40)
        self._tap(minutes=-59)
        self._run_cron("ticket_gate.ir_cron_fare_lost")
        self.assertEqual(self._trips()[0].state, "open")

    def test_supervisor_gives_back_what_a_trip_cost(self):
        self._tap("out")
        trip = self._trips()
        supervisor = new_test_user(
            self.env, "boss", groups="ticket_sale.group_ticket_supervisor"
        )
        wizard = self.env["ticket.fare.give.back"].with_user(supervisor)
        values = {"trip_ids": [Command.set(trip.ids)], "reason": "Gate was shut"}
        wizard.create(values).action_give_back()
        self.assertEqual((self.card.points, trip.given_back), (50, 5))
        with self.assertRaises(UserError):
            wizard.create(values).action_give_back()

    def test_gate_staff_neither_see_trips_nor_give_back(self):
        self._tap("out")
        staff = new_test_user(self.env, "door", groups="ticket_gate.group_ticket_gate")
        with self.assertRaises(AccessError):
            self._trips().with_user(staff).check_access("read")
        with self.assertRaises(AccessError):
            self.env["ticket.fare.give.back"].with_user(staff).create({"reason": "x"})

    # --- the books ---------------------------------------------------------------

    def _book(self):
        self._run_cron("ticket_gate.ir_cron_fare_books")

    def _owed(self):
        account = self.env.company.ticket_stored_value_account_id
        lines = self.env["account.move.line"].search([("account_id", "=", account.id)])
        return sum(lines.mapped("balance"))

    def test_trips_of_a_day_are_one_entry(self):
        before = self._owed()
        self._tap()
        self._tap("out", 30)
        self._tap("out", 40)
        company = self.env.company
        self.assertEqual(company._ticket_stored_value_unbooked(), 9)
        self._book()
        self._book()
        self.assertEqual(company._ticket_stored_value_unbooked(), 0)
        self.assertEqual(self._owed() - before, 9)
        self.assertEqual(len(self._trips().move_ids), 1)
        self.assertEqual(self._trips().move_ids.state, "posted")

    def test_tax_is_in_the_price(self):
        tax = self.env["account.tax"].create(
            {"name": "VAT 10%", "amount": 10, "type_tax_use": "sale"}
        )
        self.fare.product_id.taxes_id = tax
        self.card.points = 500
        self.fare.write({"stray_price": 11, "day_cap": 0})
        self._tap("out")
        self._book()
        move = self._trips().move_ids
        taxed = move.line_ids.filtered("tax_line_id")
        self.assertEqual((taxed.credit, taxed.tax_line_id), (1, tax))
        self.assertEqual(sum(move.line_ids.mapped("credit")), 11)

    def test_what_was_given_back_is_taken_out_of_the_books(self):
        before = self._owed()
        self._tap("out")
        self._book()
        self._trips()._give_back("Gate was shut")
        self._book()
        self.assertEqual(self._owed(), before)
        self.assertEqual(len(self._trips().move_ids), 2)
