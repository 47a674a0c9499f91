from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from ..exceptions import HoldExpired, PlacesUnavailable, TicketError
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestPlace(TicketSaleCommon):
    """Choosing, reserving, allotments and the history of places."""

    def _allot(self, *names, channel="pos", days=3):
        """Set places aside for a channel until a return time."""
        allotment = self.env["ticket.allotment"].create(
            {
                "name": "Counter",
                "session_id": self.session.id,
                "channel": channel,
                "return_at": fields.Datetime.now() + timedelta(days),
                "state": "active",
            }
        )
        places = self._places(*names)
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                """UPDATE ticket_place SET state = 'reserved', allotment_id = %s,
                          held_until = %s WHERE id = ANY(%s) RETURNING id""",
                allotment.id,
                allotment.return_at,
                places.ids,
            )
        )
        self.env.invalidate_all()
        return allotment

    def _log(self, name):
        return self.env["ticket.place.log"].search(
            [("place_id", "=", self._places(name).id)], order="id"
        )

    # --- choosing -----------------------------------------------------------

    def test_chosen_type_is_on_the_place(self):
        held = self._hold_places("1-1", "1-2")
        first, second = self._places("1-1", "1-2")
        self.Hold._choose(
            self.Hold.browse(held.hold_id),
            {first.id: self.adult.id, second.id: self.child.id},
        )
        self.assertEqual((first + second).type_id.ids, (self.adult + self.child).ids)

    def test_choosing_a_place_of_another_hold_is_refused(self):
        held, other = self._hold_places("1-1"), self._hold_places("1-2")
        with self.assertRaises(HoldExpired):
            self.Hold._choose(
                self.Hold.browse(held.hold_id),
                {self._places("1-1").id: self.adult.id, other.places[0].id: 1},
            )
        self.assertFalse(self._places("1-1").type_id)

    def test_type_given_with_the_hold_is_chosen_at_once(self):
        self._hold_places("1-1", "1-2", types=self.child)
        self.assertEqual(self._places("1-1", "1-2").type_id, self.child)

    def test_released_place_forgets_its_type(self):
        held = self._hold_places("1-1", types=self.child)
        self.Hold._release(held.token)
        self.assertFalse(self._places("1-1").type_id)

    def test_rule_about_types_is_asked_once_when_chosen_before_the_sale(self):
        asked = []
        self.patch(
            type(self.Hold),
            "_check_chosen",
            lambda self, hold, places: asked.append(places.ids),
        )
        tickets = self._sell("1-1").ticket_ids
        self.assertEqual(asked, [tickets.place_id.ids])

    def test_refusing_rule_undoes_the_hold(self):
        def refuse(self, hold, places):
            raise TicketError("Too many", staff="Cap of zone A reached")

        self.patch(type(self.Hold), "_check_taken", refuse)
        with self.assertRaisesRegex(TicketError, "Too many") as refusal:
            self._hold_places("1-1")
        self.assertEqual(refusal.exception.staff_message, "Cap of zone A reached")
        self.assertEqual(self._places("1-1").state, "free")

    # --- reserved -----------------------------------------------------------

    def test_reserved_place_is_nobody_elses_until_its_time(self):
        until = fields.Datetime.now() + timedelta(days=2)
        held = self._hold_places(
            "1-1", channel="backoffice", until=until, reserved=True
        )
        self.assertEqual(held.expires_at, until)
        self.assertEqual(self._places("1-1").state, "reserved")
        with self.assertRaises(PlacesUnavailable):
            self._hold_places("1-1")

    def test_reserved_place_past_its_time_is_free_at_once(self):
        held = self._hold_places("1-1", channel="backoffice", reserved=True)
        self._expire(held)
        self._hold_places("1-1")
        self.assertEqual(self._places("1-1").state, "held")

    def test_reserved_place_is_sold_to_its_owner(self):
        held = self._hold_places("1-1", channel="backoffice", reserved=True)
        self._order(held)
        self.assertEqual(self._places("1-1").state, "sold")

    # --- allotments ---------------------------------------------------------

    def test_allotted_place_is_sold_by_its_channel_only(self):
        self._allot("1-1")
        with self.assertRaises(PlacesUnavailable):
            self._hold_places("1-1", channel="website")
        held = self._hold_places("1-1", channel="pos")
        self.assertEqual(held.places[0].id, self._places("1-1").id)

    def test_best_seats_of_a_channel_are_in_its_allotment_too(self):
        self._allot("1-5", "1-6")
        best = {"count": 2, "zone_id": self.zone_a.id}
        elsewhere = self.Hold._hold(self.session, "website", best=best)
        self.assertFalse(
            {place.id for place in elsewhere.places} & set(self._places("1-5").ids)
        )
        own = self.Hold._hold(self.session, "pos", best=best)
        self.assertEqual(
            [place.id for place in own.places], self._places("1-5", "1-6").ids
        )

    def test_released_place_goes_back_to_its_allotment(self):
        allotment = self._allot("1-1")
        held = self._hold_places("1-1", channel="pos")
        self.Hold._release(held.token)
        place = self._places("1-1")
        self.assertEqual((place.state, place.allotment_id), ("reserved", allotment))
        self.assertEqual(place.held_until, allotment.return_at)

    def test_refunded_place_goes_back_to_its_allotment(self):
        allotment = self._allot("1-1")
        ticket = self._order(self._hold_places("1-1", channel="pos")).ticket_ids
        ticket._void("refunded", "asked for")
        self.assertEqual(self._places("1-1").allotment_id, allotment)

    def test_allotment_past_its_time_is_free_for_everybody(self):
        allotment = self._allot("1-1", days=-1)
        self._hold_places("1-1", channel="website")
        self.assertFalse(self._places("1-1").allotment_id)
        self.assertEqual(allotment.place_ids.ids, [])

    # --- history ------------------------------------------------------------

    def test_history_tells_who_held_sold_and_took_back(self):
        ticket = self._sell("1-1").ticket_ids
        ticket._void("refunded", "ill")
        lines = self._log("1-1")
        self.assertEqual(lines.mapped("action"), ["held", "sold", "voided"])
        self.assertEqual(lines[1:].ticket_id, ticket)
        self.assertEqual(lines[-1].detail, "ill")
        self.assertEqual(lines.user_id, self.env.user)

    def test_history_tells_locks_with_their_reason(self):
        self._places("1-1").action_lock("camera")
        self._places("1-1").action_open()
        lines = self._log("1-1")
        self.assertEqual(lines.mapped("action"), ["locked", "opened"])
        self.assertEqual(lines[0].detail, "camera")

    def test_refused_hold_leaves_no_history(self):
        self._hold_places("1-2")
        with self.assertRaises(PlacesUnavailable):
            self._hold_places("1-1", "1-2")
        self.assertFalse(self._log("1-1"))
