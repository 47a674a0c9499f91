from datetime import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSlotPlan(TicketVenueCommon):
    """A garden open 09:00–12:00 on the seven days from Monday, 3 March 2031."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.garden = cls.env["ticket.hall"].create(
            {"name": "Garden", "venue_id": cls.venue.id}
        )
        cls.lawn = cls.env["ticket.seat.map"].create(
            {"name": "Lawn", "hall_id": cls.garden.id}
        )
        cls.env["ticket.seat.section"].create(
            {
                "name": "Lawn",
                "code": "L",
                "seat_map_id": cls.lawn.id,
                "kind": "standing",
                "capacity": 500,
            }
        )
        cls.editor = new_test_user(
            cls.env, "slot_editor", groups="ticket_venue.group_ticket_editor"
        )

    def _plan(self, **values):
        return self.env["ticket.slot.plan"].create(
            {
                "show_id": self.show.id,
                "hall_id": self.garden.id,
                "first": "2031-03-03",
                "last": "2031-03-09",
                "visit_minutes": 60,
                "interval": 30,
                "capacity": 80,
                "sale_rule": "hand",
                "opening_ids": [
                    Command.create({"weekday": str(day), "opens": 9, "closes": 12})
                    for day in range(7)
                ],
                **values,
            }
        )

    def _made(self, **values):
        plan = self._plan(**values)
        plan.action_make_slots()
        return plan.session_ids.sorted("start")

    def test_each_entry_becomes_a_session_with_its_places(self):
        slots = self._made()
        self.assertEqual(len(slots), 7 * 5)
        self.assertEqual(
            slots[:5].mapped("slot_time"),
            ["09:00–10:00", "09:30–10:30", "10:00–11:00", "10:30–11:30", "11:00–12:00"],
        )
        self.assertEqual(set(slots.mapped("slot_capacity")), {80})
        self.assertEqual(slots.seat_map_id, self.lawn)

    def test_closing_day_has_no_slot(self):
        slots = self._made(
            closure_ids=[Command.create({"day": "2031-03-05", "name": "Repairs"})]
        )
        self.assertEqual(len(slots), 6 * 5)
        self.assertNotIn(datetime(2031, 3, 5, 1, 0), slots.mapped("start"))

    def test_slots_of_one_plan_share_the_hall(self):
        slots = self._made(visit_minutes=120)
        self.assertLess(slots[1].start, slots[0].end)

    def test_other_session_keeps_the_hall_and_its_slots_are_left_out(self):
        concert = self._create_session(
            hall_id=self.garden.id,
            seat_map_id=self.lawn.id,
            start=datetime(2031, 3, 7, 2, 0),
            end=datetime(2031, 3, 7, 3, 0),
        )
        slots = self._made()
        times = [s.slot_time for s in slots if s.start.day == 7]
        self.assertEqual(times, ["09:00–10:00", "11:00–12:00"])
        note = slots.slot_plan_id.message_ids[0].body
        self.assertIn("3 left out", note)
        self.assertIn(concert.show_id.name, note)

    def test_other_session_cannot_come_between_slots(self):
        self._made()
        with self.assertRaisesRegex(ValidationError, "is taken by"):
            self._create_session(
                hall_id=self.garden.id,
                seat_map_id=self.lawn.id,
                start=datetime(2031, 3, 7, 2, 0),
            )

    def test_making_again_makes_only_what_is_missing(self):
        plan = self._plan()
        plan.action_make_slots()
        plan.session_ids[0].state = "cancelled"
        self.assertEqual(plan.missing_count, 0)
        plan.last = "2031-03-10"
        self.assertEqual(plan.missing_count, 5)
        plan.action_make_slots()
        self.assertEqual(plan.slot_count, 8 * 5)

    def test_drafts_that_fit_no_longer_go_and_announced_slots_stay(self):
        plan = self._plan()
        plan.action_make_slots()
        plan.session_ids.sorted("start")[0].action_announce()
        plan.closure_ids = [Command.create({"day": "2031-03-03"})]
        plan.with_user(self.editor).action_make_slots()
        left = plan.session_ids.filtered(lambda s: s.start < datetime(2031, 3, 4))
        self.assertEqual(left.mapped("state"), ["announced"])

    def test_nothing_to_make_is_said(self):
        plan = self._plan()
        plan.action_make_slots()
        with self.assertRaisesRegex(UserError, "made already"):
            plan.action_make_slots()

    def test_map_with_seats_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "one standing area and no seats"):
            self._plan(hall_id=self.hall.id, seat_map_id=self.seat_map.id)

    def test_map_for_slots_is_chosen_by_itself(self):
        form = Form(self.env["ticket.slot.plan"])
        form.show_id, form.hall_id = self.show, self.garden
        self.assertEqual(form.seat_map_id, self.lawn)

    def test_years_of_minutes_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "at most 10000 slots"):
            self._plan(last="2034-03-09", interval=5)

    @mute_logger("odoo.sql_db")
    def test_slot_without_places_is_refused(self):
        with self.assertRaisesRegex(Exception, "_numbers"), self.cr.savepoint():
            self._plan(capacity=0)

    def test_places_of_many_slots_change_at_once(self):
        slots = self._made()
        wizard = self.env["ticket.slot.capacity"].with_context(active_ids=slots[:5].ids)
        wizard.with_user(self.editor).create({"capacity": 120}).action_change()
        self.assertEqual(slots[:6].mapped("slot_capacity"), [120] * 5 + [80])

    def test_places_of_an_ordinary_session_do_not_change(self):
        session = self._create_session()
        with self.assertRaisesRegex(UserError, "no time slot"):
            session._set_slot_capacity(50)

    def test_five_hundred_slots_are_made_in_few_queries(self):
        plan = self._plan(last="2031-06-10")
        with self.assertQueryCount(150):
            plan.action_make_slots()
        self.assertEqual(plan.slot_count, 500)

    def test_hall_plan_shows_the_slots_of_a_day_as_one_bar(self):
        slots = self._made()
        plan = self.env["ticket.session"].get_hall_plan("2031-03-03", 7)
        bars = [bar for bar in plan["sessions"] if "slots" in bar]
        self.assertEqual(len(bars), 7)
        self.assertEqual(
            (bars[0]["start"], bars[0]["end"], bars[0]["note"]),
            ("2031-03-03T09:00", "2031-03-03T12:00", "5 slots"),
        )
        action = slots.slot_plan_id.get_day_action("2031-03-04")
        self.assertEqual(
            self.env["ticket.session"].search(action["domain"]), slots[5:10]
        )

    def test_reader_makes_nothing(self):
        reader = new_test_user(
            self.env, "slot_reader", groups="ticket_venue.group_ticket_user"
        )
        with self.assertRaises(AccessError):
            self._plan().with_user(reader).action_make_slots()

    def test_plan_of_another_company_is_not_seen(self):
        plan = self._plan()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "slot_stranger",
            groups="ticket_venue.group_ticket_editor",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        plans = self.env["ticket.slot.plan"].with_user(stranger)
        self.assertNotIn(plan, plans.search([]))
        with self.assertRaises(AccessError):
            plan.opening_ids.with_user(stranger).read(["opens"])
