import json

from odoo.tests import HttpCase, tagged

from ..models.pos_config_display import _most_shows
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestCustomerDisplay(TicketPosCommon, HttpCase):
    """What a display may know, and in which language it says it."""

    def setUp(self):
        super().setUp()
        self.ticket_session = self.session
        self.session = None  # HttpCase keeps the web session under this name
        self.env["res.lang"]._activate_lang("zh_CN")

    def _ask(self, token=None, session_ids=(), config=None):
        config = config or self.config
        reply = self.url_open(
            "/ticket/pos/display",
            data=json.dumps(
                {
                    "jsonrpc": "2.0",
                    "params": {
                        "config_id": config.id,
                        "access_token": config.access_token if token is None else token,
                        "session_ids": session_ids,
                    },
                }
            ),
            headers={"Content-Type": "application/json"},
        ).json()
        return reply.get("result")

    def _card(self, **values):
        self.config.write(values)
        self.env.flush_all()
        [card] = self._ask(session_ids=[self.ticket_session.id])["sessions"]
        return card

    def test_session_of_the_cart_with_map_zones_and_types(self):
        card = self._card()
        self.assertEqual((card["show"], card["tz"]), ("Swan Lake", "Asia/Shanghai"))
        self.assertEqual(card["types"][str(self.adult.id)], self.adult.name)
        self.assertEqual(sum(run for _zone, run in card["seat_zones"]), 40)
        self.assertIn(self.zone_a.id, [zone["id"] for zone in card["zones"]])
        self.assertEqual(self.url_open(card["geometry"]).status_code, 200)

    def test_words_are_in_the_language_of_the_display(self):
        self.ticket_session.show_id.with_context(lang="zh_CN").name = "天鹅湖"
        self.assertEqual(self._card(ticket_display_lang="zh_CN")["show"], "天鹅湖")
        self.assertEqual(self._card(ticket_display_lang="en_US")["show"], "Swan Lake")

    def test_page_speaks_the_language_of_the_display(self):
        self.config.ticket_display_lang = "zh_CN"
        page = self.url_open(f"/pos_customer_display/{self.config.id}/device").text
        self.assertIn('"lang": "zh_CN"', page)
        self.assertIn('"ticket_display": true', page)

    def test_till_without_tickets_keeps_the_usual_display(self):
        self.config.ticket_selling = False
        page = self.url_open(f"/pos_customer_display/{self.config.id}/device").text
        self.assertNotIn("ticket_display", page)
        self.assertEqual(
            self._ask(session_ids=[self.ticket_session.id]),
            {"sessions": [], "coming": [], "alarms": [], "pauses": []},
        )

    def test_wrong_token_learns_nothing(self):
        for token in ("", "wrong", False, [1]):
            self.assertIsNone(self._ask(token=token))

    def test_till_that_is_not_there_is_no_error_of_ours(self):
        missing = self._create_missing()
        self.assertIsNone(self._ask(token="x", config=missing))

    def _create_missing(self):
        config = self.config.copy()
        config.unlink()
        return config

    def test_ids_that_make_no_sense_are_ignored(self):
        for ids in ([0], ["1"], [None], [2**70], "12", {"a": 1}):
            self.assertFalse(self._ask(session_ids=ids)["sessions"])

    def test_idle_display_shows_the_next_sessions_and_what_is_left(self):
        [card] = [
            card
            for card in self._ask()["coming"]
            if card["id"] == self.ticket_session.id
        ]
        self.assertEqual((card["show"], card["left"]), ("Swan Lake", "many"))
        self.assertFalse({"geometry", "seat_zones"} & card.keys())

    def test_each_show_is_shown_once_before_a_day_comes_again(self):
        days = {
            ("swan", "hall", 1): "swan 1",
            ("swan", "hall", 2): "swan 2",
            ("jazz", "hall", 2): "jazz 2",
        }
        self.assertEqual(_most_shows(days), ["swan 1", "jazz 2", "swan 2"])

    def test_words_of_the_display_are_loaded_without_a_login(self):
        page = self.url_open(f"/pos_customer_display/{self.config.id}/device").text
        self.assertIn('"translationURL": "/web/webclient/translations"', page)

    def test_sessions_off_the_shelf_are_not_shown(self):
        self.ticket_session.on_shelf = False
        self.assertNotIn(
            self.ticket_session.id, [card["id"] for card in self._ask()["coming"]]
        )

    def test_poster_is_shown_to_the_display_alone(self):
        self.ticket_session.show_id.poster = (
            b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
            b"WjR9awAAAABJRU5ErkJggg=="
        )
        self.env.flush_all()
        poster = self._card()["poster"]
        self.assertEqual(self.url_open(poster).headers["Content-Type"], "image/png")
        bare = self.url_open(poster.split("?")[0])
        self.assertNotEqual(len(bare.content), len(self.url_open(poster).content))

    def test_display_follows_a_sale_from_idle_to_thanks(self):
        self.cashier.password = "till_cashier"
        self.start_tour(
            f"/pos_customer_display/{self.config.id}/{self.config.access_token}",
            "ticket_customer_display",
            login="till_cashier",
        )
