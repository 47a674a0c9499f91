from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestInventory(TicketSaleCommon):
    def test_every_seat_and_standing_place_has_a_place(self):
        self.assertEqual(self.session.place_count, 70)
        self.assertEqual(self.session.left_count, 70)
        self.assertEqual(self.seat_map.state, "frozen")

    def test_best_place_is_nearest_in_the_first_zone(self):
        best = self.session.place_ids.sorted("rank")[0]
        self.assertEqual(best.seat_id.row, "1")
        self.assertIn(best.seat_id.number, ("5", "6"))

    def test_kept_kinds_open_locked(self):
        plan = self.plan
        seat_map = self._create_seat_map()
        seat_map.seat_ids[0].kind_id = self.house
        plan = self.plan.copy({"seat_map_id": seat_map.id})
        plan.zone_ids[0].section_ids = seat_map.section_ids.sorted("id")[0]
        plan.zone_ids[1].section_ids = False
        session = self._create_session(
            seat_map_id=seat_map.id, plan_id=plan.id, hall_id=self.hall.id
        )
        session.action_open_sale()
        place = session.place_ids.filtered(lambda p: p.seat_id == seat_map.seat_ids[0])
        self.assertEqual((place.state, place.lock_reason), ("locked", "house"))
        standing = session.place_ids.filtered(lambda p: not p.seat_id)
        self.assertEqual(set(standing.mapped("lock_reason")), {"no price"})

    def test_seat_in_a_zone_of_its_own_beats_its_section(self):
        zone = self.env["ticket.zone"].create(
            {"name": "Box", "code": "B", "plan_id": self.plan.id, "sequence": 0}
        )
        zone._assign_seats(self.seats[:2].ids)
        session = self._create_session(plan_id=self.plan.id)
        session.action_open_inventory()
        self.assertEqual(
            session.place_ids.filtered(lambda p: p.zone_id == zone).seat_id,
            self.seats[:2],
        )

    def test_opening_twice_makes_no_second_places(self):
        self.session.action_open_inventory()
        self.assertEqual(self.session.place_count, 70)

    def test_sale_needs_prices(self):
        session = self._create_session()
        with self.assertRaisesRegex(UserError, "price plan"):
            session.action_open_sale()

    def test_hall_cannot_change_once_places_exist(self):
        with self.assertRaisesRegex(UserError, "cannot change"):
            self.session.seat_map_id = self.seat_map.copy()

    @mute_logger("odoo.sql_db")
    def test_database_refuses_two_places_for_a_seat(self):
        place = self._places("1-1")
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.cr.execute(
                "INSERT INTO ticket_place (session_id, seat_id, section_id, state, rank)"
                " SELECT session_id, seat_id, section_id, 'free', 1 FROM ticket_place"
                " WHERE id = %s",
                [place.id],
            )

    @mute_logger("odoo.sql_db")
    def test_database_refuses_two_live_tickets_on_a_place(self):
        ticket = self._sell("1-1").ticket_ids
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            ticket.copy({"number": "1000000000000008"})

    def test_lock_is_refused_for_a_held_place(self):
        self._hold_places("1-1")
        with self.assertRaisesRegex(UserError, "1 places changed meanwhile"):
            self._places("1-1").action_lock()

    def test_open_puts_a_locked_place_on_sale(self):
        place = self._places("1-1")
        place.action_lock()
        place.action_open()
        self.assertEqual(place.state, "free")

    def test_availability_has_two_bits_a_seat(self):
        self._sell("1-1")
        self._hold_places("1-2")
        self._places("1-3").action_lock()
        body = self.session._availability()
        self.assertEqual(len(body), 10)
        self.assertEqual(f"{body[0]:08b}", "10011100")
        self.assertEqual(body[1:], bytes(9))

    def test_availability_is_one_query(self):
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.session._availability()


@tagged("post_install", "-at_install")
class TestAvailabilityRoute(HttpCase, TicketSaleCommon):
    def test_unchanged_availability_is_not_sent_again(self):
        url = f"/ticket/availability/{self.session.id}"
        first = self.url_open(url)
        self.assertEqual(len(first.content), 10)
        again = self.url_open(url, headers={"If-None-Match": first.headers["ETag"]})
        self.assertEqual(again.status_code, 304)
        self._hold_places("1-1")
        changed = self.url_open(url, headers={"If-None-Match": first.headers["ETag"]})
        self.assertEqual(changed.status_code, 200)

    def test_a_client_that_draws_another_map_is_told(self):
        url = self.session._availability_url("/ticket/availability")
        self.assertEqual(self.url_open(url).status_code, 200)
        other = f"/ticket/availability/{self.session.id}?map={self.seat_map.id + 1}"
        self.assertEqual(self.url_open(other).status_code, 410)

    def test_draft_session_is_not_found(self):
        draft = self._create_session()
        url = f"/ticket/availability/{draft.id}"
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_quality_is_the_rank_in_eight_equal_parts(self):
        runs = self.session.get_quality()
        levels = [level for level, length in runs for _seat in range(length)]
        self.assertEqual(
            [levels.count(level) for level in range(8)], [len(self.seats) // 8] * 8
        )
        places = self.session.place_ids.filtered("seat_id").sorted("seat_id")
        best = min(zip(places.mapped("rank"), levels, strict=True))
        self.assertEqual(best[1], 0)
