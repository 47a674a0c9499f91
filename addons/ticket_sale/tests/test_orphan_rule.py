from odoo.tests import tagged

from ..exceptions import SeatLeftSingle
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestOrphanRule(TicketSaleCommon):
    """Rows have ten seats."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session.orphan_rule = True

    def test_choice_that_leaves_a_single_seat_is_refused_with_a_better_one(self):
        with self.assertRaises(SeatLeftSingle) as refusal:
            self._hold_places("1-2", "1-3")
        details = refusal.exception.details
        self.assertEqual(details["orphans"], self._places("1-1").seat_id.ids)
        self.assertEqual(details["instead"], self._places("1-1", "1-2").seat_id.ids)
        self.assertIn("Row 1 · Seat 1", str(refusal.exception))
        self.assertEqual(set(self._places("1-2", "1-3").mapped("state")), {"free"})

    def test_the_better_choice_is_taken(self):
        self._hold_places("1-1", "1-2")
        self.assertEqual(set(self._places("1-1", "1-2").mapped("state")), {"held"})

    def test_staff_may_leave_a_single_seat(self):
        self._hold_places("1-2", "1-3", channel="pos")
        self.assertEqual(self._places("1-2").state, "held")

    def test_two_of_the_last_three_are_sold(self):
        self._hold_places(*[f"1-{number}" for number in range(4, 11)], channel="pos")
        self._hold_places("1-1", "1-2")
        self.assertEqual(self._places("1-2").state, "held")

    def test_single_seat_beside_a_wheelchair_place_counts(self):
        self._places("1-1").seat_id.kind_id = self.wheelchair
        with self.assertRaises(SeatLeftSingle):
            self._hold_places("1-3", "1-4")

    def test_rule_that_is_off_refuses_nothing(self):
        self.session.orphan_rule = False
        self._hold_places("1-2", "1-3")
        self.assertEqual(self._places("1-2").state, "held")
