from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TicketSaleCommon
from .common_slot import TicketSlotMixin


@tagged("post_install", "-at_install")
class TestSlot(TicketSlotMixin, TicketSaleCommon):
    """A garden with slots of 40 on its lawn of 500, on sale."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.slot_plan = cls._create_slot_plan()
        cls.slots = cls.slot_plan.session_ids.sorted("start")
        cls.area = cls.slot_plan.seat_map_id.section_ids

    def _sell_standing(self, count, session=None):
        self.env.flush_all()
        held = self.Hold._hold(
            session or self.slots[0],
            "website",
            best={"count": count, "section_id": self.area.id},
        )
        self.env.invalidate_all()
        return held

    def _left(self):
        self.slots.invalidate_recordset(["left_count"])
        return self.slots.mapped("left_count")

    def test_slots_are_on_sale_with_their_own_places(self):
        self.assertEqual(set(self.slots.mapped("state")), {"on_sale"})
        self.assertEqual(self._left(), [40, 40, 40])

    def test_slots_can_be_opened_later(self):
        self.slot_plan.write(
            {"open_sale": False, "last": self.slot_plan.last + timedelta(days=1)}
        )
        self.slot_plan.action_make_slots()
        self.slot_plan.action_open_slots()
        self.assertEqual(set(self.slot_plan.session_ids.mapped("state")), {"on_sale"})

    def test_fewer_places_are_locked_and_come_back(self):
        self.slots[:2]._set_slot_capacity(25)
        self.assertEqual(self._left(), [25, 25, 40])
        self.slots[0]._set_slot_capacity(60)
        self.assertEqual(self._left(), [60, 25, 40])
        self.assertEqual(self.slots[0].place_count, 60)

    def test_fewer_than_kept_is_refused_and_changes_nothing(self):
        self._sell_standing(30)
        refusal = "Nothing was changed.*\n.*: 30"
        with self.assertRaisesRegex(UserError, refusal), self.cr.savepoint():
            self.slots._set_slot_capacity(29)
        self.assertEqual(self._left(), [10, 40, 40])

    def test_slot_can_shrink_to_what_is_kept(self):
        self._sell_standing(30)
        self.slots[0]._set_slot_capacity(30)
        self.assertEqual(self._left(), [0, 40, 40])

    def test_added_places_have_zone_and_price(self):
        self.slots[0]._set_slot_capacity(45)
        held = self._sell_standing(45)
        self.assertEqual(len(held.places), 45)

    def test_hundreds_of_slots_are_opened_in_seconds(self):
        self.slot_plan.last = self.slot_plan.first + timedelta(days=99)
        self.slot_plan.action_make_slots()
        self.assertEqual(self.slot_plan.slot_count, 300)
        places = self.env["ticket.place"].search_count(
            [("session_id", "in", self.slot_plan.session_ids.ids)]
        )
        self.assertEqual(places, 300 * 40)
