from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestPricePlanCategory(TicketSaleCommon):
    """Zones as the seat file named its price categories."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seats[:8].category = "Gold"
        cls.seats[8:12].category = "Silver"
        cls.seat_map.categories = [["Silver", "#c0c0c0"], ["Gold", ""]]
        cls.fresh = cls.env["ticket.price.plan"].create(
            {"name": "Fresh", "seat_map_id": cls.seat_map.id}
        )

    def test_each_category_becomes_a_zone_with_its_seats_and_colour(self):
        self.fresh.action_zones_from_categories()

        silver, gold = self.fresh.zone_ids
        self.assertEqual((silver.name, silver.color), ("Silver", "#c0c0c0"))
        self.assertEqual(gold.name, "Gold")
        self.assertEqual(gold.seat_ids, self.seats[:8])
        self.assertEqual(silver.seat_ids, self.seats[8:12])

    def test_zone_of_that_name_is_filled_and_no_seat_is_in_two(self):
        self.fresh.action_zones_from_categories()
        self.seats[0].category = "Silver"

        self.fresh.action_zones_from_categories()

        silver, gold = self.fresh.zone_ids
        self.assertEqual(gold.seat_ids, self.seats[1:8])
        self.assertIn(self.seats[0], silver.seat_ids)

    def test_map_without_categories_says_what_to_do(self):
        self.seats.category = False

        with self.assertRaisesRegex(UserError, "Import a seat file"):
            self.fresh.action_zones_from_categories()

    def test_editor_without_prices_may_not_make_zones(self):
        editor = new_test_user(
            self.env, "no-prices", groups="ticket_venue.group_ticket_editor"
        )

        with self.assertRaises(AccessError):
            self.fresh.with_user(editor).action_zones_from_categories()
