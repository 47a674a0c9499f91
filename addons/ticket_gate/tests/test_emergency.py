from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ticket_sale.exceptions import SaleStopped

from ..exceptions import EmergencyNotActive, SecondPersonNeeded
from .common import TicketGateCommon, TicketGateHttpCase

GATE = "ticket_gate.group_ticket_gate"
SUPERVISOR = "ticket_sale.group_ticket_supervisor"


@tagged("post_install", "-at_install")
class TestEmergency(TicketGateCommon):
    """One button opens the lanes and stops the sale; a second person ends it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls._create_user("ann", SUPERVISOR)
        cls.bob = cls._create_user("bob", SUPERVISOR)
        cls.guard = cls._create_user("guard", GATE)
        cls.cashier = cls._create_user("cashier", "ticket_sale.group_ticket_cashier")

    @classmethod
    def _create_user(cls, name, group):
        return cls.env["res.users"].create(
            {
                "name": name.title(),
                "login": f"emergency-{name}",
                "group_ids": [(6, 0, [cls.env.ref(group).id])],
            }
        )

    def _raise(self, kind="emergency", user=None, message=""):
        self.env.flush_all()
        Emergency = self.env["ticket.emergency"].with_user(user or self.guard)
        emergency = Emergency.browse(
            Emergency.raise_alarm(self.venue.id, kind, message)
        )
        self.env.flush_all()
        return emergency

    def _events(self, emergency):
        return emergency.event_ids.mapped("kind")

    def test_alarm_sets_the_lanes_free_and_stops_the_sale(self):
        ticket = self._create_ticket("1-1")
        emergency = self._raise(message="Smoke in the north hall")
        answer = self._scan(ticket.number)
        self.assertEqual((answer["result"], answer["reason"]), ("refuse", "emergency"))
        with self.assertRaises(SaleStopped):
            self._hold_places("1-2")
        self.assertEqual(
            self._events(emergency), ["raised", "lanes_opened", "sale_stopped"]
        )
        self.assertEqual(emergency.started_by_id, self.guard)

    def test_who_goes_out_in_an_emergency_is_never_kept_back(self):
        ticket = self._create_ticket("1-1")
        self._scan(ticket.number)
        self._raise()
        answer = self._scan(ticket.number, direction="out")
        self.assertEqual(answer["result"], "admit")
        self.assertEqual(self._scan("0" * 16, direction="out")["result"], "admit")

    def test_everything_goes_on_when_it_is_over(self):
        ticket = self._create_ticket("1-1")
        emergency = self._raise(user=self.ann)
        self.assertTrue(emergency.with_user(self.bob).action_end())
        self.env.flush_all()
        self.assertEqual(self._scan(ticket.number)["reason"], "ok")
        self.assertTrue(self._hold_places("1-2").places)
        self.assertEqual((emergency.state, emergency.ended_by_id), ("ended", self.bob))

    def test_lane_that_was_closed_is_closed_again(self):
        self.gate.is_open = False
        emergency = self._raise(user=self.ann)
        emergency.with_user(self.bob).action_end()
        self.assertFalse(self.gate.is_open)
        self.assertEqual(self.gate.state, "closed")

    def test_whoever_raised_it_cannot_end_it_alone(self):
        emergency = self._raise(user=self.ann).with_user(self.ann)
        self.assertFalse(emergency.action_end())
        self.assertEqual(emergency.state, "active")
        with self.assertRaises(SecondPersonNeeded):
            emergency.action_end()
        self.assertTrue(emergency.with_user(self.bob).action_end())

    def test_alarm_of_the_panel_is_ended_by_two_people(self):
        self.device.may_alarm = True
        Emergency = self.env["ticket.emergency"]
        emergency = Emergency._raise(self.venue, "emergency", "Zone 4", self.device)
        self.assertFalse(emergency.started_by_id)
        self.assertFalse(emergency.with_user(self.ann).action_end())
        self.assertEqual(emergency.end_asked_by_id, self.ann)
        self.assertTrue(emergency.with_user(self.bob).action_end())
        self.assertEqual(
            self._events(emergency)[-2:], ["end_asked", "ended"], "who, and when"
        )

    def test_gate_staff_raise_and_do_not_end(self):
        emergency = self._raise(user=self.ann)
        with self.assertRaises(AccessError):
            emergency.with_user(self.guard).action_end()
        with self.assertRaises(AccessError):
            self._raise(user=self.cashier)

    def test_ended_alarm_is_not_ended_again(self):
        emergency = self._raise(user=self.ann)
        emergency.with_user(self.bob).action_end()
        with self.assertRaises(EmergencyNotActive):
            emergency.with_user(self.bob).action_end()

    def test_second_press_is_the_same_alarm(self):
        first = self._raise()
        self.assertEqual(self._raise(user=self.ann), first)
        self.assertEqual(self._events(first)[-1], "again")

    def test_drill_is_shown_and_stops_nothing(self):
        ticket = self._create_ticket("1-1")
        self.device.kind = "turnstile"
        emergency = self._raise("drill")
        self.assertEqual(self.venue.alarm, "drill")
        self.assertEqual(self._scan(ticket.number)["reason"], "ok")
        self.assertTrue(self._hold_places("1-2").places)
        command = self.env["ticket.gate.command"].search(
            [("device_id", "=", self.device.id)], limit=1
        )
        self.assertEqual(command.command, "message")
        self.assertIn("drill", command.text)
        self.assertEqual(self._events(emergency), ["raised"])

    def test_phones_are_told_of_a_drill_while_it_lasts_and_not_after(self):
        self._raise("drill")
        self.assertFalse(self.env["ticket.gate.command"].search([]))

    def test_people_are_counted_where_they_are_in_every_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        zone = self._create_ticket("1-1").zone_id
        zone.with_context(lang="zh_CN").name = "一区"
        self._scan(self.env["ticket.ticket"].search([("zone_id", "=", zone.id)]).number)
        self._raise()
        board = self.env["ticket.emergency"].with_context(lang="zh_CN")
        [told] = board._board(self.venue.with_context(lang="zh_CN"))["zones"]
        self.assertEqual((told["zone"], told["then"], told["inside"]), ("一区", 1, 1))

    def test_emergency_breaks_off_a_drill(self):
        drill = self._raise("drill")
        emergency = self._raise()
        self.assertNotEqual(drill, emergency)
        self.assertEqual((drill.state, emergency.state), ("ended", "active"))
        self.assertEqual(self.venue.alarm, "emergency")

    def test_drill_during_an_emergency_changes_nothing(self):
        emergency = self._raise()
        self.assertEqual(self._raise("drill"), emergency)
        self.assertEqual(self.venue.alarm, "emergency")

    def test_inside_is_counted_by_zone_at_the_alarm(self):
        first, second = self._create_ticket("1-1"), self._create_ticket("1-2")
        self._create_ticket("1-3")
        self._scan(first.number)
        self._scan(second.number)
        emergency = self._raise()
        self.assertEqual(emergency.inside_count, 2)
        [zone] = emergency.inside_by_zone
        self.assertEqual((zone["zone"], zone["inside"]), ("Zone A", 2))
        self._scan(first.number, direction="out")
        [zone] = emergency._inside_by_zone(self.venue)
        self.assertEqual(zone["inside"], 1)

    def test_people_of_yesterday_are_not_inside(self):
        self._scan(self._create_ticket("1-1").number)
        self.session.write(
            {
                "start": fields.Datetime.now() - timedelta(hours=20),
                "end": fields.Datetime.now() - timedelta(hours=18),
            }
        )
        self.assertEqual(self.env["ticket.emergency"]._inside_by_zone(self.venue), [])

    def test_another_company_sees_and_raises_nothing(self):
        emergency = self._raise()
        company = self.env["res.company"].create({"name": "Other"})
        stranger = self._create_user("stranger", SUPERVISOR)
        stranger.write({"company_ids": [(6, 0, company.ids)], "company_id": company.id})
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            emergency.with_user(stranger).action_end()

    def test_log_is_written_by_nobody(self):
        emergency = self._raise(user=self.ann)
        emergency.with_user(self.guard).add_note("  East stairs are empty ")
        event = emergency.event_ids[-1]
        self.assertEqual((event.kind, event.text), ("note", "East stairs are empty"))
        for user in (self.ann, self.guard):
            for operation in ("write", "create", "unlink"):
                for record in (event, emergency):
                    self.assertFalse(record.with_user(user).has_access(operation))


@tagged("post_install", "-at_install")
class TestEmergencyApi(TicketGateHttpCase):
    """The fire panel raises the alarm with a token of its own."""

    def _panel(self, token=None, **body):
        return self.url_open(
            "/ticket/api/v1/gate/emergency",
            json=body,
            headers={"Authorization": f"Bearer {token or self.token}"},
            method="POST",
        )

    def test_panel_raises_the_alarm_and_may_repeat_itself(self):
        self.device.may_alarm = True
        first = self._panel(message="Detector 12").json()["emergency"]
        self.assertEqual((first["kind"], first["state"]), ("emergency", "active"))
        self.assertEqual(self._panel().json()["emergency"]["id"], first["id"])
        self.assertEqual(self.venue.alarm, "emergency")
        emergency = self.env["ticket.emergency"].browse(first["id"])
        self.assertEqual(emergency.device_id, self.device)

    def test_device_without_the_right_raises_nothing(self):
        answer = self._panel()
        self.assertEqual(
            (answer.status_code, answer.json()["error"]["code"]), (403, "not_allowed")
        )
        self.assertFalse(self.venue.alarm)

    def test_all_clear_of_the_panel_is_logged_and_ends_nothing(self):
        self.device.may_alarm = True
        raised = self._panel().json()["emergency"]
        self.assertEqual(
            self._panel(action="clear").json()["emergency"]["state"], "active"
        )
        emergency = self.env["ticket.emergency"].browse(raised["id"])
        self.assertEqual(emergency.event_ids[-1].kind, "clear")

    def test_panel_may_send_any_characters(self):
        self.device.may_alarm = True
        told = self._panel(message="Gate\x00 \ud800A\n").json()["emergency"]
        emergency = self.env["ticket.emergency"].browse(told["id"])
        self.assertEqual(emergency.message, "Gate A")

    def test_bad_words_of_a_panel_are_refused(self):
        self.device.may_alarm = True
        for body in ({"action": "end"}, {"kind": "party"}, {"message": 1}):
            self.assertEqual(self._panel(**body).status_code, 400)
        self.assertFalse(self.venue.alarm)
