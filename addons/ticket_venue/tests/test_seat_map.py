import json

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from ..tools import geometry
from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSeatMap(TicketVenueCommon):
    def test_capacity_counts_seats_and_standing_places(self):
        self.assertEqual(self.seat_map.seat_count, 40)
        self.assertEqual(self.seat_map.capacity, 70)

    def test_geometry_reads_back_every_seat(self):
        _sections, seats = geometry.decode(self.seat_map._geometry())
        self.assertEqual([seat.id for seat in seats], self.seat_map.seat_ids.ids)
        self.assertEqual(seats[9].row, "2")
        self.assertEqual(seats[9].number, "2")

    def test_plan_is_added_in_geometry_order(self):
        sections = [
            geometry.Section(id="B", name="Box"),
            geometry.Section(id="Y", name="Yard", kind="standing", capacity=9),
        ]
        seats = [
            geometry.Seat(0, "B", "1", "2", 50, 0, "wheelchair", "B/1/2"),
            geometry.Seat(0, "B", "1", "1", 0, 0, "standard", "B/1/1"),
        ]
        self.seat_map._add_plan(sections, seats)
        self.assertEqual(self.seat_map.capacity, 70 + 2 + 9)
        self.assertEqual(self.seat_map.seat_ids[-2:].mapped("number"), ["2", "1"])
        self.assertEqual(self.seat_map.seat_ids[-2].kind_id, self.wheelchair)

    def test_pitch_is_the_usual_distance_of_neighbours(self):
        self.assertEqual(self.seat_map._seat_pitch(), 50)

    def test_copy_brings_sections_and_seats(self):
        copy = self.seat_map.copy()
        self.assertEqual(copy.name, "Concert (copy)")
        self.assertEqual(copy.capacity, 70)
        self.assertEqual(copy.seat_ids.seat_map_id, copy)
        self.assertEqual(
            copy.seat_ids.mapped("key"), self.seat_map.seat_ids.mapped("key")
        )

    def test_copy_of_a_frozen_map_is_a_draft(self):
        self.seat_map._freeze()
        self.assertEqual(self.seat_map.copy().state, "draft")

    def test_frozen_map_refuses_change(self):
        self.seat_map._freeze()
        with self.assertRaisesRegex(UserError, "Make a new revision and change that"):
            self.seat_map._bump_revision()

    def test_seat_tells_section_row_and_number(self):
        self.assertEqual(
            self.seat_map.seat_ids[9].display_name, "Stalls · Row 2 · Seat 2"
        )


@tagged("post_install", "-at_install")
class TestGeometryRoute(HttpCase, TicketVenueCommon):
    def test_geometry_is_cached_for_ever(self):
        response = self.url_open(self.seat_map._geometry_url())
        self.assertEqual(response.status_code, 200)
        self.assertIn("immutable", response.headers["Cache-Control"])
        self.assertEqual(json.loads(response.content)["count"], 40)

    def test_other_revision_is_not_found(self):
        url = f"/ticket/geometry/{self.seat_map.id}/99"
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_a_new_record_can_choose_any_hall(self):
        """The company is the hall's: asking for it first would leave nothing to choose."""
        for model, field in (
            ("ticket.hall", "venue_id"),
            ("ticket.seat.map", "hall_id"),
            ("ticket.session", "hall_id"),
            ("ticket.slot.plan", "hall_id"),
        ):
            described = self.env[model].fields_get([field], ["domain"])
            self.assertFalse(described[field].get("domain"), model)
