from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import PlacesUnavailable

from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosAllotment(TicketPosCommon):
    """Counters sell from their allotments; hold times come from the settings."""

    def _allot(self, *keys, counters=None):
        self.env.flush_all()
        return self.env["ticket.allotment"]._allot(
            self.session,
            {"place_ids": self._places(*keys).ids},
            name="Counter",
            channel="pos",
            return_at=fields.Datetime.now() + timedelta(days=2),
            pos_config_ids=counters.ids if counters else [],
        )

    def _code_of(self, key):
        """0 free, 1 held, 2 sold, 3 locked: the seat as this till sees it."""
        body = self._till()._ticket_availability(self.session.id)
        codes = "".join(f"{byte:08b}" for byte in body)
        seats = self.session.place_ids.filtered("seat_id").seat_id.sorted("id")
        at = 2 * seats.ids.index(self._places(key).seat_id.id)
        return int(codes[at : at + 2], 2)

    def test_counter_sells_from_its_allotment(self):
        allotment = self._allot("1-1", counters=self.config)
        order = self._sell_at_till("1-1")
        self.assertEqual(order.lines.ticket_ids.place_id, self._places("1-1"))
        self.env.invalidate_all()
        self.assertEqual(allotment.sold_count, 1)

    def test_other_counter_does_not(self):
        other = self.config.copy({"name": "North"})
        self._allot("1-1", counters=other)
        with self.assertRaises(PlacesUnavailable):
            self._take("1-1")

    def test_allotment_of_all_counters(self):
        self._allot("1-1")
        self.assertEqual(len(self._take("1-1")["seats"]), 1)

    def test_till_shows_its_own_allotted_seats_as_free(self):
        other = self.config.copy({"name": "North"})
        self._allot("1-1", counters=self.config)
        self._allot("1-2", counters=other)
        self.assertEqual((self._code_of("1-1"), self._code_of("1-2")), (0, 1))
        offer = self._till().ticket_offer(self.session.id)
        self.assertEqual(
            offer["availability"],
            f"/ticket/pos/{self.config.id}/availability/{self.session.id}"
            f"?map={self.seat_map.id}",
        )

    def test_list_of_sessions_counts_the_own_allotment(self):
        def free():
            rows = self._till().ticket_sessions()
            return next(row["free"] for row in rows if row["id"] == self.session.id)

        self.assertEqual(free(), 70)
        self._allot("1-1", counters=self.config)
        self.assertEqual(free(), 70)

    def test_refund_brings_the_place_back_to_the_counter(self):
        allotment = self._allot("1-1", counters=self.config)
        self._refund(self._sell_at_till("1-1"))
        self.env.invalidate_all()
        self.assertEqual(allotment.left_count, 1)

    def test_counter_keeps_places_as_long_as_the_settings_say(self):
        self.company.ticket_hold_pos = 4
        self.env.flush_all()
        reply = self._take("1-1")
        self.assertAlmostEqual(reply["seconds"], 240, delta=5)

    def test_availability_of_a_till_is_for_cashiers(self):
        stranger = new_test_user(self.env, "no_cashier", "point_of_sale.group_pos_user")
        with self.assertRaises(AccessError):
            self.config.with_user(stranger)._ticket_availability(self.session.id)
