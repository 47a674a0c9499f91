from odoo.tests import tagged

from ..exceptions import PlanNotReadyError
from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSeatMapCheck(TicketVenueCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stalls, cls.floor = cls.seat_map.section_ids
        cls.seats = cls.seat_map.seat_ids.sorted("id")

    def _refuses(self, fault):
        with self.assertRaisesRegex(PlanNotReadyError, fault):
            self.seat_map._freeze()
        self.assertEqual(self.seat_map.state, "draft")

    def test_map_without_faults_is_put_in_use(self):
        self.seat_map._freeze()
        self.assertEqual(self.seat_map.state, "frozen")

    def test_two_seats_of_one_label_are_refused(self):
        self.seats[1].number = "1"
        self._refuses("Stalls, row “1”: numbers given more than once: 1")

    def test_seat_without_number_is_refused(self):
        self.seats[:2].number = ""
        self._refuses("Stalls: seats without number: 2")

    def test_standing_area_without_capacity_is_refused(self):
        self.floor.capacity = 0
        self._refuses("Floor: say how many people")

    def test_seats_in_a_standing_area_are_refused(self):
        self.seats[0].section_id = self.floor
        self._refuses("Floor is a standing area")

    def test_seat_beyond_all_halls_is_refused(self):
        self.seats[0].x = 2_000_000
        self._refuses("more than 10 km")

    def test_long_list_is_cut_and_says_so(self):
        for index, seat in enumerate(self.seats):
            seat.row = str(index // 2)
            seat.number = "1"
        self.floor.capacity = 0
        with self.assertRaisesRegex(PlanNotReadyError, "… and 1 more"):
            self.seat_map._freeze()

    def test_focal_point_nobody_has_set_is_the_middle_of_the_front(self):
        self.seat_map.write({"focal_x": 0, "focal_y": 0})
        self.seats.filtered(lambda seat: seat.row == "1").y = -40
        self.seat_map._freeze()
        self.assertEqual((self.seat_map.focal_x, self.seat_map.focal_y), (175, -40))

    def test_focal_point_that_was_set_stays(self):
        self.seat_map._freeze()
        self.assertEqual(self.seat_map.focal_x, 225)

    def test_map_in_use_is_not_looked_at_again(self):
        self.seat_map._freeze()
        self.seats[1].number = "1"
        self.seat_map._freeze()

    def test_faults_are_told_in_the_reader_s_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.stalls.with_context(lang="zh_CN").name = "池座"
        self.seats[1].number = "1"
        seat_map = self.seat_map.with_context(lang="zh_CN")
        with self.assertRaisesRegex(PlanNotReadyError, "池座"):
            seat_map._freeze()
