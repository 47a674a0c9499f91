from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import (
    PlacesUnavailable,
    PriceMissing,
    SaleClosed,
    TicketError,
)
from odoo.addons.ticket_sale.tests.common_slot import TicketSlotMixin

from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosTicketDesk(TicketSlotMixin, TicketPosCommon):
    def test_sessions_on_sale_with_what_is_left(self):
        self._sell("1-1")
        [session] = [
            row
            for row in self._till().ticket_sessions()
            if row["id"] == self.session.id
        ]
        self.assertEqual(session["show"], "Swan Lake")
        self.assertEqual(session["tz"], "Asia/Shanghai")
        self.assertEqual((session["free"], session["total"]), (69, 70))
        self.assertFalse(session["started"])

    def test_sessions_that_cannot_be_sold_are_not_listed(self):
        self.session.action_pause()
        listed = [row["id"] for row in self._till().ticket_sessions()]
        self.assertNotIn(self.session.id, listed)

    def test_hold_prices_the_whole_cart(self):
        first = self._take("1-1")
        reply = self._till().ticket_hold(
            self.session.id,
            self.child.id,
            {"place_ids": self._places("1-2").ids},
            items=[
                {
                    "type_id": self.adult.id,
                    "place_ids": [first["seats"][0]["place_id"]],
                }
            ],
            renew=[[first["seats"][0]["token"], [first["seats"][0]["place_id"]]]],
        )
        self.assertEqual(
            [(line["type_id"], line["unit_total"]) for line in reply["lines"]],
            [(self.adult.id, 380), (self.child.id, 190)],
        )
        self.assertEqual(reply["renewed"], [first["seats"][0]["token"]])
        self.assertAlmostEqual(reply["seconds"], 600, delta=5)

    def test_best_seats_of_a_zone(self):
        reply = self._till().ticket_hold(
            self.session.id,
            self.adult.id,
            {"best": {"count": 2, "zone_id": self.zone_a.id}},
        )
        self.assertEqual(
            [seat["label"] for seat in reply["seats"]],
            ["Stalls · Row 1 · Seat 5", "Stalls · Row 1 · Seat 6"],
        )

    def test_taken_seat_is_named(self):
        self._hold_places("1-1")
        with self.assertRaises(PlacesUnavailable) as refused:
            self._take("1-1", "1-2")
        self.assertEqual(
            refused.exception.details["seats"], ["Stalls · Row 1 · Seat 1"]
        )

    def test_seat_without_price_for_the_type_is_not_kept(self):
        with self.assertRaises(PriceMissing):
            self._till().ticket_hold(
                self.session.id,
                self.child.id,
                {"best": {"count": 1, "section_id": self.floor.id}},
            )
        held = self.session.place_ids.filtered(lambda place: place.state == "held")
        self.assertFalse(held)

    def test_release_gives_single_places_back(self):
        reply = self._take("1-1", "1-2")
        first, _second = reply["seats"]
        self._till().ticket_release([[first["token"], [first["place_id"]]]])
        self.assertEqual(self._places("1-1").state, "free")
        self.assertEqual(self._places("1-2").state, "held")

    def test_release_of_a_foreign_hold_does_nothing(self):
        website = self._hold_places("1-1", channel="website")
        self._till().ticket_release([[website.token, self._places("1-1").ids]])
        self.assertEqual(self._places("1-1").state, "held")

    def test_secure_prolongs_and_tells_nothing_lost(self):
        reply = self._take("1-1")
        answer = self._secure(reply)
        self.assertEqual(answer["lost"], [])
        self.assertEqual(answer["tokens"], {})
        self.assertAlmostEqual(answer["seconds"], 600, delta=5)

    def test_secure_takes_free_seats_again(self):
        reply = self._take("1-1", "1-2")
        self.Hold._release(reply["seats"][0]["token"])
        answer = self._secure(reply)
        self.assertEqual(answer["lost"], [])
        self.assertEqual(sorted(answer["tokens"]), self._places("1-1", "1-2").ids)
        self.assertEqual(set(self._places("1-1", "1-2").mapped("state")), {"held"})

    def test_secure_tells_what_is_lost_and_keeps_the_rest(self):
        reply = self._take("1-1", "1-2")
        self.Hold._release(reply["seats"][0]["token"])
        self._hold_places("1-1")
        answer = self._secure(reply)
        self.assertEqual(answer["lost"], self._places("1-1").ids)
        self.assertEqual(list(answer["tokens"]), self._places("1-2").ids)
        self.assertEqual(answer["lines"][0]["place_ids"], self._places("1-2").ids)

    def test_session_not_on_sale_is_refused(self):
        self.session.action_pause()
        with self.assertRaises(SaleClosed):
            self._take("1-1")

    def test_unknown_session_is_refused(self):
        with self.assertRaises(TicketError):
            self._till().ticket_offer(2**31 - 1)

    def test_offer_has_only_types_of_the_counter(self):
        self.child.on_pos = False
        offer = self._till().ticket_offer(self.session.id)
        self.assertNotIn(self.child.id, [row["id"] for row in offer["types"]])

    def test_ticket_products_are_loaded_but_not_shown(self):
        data = self._till().current_session_id.load_data([])
        loaded = {row["id"] for row in data["product.product"]}
        special = data["pos.config"][0]["_pos_special_products_ids"]
        self.assertIn(self.adult.product_id.id, loaded)
        self.assertIn(self.adult.product_id.id, special)

    def test_tills_without_tickets_do_not_load_them(self):
        self.config.ticket_selling = False
        data = self._till().current_session_id.load_data([])
        loaded = {row["id"] for row in data["product.product"]}
        self.assertNotIn(self.adult.product_id.id, loaded)

    def test_sessions_come_in_order_of_start(self):
        sooner = self._create_session_on_sale(
            start=fields.Datetime.now() + timedelta(days=1)
        )
        listed = [row["id"] for row in self._till().ticket_sessions()]
        self.assertLess(listed.index(sooner.id), listed.index(self.session.id))

    def test_slots_of_the_next_days_are_listed_and_later_ones_are_not(self):
        tomorrow = fields.Date.today() + timedelta(days=1)
        slots = self._create_slot_plan(
            first=tomorrow, last=tomorrow + timedelta(days=3)
        ).session_ids.sorted("start")
        listed = [row["id"] for row in self._till().ticket_sessions()]
        self.assertIn(slots[0].id, listed)
        self.assertNotIn(slots[-1].id, listed)

    def _secure(self, reply):
        seats = reply["seats"]
        holds = [[seats[0]["token"], [seat["place_id"] for seat in seats]]]
        items = [
            {
                "type_id": self.adult.id,
                "place_ids": [seat["place_id"] for seat in seats],
            }
        ]
        return self._till().ticket_secure(holds, items)
