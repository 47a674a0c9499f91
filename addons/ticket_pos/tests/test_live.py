import json

from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import PlacesUnavailable

from ..models.ticket_place_live import CHANNEL
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestTillLive(TicketPosCommon):
    """What tills hear while they look at a session."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._till()

    def setUp(self):
        super().setUp()
        self.seen = self.env["bus.bus"]._bus_last_id()

    def _heard(self):
        """Messages about the session since the last time, in order."""
        self.env.cr.flush()
        news = self.env["bus.bus"]._poll([(self.session, CHANNEL)], self.seen)
        self.seen = self.env["bus.bus"]._bus_last_id()
        return [row["message"]["payload"] for row in news]

    def _seat_ids(self, *keys):
        return self._places(*keys).seat_id.ids

    def test_a_hold_is_heard(self):
        self._take("1-1", "1-2")
        self.assertEqual(
            self._heard(),
            [
                {
                    "session_id": self.session.id,
                    "seats": [[seat, 1] for seat in self._seat_ids("1-1", "1-2")],
                    "ask": False,
                }
            ],
        )

    def test_what_is_given_back_is_heard(self):
        reply = self._take("1-1")
        self._heard()
        self._till().ticket_release(
            [[reply["seats"][0]["token"], self._places("1-1").ids]]
        )
        [news] = self._heard()
        self.assertEqual(news["seats"], [[self._seat_ids("1-1")[0], 0]])

    def test_a_sale_is_heard(self):
        reply = self._take("1-1")
        self._heard()
        self._pay(self._lines(reply))
        self.assertIn([self._seat_ids("1-1")[0], 2], self._heard()[-1]["seats"])

    def test_locked_and_opened_seats_are_heard(self):
        place = self._places("1-1")
        place.action_lock("pillar")
        self.assertEqual(self._heard()[0]["seats"], [[place.seat_id.id, 3]])
        place.action_open()
        self.assertEqual(self._heard()[0]["seats"], [[place.seat_id.id, 0]])

    def test_standing_places_make_the_till_ask(self):
        self._till().ticket_hold(
            self.session.id,
            self.adult.id,
            {"best": {"count": 1, "section_id": self.floor.id}},
        )
        [news] = self._heard()
        self.assertEqual((news["seats"], news["ask"]), ([], True))

    def test_nobody_is_told_when_no_counter_is_open(self):
        self.config.current_session_id.state = "closed"
        self.env["pos.session"].search([("state", "!=", "closed")]).state = "closed"
        self._hold_places("1-1")
        self.assertEqual(self._heard(), [])

    def test_a_refused_hold_tells_nothing(self):
        self._hold_places("1-1")
        self._heard()
        with self.assertRaises(PlacesUnavailable):
            self._take("1-1", "1-2")
        self.assertEqual(self._heard(), [])

    # --- who may follow -------------------------------------------------------------

    def _follow(self, user, session=None, till=None):
        session, till = session or self.session, till or self.config
        wanted = [f"{CHANNEL}/{till.id}/{session.id}"]
        return self.env["ir.websocket"].with_user(user)._ticket_followed(wanted)

    def test_a_till_follows_what_it_may_sell(self):
        [(session, channel)] = self._follow(self.cashier)
        self.assertEqual((session, channel), (self.session, CHANNEL))

    def test_others_follow_nothing(self):
        stranger = new_test_user(
            self.env, "live_stranger", groups="point_of_sale.group_pos_user"
        )
        self.assertEqual(self._follow(stranger), [])
        self.config.ticket_selling = False
        self.assertEqual(self._follow(self.cashier), [])

    def test_sessions_of_another_company_are_not_followed(self):
        other = self.env["res.company"].create({"name": "Other House"})
        self.env.cr.execute(
            "UPDATE ticket_session SET company_id = %s WHERE id = %s",
            [other.id, self.session.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self._follow(self.cashier), [])

    def test_the_channel_has_no_name_that_a_client_could_send(self):
        [target] = self._follow(self.cashier)
        self._take("1-1")
        self.env.cr.flush()
        row = self.env["bus.bus"].search([("id", ">", self.seen)], limit=1)
        channel = json.loads(row.channel)
        self.assertEqual(channel[1:], ["ticket.session", target[0].id, CHANNEL])
