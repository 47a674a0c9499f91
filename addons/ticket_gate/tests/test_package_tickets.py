from odoo.tests import tagged
from odoo.tools import SQL

from ..tools import scanning
from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestPackageTickets(TicketGateCommon):
    """The tickets of a session as columns, and what changed since."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket("1-1", holder_name="John Smith")
        cls.other = cls._create_ticket("1-2")
        cls.gates = cls.env["ticket.gate"]

    def _tickets(self, since=None):
        self.env.flush_all()
        return self.gates._ticket_columns(self.session, since)

    def test_columns_say_what_a_lane_decides_on(self):
        told = self._tickets()
        self.assertTrue(told["full"])
        place = told["numbers"].index(self.ticket.number)
        row = {
            name: told[name][place]
            for name in (
                "states",
                "types",
                "zones",
                "places",
                "admits",
                "admitted",
                "outside",
                "holders",
                "print",
            )
        }
        self.assertEqual(
            row,
            {
                "states": "valid",
                "types": self.adult.id,
                "zones": self.zone_a.id,
                "places": self.ticket.seat_label,
                "admits": 1,
                "admitted": 0,
                "outside": 0,
                "holders": "J*** S****",
                "print": False,
            },
        )

    def test_a_scan_changes_its_ticket_in_the_next_answer(self):
        cursor = self._tickets()["cursor"]
        self._scan(self.ticket.number)
        told = self._tickets(cursor)
        self.assertFalse(told["full"])
        place = told["numbers"].index(self.ticket.number)
        self.assertEqual((told["states"][place], told["admitted"][place]), ("used", 1))

    def test_what_finished_before_the_cursor_is_not_told_again(self):
        _database, _dot, transaction = self._tickets()["cursor"].partition(".")
        [[mine]] = self.env.execute_query(
            SQL("SELECT pg_current_xact_id()::text::bigint")
        )
        self.assertLessEqual(int(transaction), mine)
        rows = self.gates._ticket_rows(self.session, (mine + 1000) % 2**32)
        self.assertEqual(rows, [])
        self.assertEqual(len(self.gates._ticket_rows(self.session, mine % 2**32)), 2)

    def test_a_cursor_of_another_database_gets_everything(self):
        for strange in ("", "1.5", "abc", "0.", self._tickets()["cursor"] + "999"):
            self.assertTrue(self._tickets(strange)["full"], strange)

    def test_visits_are_told_where_a_rule_counts_them(self):
        self.assertNotIn("entries", self._tickets())
        self.rule.times = 3
        self._scan(self.ticket.number)
        told = self._tickets()
        place = told["numbers"].index(self.ticket.number)
        self.assertEqual((told["entries"][place], told["today"][place]), (1, 1))
        self.assertEqual(
            told["last_in"][place], scanning.unix(self.ticket.last_admitted_at)
        )

    def test_columns_that_a_new_rule_asks_for_are_told_of_all_tickets(self):
        cursor = self._tickets()["cursor"]
        self.rule.times = 3
        told = self._tickets(cursor)
        self.assertTrue(told["full"])
        self.assertIn(self.other.number, told["numbers"])
        self.assertFalse(self._tickets(told["cursor"])["full"])
        self.rule.times = 1
        self.assertTrue(self._tickets(told["cursor"])["full"])

    def test_a_session_without_tickets(self):
        empty = self._create_session_on_sale()
        told = self.gates._ticket_columns(empty)
        self.assertEqual((told["numbers"], told["full"]), ([], True))

    def test_a_lane_knows_the_sessions_of_its_venues_only(self):
        settings = self.gates._settings(self.gate.id)
        self.assertEqual(
            self.gates._lane_sessions(settings, self.session.ids), self.session
        )
        self.rule.venue_id = self.env["ticket.venue"].create({"name": "Stadium"})
        settings = self.gates._settings(self.gate.id)
        self.assertFalse(self.gates._lane_sessions(settings, self.session.ids))

    def test_tiers_are_told_where_a_rule_is_for_members(self):
        self.assertNotIn("tiers", self._tickets())
        product = self.env["product.product"].create(
            {"name": "G", "type": "service", "service_tracking": "ticket_membership"}
        )
        tier = self.env["ticket.membership.tier"].create(
            {"name": "Gold", "code": "GATETICKETS", "product_id": product.id}
        )
        self.rule.tier_ids = tier
        cursor = self._tickets()["cursor"]
        self.ticket.partner_id = self.env["res.partner"].create({"name": "Li Hua"})
        members = self.env["ticket.membership"]
        membership = members._activate_for(self.ticket.partner_id, tier)
        told = self._tickets(cursor)
        place = told["numbers"].index(self.ticket.number)
        self.assertEqual(told["tiers"][place], tier.id)
        self.assertEqual(told["tiers"][told["numbers"].index(self.other.number)], None)
        membership.action_freeze()
        told = self._tickets()
        place = told["numbers"].index(self.ticket.number)
        self.assertEqual(told["tiers"][place], None)

    def test_companions_are_told_where_a_rule_is_for_types(self):
        self.rule.type_ids = self.adult
        self.assertNotIn("accompanies", self._tickets())
        kind = self.env["ticket.seat.kind"].search([("code", "=", "companion")])
        self.other.seat_id.sudo().write(
            {"kind_id": kind.id, "companion_id": self.ticket.seat_id.id}
        )
        told = self._tickets()
        self.assertEqual(
            dict(zip(told["numbers"], told["accompanies"], strict=True)),
            {self.ticket.number: None, self.other.number: self.adult.id},
        )
