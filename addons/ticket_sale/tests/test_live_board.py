from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_rules import TicketRulesCommon


@tagged("post_install", "-at_install")
class TestLiveBoard(TicketRulesCommon):
    def _figures(self, **asked):
        self.env.flush_all()
        board = self.env["ticket.session"].get_live_board(
            **(asked or {"session_id": self.session.id})
        )
        [figures] = [f for f in board["sessions"] if f["id"] == self.session.id]
        return figures

    def test_board_counts_sold_held_and_left(self):
        self._sell("1-1", "1-2")
        self._hold_named("1-3", channel="pos")
        self._places("1-4").action_lock("camera")
        figures = self._figures()
        self.assertEqual(
            {name: figures[name] for name in ("sold", "held", "locked", "hour")},
            {"sold": 2, "held": 1, "locked": 1, "hour": 2},
        )
        self.assertEqual(figures["free"], figures["total"] - 3)
        self.assertEqual(figures["trend"][-1], 2)

    def test_board_shares_out_by_zone_type_and_channel(self):
        self._sell("1-1", "1-2", ticket_type=self.child)
        self._hold_named("1-3", channel="pos")
        figures = self._figures()
        zones = {row["name"]: (row["sold"], row["held"]) for row in figures["zones"]}
        self.assertEqual(zones, {"Zone A": (2, 1), "Standing": (0, 0)})
        types = {row["name"]: (row["sold"], row["held"]) for row in figures["types"]}
        self.assertEqual(types, {"Adult": (0, 1), "Child": (2, 0)})
        channels = {
            row["id"]: (row["sold"], row["held"]) for row in figures["channels"]
        }
        self.assertEqual(channels, {"website": (2, 0), "pos": (0, 1)})

    def test_expired_hold_counts_as_left(self):
        before = self._figures()["free"]
        self._expire(self._hold_named("1-1"))
        figures = self._figures()
        self.assertEqual((figures["held"], figures["free"]), (0, before))

    def test_board_shows_how_near_the_caps_are(self):
        self._cap(4, channel="website")
        self._sell("1-1", "1-2")
        self._hold_named("1-3", "1-4")
        [cap] = self._figures()["caps"]
        self.assertEqual(
            {name: cap[name] for name in ("used", "maximum", "level", "percent")},
            {"used": 4, "maximum": 4, "level": "stop", "percent": 100},
        )

    def test_speed_forgets_what_is_older_than_an_hour(self):
        order = self._sell("1-1")
        order.ticket_ids.issued_at = fields.Datetime.now() - timedelta(minutes=90)
        figures = self._figures()
        self.assertEqual((figures["hour"], figures["minutes_left"]), (0, None))
        self.assertEqual(sum(figures["trend"]), 1)

    def test_board_of_a_day_has_its_sessions(self):
        day = fields.Datetime.context_timestamp(self.session, self.session.start).date()
        self.assertEqual(self._figures(day=str(day))["sold"], 0)
        other = self.env["ticket.session"].get_live_board(day="2020-01-01")
        self.assertEqual(other["sessions"], [])

    def test_board_is_for_supervisors_and_finance(self):
        cashier = new_test_user(
            self.env, "board_cashier", groups="ticket_sale.group_ticket_cashier"
        )
        supervisor = new_test_user(
            self.env, "board_supervisor", groups="ticket_sale.group_ticket_supervisor"
        )
        sessions = self.env["ticket.session"]
        with self.assertRaises(AccessError):
            sessions.with_user(cashier).get_live_board()
        self.assertTrue(
            sessions.with_user(supervisor).get_live_board(session_id=self.session.id)
        )

    def test_board_asks_a_fixed_number_of_queries(self):
        sessions = self.session | self._create_next_session()
        self.env.flush_all()
        sessions._board_figures()
        self.env.invalidate_all()
        with self.assertQueryCount(16):
            sessions._board_figures()

    def test_public_share_counts_what_the_public_cannot_buy(self):
        self._places("1-1", "1-2").action_lock("press")
        guest = self.adult.copy({"code": "guest", "may_be_free": True})
        held = self._hold_places("1-3", channel="backoffice")
        self._order(held, ticket_type=self.adult)
        self.env.cr.execute(
            "UPDATE ticket_place SET type_id = %s WHERE id = %s",
            [guest.id, held.places[0].id],
        )
        self.env.flush_all()
        share = self.env["ticket.public.share"].search(
            [("session_id", "=", self.session.id)]
        )
        total = len(self.session.place_ids.filtered("zone_id"))
        self.assertEqual((share.places, share.kept), (total, 3))
        self.assertAlmostEqual(share.share, 100 * (total - 3) / total)
        self.assertTrue(share.enough)
        self.company.ticket_public_share = 99
        self.env.flush_all()
        share.invalidate_recordset()
        self.assertFalse(share.enough)

    def test_public_share_tells_who_is_not_bound_yet(self):
        self.session.real_name = True
        self._order(self._hold_places("1-1", channel="backoffice"))
        self.env.flush_all()
        share = self.env["ticket.public.share"].search(
            [("session_id", "=", self.session.id)]
        )
        self.assertEqual(share.unnamed, 1)
        tickets = self.env["ticket.ticket"].search(
            share.action_view_unnamed()["domain"]
        )
        self.assertEqual(len(tickets), 1)
