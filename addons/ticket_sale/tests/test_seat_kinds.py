from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..exceptions import CompanionAlone, PlacesUnavailable, RevisionRefused
from .common import TicketSaleCommon
from .test_revision import TicketRevisionCommon


@tagged("post_install", "-at_install")
class TestSeatKinds(TicketSaleCommon):
    """1-1 is a wheelchair place, 1-2 its companion seat, 1-8 is no seat at all."""

    @classmethod
    def _create_seat_map(cls, rows=5, columns=8, standing=30):
        seat_map = super()._create_seat_map(rows, columns, standing)
        wheel, companion, *_others, gone = seat_map.seat_ids[:columns]
        wheel.kind_id = cls.wheelchair
        companion.kind_id = cls.env.ref("ticket_venue.seat_kind_companion")
        companion.companion_id = wheel
        gone.kind_id = cls.env.ref("ticket_venue.seat_kind_kill")
        return seat_map

    def test_every_kind_has_a_colour_and_only_one_is_never_sold(self):
        kinds = self.env["ticket.seat.kind"].search([])
        special = kinds - self.standard
        self.assertTrue(all(special.mapped("symbol")))
        self.assertEqual(len(set(special.mapped("symbol"))), len(special))
        self.assertEqual(kinds.filtered(lambda k: not k.sellable).code, "kill")
        self.assertEqual(
            set(kinds.filtered("locked").mapped("code")),
            {"house", "camera", "security", "press", "rostrum", "kill"},
        )

    def test_seat_that_is_none_is_no_capacity(self):
        self.assertEqual(self.seat_map.seat_count, 40)
        self.assertEqual(self.seat_map.capacity, 69)

    def test_seat_that_is_none_opens_locked_without_a_price(self):
        [place] = self._places("1-8")
        self.assertEqual((place.state, place.lock_reason), ("locked", "kill"))
        self.assertFalse(place.zone_id)
        with self.assertRaises(PlacesUnavailable):
            self._hold_places("1-8")

    def test_seat_that_is_none_cannot_be_opened(self):
        with self.assertRaisesRegex(UserError, "never sold"):
            self._places("1-8").action_open()

    def test_database_forbids_a_seat_that_is_none_to_be_free(self):
        [place] = self._places("1-8")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env.cr.execute(
                "UPDATE ticket_place SET state = 'free' WHERE id = %s", [place.id]
            )

    def test_painting_leaves_a_seat_that_is_none_without_a_price(self):
        zone = self.env["ticket.zone"].create(
            {"name": "Zone B", "code": "B", "plan_id": self.plan.id}
        )
        zone._assign_seats(self.seats[:8].ids)
        self.env["ticket.place"]._follow_painting(self.session)
        self.assertEqual(self._places("1-7").zone_id, zone)
        self.assertFalse(self._places("1-8").zone_id)

    def test_companion_seat_goes_with_its_wheelchair_place(self):
        held = self._hold_places("1-1", "1-2")
        self.assertEqual(len(held.places), 2)

    def test_companion_seat_alone_is_refused(self):
        with self.assertRaisesRegex(CompanionAlone, "Row 1 · Seat 2") as error:
            self._hold_places("1-2")
        self.assertEqual(error.exception.details["wheelchairs"], self.seats[:1].ids)
        self.assertEqual(self._places("1-2").state, "free")

    def test_other_seats_do_not_make_a_companion(self):
        with self.assertRaises(CompanionAlone):
            self._hold_places("1-2", "1-3")

    def test_companion_seat_is_added_to_a_wheelchair_place_held_before(self):
        self._hold_places("1-1", partner=self.customer)
        held = self._hold_places("1-2", partner=self.customer)
        self.assertEqual(len(held.places), 1)

    def test_staff_may_sell_a_companion_seat_alone(self):
        held = self._hold_places("1-2", channel="pos")
        self.assertEqual(len(held.places), 1)

    def test_companion_seat_bound_to_none_needs_some_wheelchair_place(self):
        self.seats[1].companion_id = False
        self.env.registry.clear_cache()  # a map in use never changes
        with self.assertRaises(CompanionAlone):
            self._hold_places("1-2")
        self.assertEqual(len(self._hold_places("1-1", "1-2").places), 2)

    def test_best_seats_give_neither_unasked(self):
        self.env.flush_all()
        self.session.orphan_rule = False
        held = self.Hold._hold(
            self.session, "website", best={"count": 37, "zone_id": self.zone_a.id}
        )
        taken = self.env["ticket.place"].browse(place.id for place in held.places)
        self.assertEqual(set(taken.seat_id.mapped("kind_id.code")), {"standard"})
        with self.assertRaises(PlacesUnavailable):
            self.Hold._hold(
                self.session, "website", best={"count": 1, "zone_id": self.zone_a.id}
            )

    def test_offer_names_the_companion_of_each_wheelchair_place(self):
        wheel, companion = self.seats[:2].ids
        self.assertEqual(
            self.session._offer("website")["companions"], [[companion, wheel]]
        )


@tagged("post_install", "-at_install")
class TestSeatKindsInRevision(TicketRevisionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kill = cls.env.ref("ticket_venue.seat_kind_kill")

    def test_free_seat_that_is_none_any_more_is_locked_for_good(self):
        self._new_seats("1-1").kind_id = self.kill
        self._move()
        place = self.session.place_ids.filtered(lambda p: p.seat_id.key == "ST-1-1")
        self.assertEqual((place.state, place.lock_reason), ("locked", "kill"))
        self.assertTrue(place.killed)

    def test_sold_seat_cannot_become_none(self):
        self._sell("1-1")
        self._new_seats("1-1").kind_id = self.kill
        with self.assertRaisesRegex(RevisionRefused, "Row 1 · Seat 1"):
            self._move()

    def test_seat_that_is_one_again_goes_on_sale(self):
        self._new_seats("1-1").kind_id = self.kill
        self._move()
        again = self.revision.action_new_revision()
        self.revision = self.env["ticket.seat.map"].browse(again["res_id"])
        self.revision.seat_ids[0].kind_id = self.standard
        self._move()
        place = self.session.place_ids.filtered(lambda p: p.seat_id.key == "ST-1-1")
        self.assertEqual((place.state, place.killed), ("free", False))
        self.assertTrue(place.zone_id)
