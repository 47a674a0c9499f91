from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TicketGateCommon
from .test_pass import PassCommon


@tagged("post_install", "-at_install")
class TestGateBoard(TicketGateCommon):
    """Who came in, where and when; whom to look out for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guard = cls._create_user("guard", "ticket_gate.group_ticket_gate")

    @classmethod
    def _create_user(cls, name, group):
        return cls.env["res.users"].create(
            {
                "name": name.title(),
                "login": f"board-{name}",
                "group_ids": [(6, 0, [cls.env.ref(group).id])],
            }
        )

    def _board(self, **wanted):
        Gate = self.env["ticket.gate"].with_user(self.guard)
        return Gate.get_board(venue_id=self.venue.id, **wanted)

    def _house(self, wanted="missing"):
        return (
            self.env["ticket.gate"]
            .with_user(self.guard)
            .get_house(self.session.id, wanted)
        )

    def test_people_are_counted_by_zone_and_lane(self):
        tickets = [self._create_ticket(f"1-{seat}") for seat in (1, 2, 3)]
        self._scan(tickets[0].number)
        self._scan(tickets[1].number)
        self._scan(tickets[1].number, direction="out")
        board = self._board()
        totals = board["totals"]
        self.assertEqual(
            [totals[key] for key in ("expected", "admitted", "inside", "coming")],
            [3, 2, 1, 1],
        )
        [zone] = board["zones"]
        self.assertEqual((zone["name"], zone["inside"]), ("Zone A", 1))
        [lane] = [one for one in board["lanes"] if one["id"] == self.gate.id]
        self.assertEqual((lane["in"], lane["out"], lane["state"]), (2, 1, "normal"))
        self.assertEqual(board["minutes"][-1]["in"] + board["minutes"][-2]["in"], 2)

    def test_refusals_are_counted_by_reason(self):
        ticket = self._create_ticket("1-1")
        for _time in range(3):
            self._scan(ticket.number)
        self._scan("nonsense")
        board = self._board()
        self.assertEqual(
            [(one["code"], one["count"]) for one in board["reasons"]],
            [("already_used", 2), ("malformed", 1)],
        )
        self.assertEqual(board["totals"]["refused"], 3)

    def test_many_refusals_at_a_lane_are_an_alarm(self):
        for _time in range(8):
            self._scan("nonsense")
        [alarm] = self._board()["alarms"]
        self.assertEqual(
            (alarm["code"], alarm["lane"], alarm["count"]),
            ("refused_peak", "North 1", 8),
        )

    def test_silent_device_is_an_alarm_while_doors_are_open(self):
        self.device.last_seen = fields.Datetime.now() - timedelta(minutes=4)
        [alarm] = self._board()["alarms"]
        self.assertEqual((alarm["code"], alarm["device"]), ("silent", "Handheld 1"))
        self.session.state = "cancelled"
        self.assertEqual(self._board()["alarms"], [])

    def test_double_entry_is_an_alarm_until_somebody_looked(self):
        ticket = self._create_ticket("1-1")
        self._scan(ticket.number)
        self._scan(ticket.number, is_offline=True, decided="admit")
        [alarm] = self._board()["alarms"]
        self.assertEqual((alarm["code"], alarm["count"]), ("doubles", 1))
        self.env["ticket.scan.conflict"].search([]).action_settle()
        self.assertEqual(self._board()["alarms"], [])

    def test_board_costs_the_same_for_any_number_of_tickets(self):
        self._create_ticket("1-1")
        self._board()
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            self._board()

    def test_board_costs_the_same_for_any_number_of_scans(self):
        ticket = self._create_ticket("1-1")
        self._scan(ticket.number)
        self._board()
        self.env.flush_all()
        names = ", ".join(
            name
            for name, field in self.env["ticket.scan"]._fields.items()
            if field.column_type and field.store and name not in ("id", "scan_id")
        )
        self.env.cr.execute(
            f"""INSERT INTO ticket_scan (scan_id, {names})
                SELECT 'many-' || copy, {names}
                  FROM ticket_scan, generate_series(1, 2000) AS copy"""
        )
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            board = self._board()
        [lane] = [one for one in board["lanes"] if one["id"] == self.gate.id]
        self.assertEqual(lane["in"], 2001)

    def test_alarm_is_on_the_board(self):
        self._scan(self._create_ticket("1-1").number)
        self.env.flush_all()
        Emergency = self.env["ticket.emergency"].with_user(self.guard)
        Emergency.raise_alarm(self.venue.id, "drill", "Rehearsal")
        shown = self._board()["emergency"]
        self.assertEqual(
            (shown["kind"], shown["message"], shown["by"], shown["mine"]),
            ("drill", "Rehearsal", "Guard", True),
        )
        self.assertEqual([zone["inside"] for zone in shown["zones"]], [1])

    def test_house_shows_each_seat(self):
        came, left = self._create_ticket("1-1"), self._create_ticket("1-2")
        self._create_ticket("1-3")
        self._scan(came.number)
        self._scan(left.number)
        self._scan(left.number, direction="out")
        house = self._house()
        self.assertEqual(house["seats"][:4], "2310")
        self.assertEqual(house["count"], 1)
        [row] = house["rows"]
        self.assertEqual(
            (row["holder"], row["place"]), ("L* H**", "Stalls · Row 1 · Seat 3")
        )

    def test_late_visitors_are_listed_with_their_time(self):
        ticket = self._create_ticket("1-1")
        self._open_doors(self.session, minutes=-10)
        self._scan(ticket.number)
        self.assertEqual(self._house("missing")["rows"], [])
        [row] = self._house("late")["rows"]
        self.assertEqual(row["inside"], 1)
        self.assertTrue(row["at"])

    def test_wheelchair_places_are_listed_as_access_needs(self):
        self._create_ticket("1-1")
        seat = self._places("1-2").seat_id
        seat.kind_id = self.env.ref("ticket_venue.seat_kind_wheelchair")
        self._create_ticket("1-2")
        [row] = self._house("access")["rows"]
        self.assertEqual((row["kind"], row["seat"]), ("wheelchair", seat.id))

    def test_report_counts_people_and_refusals(self):
        ticket = self._create_ticket("1-1")
        self._scan(ticket.number)
        self._scan(ticket.number)
        self._scan(ticket.number, direction="out")
        report = self.env["ticket.gate.report"].with_user(self.guard)
        self.assertEqual(
            report._read_group(
                [("gate_id", "=", self.gate.id)],
                ["show_id"],
                ["people_in:sum", "people_out:sum", "refused:sum", "scans:sum"],
            ),
            [(self.session.show_id.with_user(self.guard), 1, 1, 1, 3)],
        )

    def test_strangers_see_no_board(self):
        for group in (
            "ticket_venue.group_ticket_user",
            "ticket_sale.group_ticket_finance",
        ):
            user = self._create_user(group[-6:], group)
            Gate = self.env["ticket.gate"].with_user(user)
            with self.assertRaises(AccessError):
                Gate.get_board()
            with self.assertRaises(AccessError):
                Gate.get_house(self.session.id)

    def test_another_company_sees_nothing_of_this_one(self):
        company = self.env["res.company"].create({"name": "Other"})
        self.guard.write(
            {"company_ids": [(6, 0, company.ids)], "company_id": company.id}
        )
        board = self._board()
        self.assertEqual((board["venues"], board["lanes"]), ([], []))
        with self.assertRaises(AccessError):
            self._house()


@tagged("post_install", "-at_install")
class TestPassesInside(PassCommon):
    def test_people_with_passes_are_inside_until_they_leave(self):
        self._scan(self.one.number)
        Emergency = self.env["ticket.emergency"]
        [passes] = Emergency._inside_by_zone(self.venue)
        self.assertEqual(passes["inside"], 1)
        self._scan(self.one.number, direction="out")
        self.assertEqual(Emergency._inside_by_zone(self.venue), [])
