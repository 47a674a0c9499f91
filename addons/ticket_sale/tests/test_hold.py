from contextlib import closing, suppress
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import tagged

from ..exceptions import (
    HoldExpired,
    HoldNotFound,
    PlacesUnavailable,
    SaleClosed,
    TicketError,
)
from ..transaction import begin, in_short_transaction
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestHold(TicketSaleCommon):
    def test_hold_takes_the_named_places(self):
        held = self._hold_places("1-1", "1-2")
        self.assertEqual(
            [place.label for place in held.places],
            ["Stalls · Row 1 · Seat 1", "Stalls · Row 1 · Seat 2"],
        )
        self.assertEqual(self._places("1-1", "1-2").mapped("state"), ["held", "held"])

    def test_hold_by_seat(self):
        seat = self._places("2-3").seat_id
        held = self.Hold._hold(self.session, "pos", seat_ids=seat.ids)
        self.assertEqual(held.places[0].id, self._places("2-3").id)

    def test_hold_is_all_or_nothing_and_names_what_is_lost(self):
        self._hold_places("1-2")
        with self.assertRaises(PlacesUnavailable) as refusal:
            self._hold_places("1-1", "1-2", "1-3")
        self.assertEqual(refusal.exception.details["places"], self._places("1-2").ids)
        self.assertIn("Row 1 · Seat 2", str(refusal.exception))
        self.assertEqual(self._places("1-1", "1-3").mapped("state"), ["free", "free"])

    def test_place_of_another_session_is_refused(self):
        other = self._create_session_on_sale(start=fields.Datetime.now() + timedelta(9))
        with self.assertRaises(PlacesUnavailable):
            self.Hold._hold(other, "website", place_ids=self._places("1-1").ids)

    def test_expired_hold_is_free_at_once(self):
        first = self._hold_places("1-1")
        self._expire(first)
        second = self._hold_places("1-1")
        self.assertEqual(self._places("1-1").hold_id.id, second.hold_id)

    def test_locked_place_is_not_sold(self):
        self._places("1-1").action_lock()
        with self.assertRaises(PlacesUnavailable):
            self._hold_places("1-1")

    def test_hold_without_places_is_refused(self):
        with self.assertRaisesRegex(TicketError, "between 1 and 500"):
            self.Hold._hold(self.session, "website")

    def test_standing_places_by_count(self):
        held = self.Hold._hold(
            self.session, "website", best={"count": 4, "section_id": self.floor.id}
        )
        self.assertEqual({place.section_id for place in held.places}, {self.floor.id})
        self.assertEqual(len(held.places), 4)
        self.assertIsNone(held.places[0].seat_id)

    def test_standing_area_refuses_more_than_are_left(self):
        with self.assertRaisesRegex(PlacesUnavailable, "Only 30"):
            self.Hold._hold(
                self.session, "website", best={"count": 31, "section_id": self.floor.id}
            )

    def test_best_seats_are_together_and_in_front(self):
        held = self.Hold._hold(
            self.session, "website", best={"count": 2, "zone_id": self.zone_a.id}
        )
        labels = [place.label for place in held.places]
        self.assertEqual(labels, ["Stalls · Row 1 · Seat 5", "Stalls · Row 1 · Seat 6"])

    def test_best_seats_never_gives_a_wheelchair_place_unasked(self):
        seats = self._places("1-4", "1-5", "1-6").seat_id
        seats.kind_id = self.wheelchair
        self.env.flush_all()
        held = self.Hold._hold(
            self.session, "website", best={"count": 40 - 3, "zone_id": self.zone_a.id}
        )
        self.assertFalse({place.seat_id for place in held.places} & set(seats.ids))

    def test_best_seats_says_when_too_few_are_left(self):
        with self.assertRaisesRegex(PlacesUnavailable, "not 41 places left"):
            self.Hold._hold(
                self.session, "website", best={"count": 41, "zone_id": self.zone_a.id}
            )

    def test_extend_keeps_the_places_longer(self):
        held = self._hold_places("1-1", minutes=1)
        until = self.Hold._extend(held.token, 20)
        self.assertGreater(until, held.expires_at + timedelta(minutes=15))
        self.env.invalidate_all()
        self.assertEqual(self._places("1-1").held_until, until)

    def test_extend_never_shortens(self):
        held = self._hold_places("1-1", minutes=30)
        self.assertEqual(self.Hold._extend(held.token, 1), held.expires_at)

    def test_release_frees_and_can_be_repeated(self):
        held = self._hold_places("1-1")
        self.Hold._release(held.token, "changed mind")
        self.Hold._release(held.token, "changed mind")
        self.assertEqual(self._places("1-1").state, "free")
        self.assertEqual(self.Hold.browse(held.hold_id).state, "released")

    def test_release_of_some_places_keeps_the_others(self):
        held = self._hold_places("1-1", "1-2")
        self.Hold._release_places(held.token, self._places("1-1").ids)
        self.assertEqual(self._places("1-1", "1-2").mapped("state"), ["free", "held"])

    def test_release_does_not_touch_places_that_others_took(self):
        first = self._hold_places("1-1")
        self._expire(first)
        second = self._hold_places("1-1")
        self.Hold._release(first.token)
        self.assertEqual(self._places("1-1").hold_id.id, second.hold_id)

    def test_unknown_token(self):
        with self.assertRaises(HoldNotFound):
            self.Hold._find("no-such-token")
        with self.assertRaises(HoldNotFound):
            self.Hold._release("no-such-token")

    def test_expired_token_is_told(self):
        held = self._hold_places("1-1")
        self._expire(held)
        with self.assertRaises(HoldExpired):
            self.Hold._find(held.token)

    def test_cron_tidies_expired_holds(self):
        held = self._hold_places("1-1")
        self._expire(held)
        self._run_cron("ticket_sale.ir_cron_expire_holds")
        self.assertEqual(self.Hold.browse(held.hold_id).state, "expired")
        self.assertEqual(self._places("1-1").state, "free")

    def test_paused_session_is_not_sold(self):
        self.session.action_pause()
        with self.assertRaisesRegex(SaleClosed, "not on sale"):
            self._hold_places("1-1")

    def test_sale_ends_by_the_clock(self):
        self.session.sale_end = fields.Datetime.now() - timedelta(minutes=1)
        with self.assertRaises(SaleClosed):
            self._hold_places("1-1")

    def test_sale_begins_by_the_clock(self):
        self.session.write(
            {
                "state": "announced",
                "sale_start": fields.Datetime.now() + timedelta(hours=1),
            }
        )
        with self.assertRaises(SaleClosed):
            self._hold_places("1-1")
        self.session.sale_start = fields.Datetime.now() - timedelta(minutes=1)
        self.assertEqual(len(self._hold_places("1-1").places), 1)

    def test_hold_costs_few_queries(self):
        places = self._places("3-1", "3-2").ids
        self._hold_places("1-1")
        with self.assertQueryCount(7):  # one of them is the box office's: who listens?
            self.Hold._hold(self.session, "website", place_ids=places)

    def test_only_what_is_no_sale_does_not_wait_for_the_disk(self):
        for durable, sources in ((False, {"session"}), (True, {"default", "file"})):
            with closing(db_connect(self.env.cr.dbname).cursor()) as cr:
                begin(cr, 3000, durable)
                cr.execute(
                    "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'"
                )
                [source] = cr.fetchone()
                self.assertIn(source.removeprefix("configuration "), sources)

    def test_short_transaction_stays_one_when_a_savepoint_is_undone(self):
        with self.Hold._transaction() as Hold:
            with suppress(UserError), Hold.env.cr.savepoint():
                raise UserError(self.adult.name)
            self.assertTrue(in_short_transaction(Hold.env))
        self.assertFalse(in_short_transaction(self.env))
