import json

from odoo.tests import HttpCase, tagged

from .kiosk_common import KioskCommon

PATH = "/ticket/api/v1/kiosk/"


@tagged("post_install", "-at_install")
class TestKioskApi(KioskCommon, HttpCase):
    """What a screen may ask, and how it is told no."""

    def setUp(self):
        super().setUp()
        self.session = None  # HttpCase keeps the web session under this name
        _kiosk, self.token = self.kiosk._redeem(self.kiosk._make_pairing_code())

    def _post(self, name, token=None, **body):
        return self.url_open(
            PATH + name,
            data=json.dumps(body),
            headers={
                "Authorization": f"Bearer {token or self.token}",
                "Content-Type": "application/json",
            },
        )

    def test_page_is_open_and_knows_both_languages(self):
        page = self.url_open("/kiosk")
        self.assertEqual(page.status_code, 200)
        self.assertIn("zh_CN", page.text)

    def test_pairing_gives_a_token_once(self):
        code = self.kiosk._make_pairing_code()
        paired = self._post("pair", token="none", code=code)
        self.assertEqual(paired.json()["name"], "Foyer 1")
        again = self._post("pair", token="none", code=code)
        self.assertEqual(again.status_code, 403)

    def test_nobody_is_served_without_a_token(self):
        answer = self._post("begin", token="WRONG")
        self.assertEqual(answer.status_code, 401)
        self.assertEqual(answer.json()["error"]["code"], "unauthorized")

    def test_revoked_token_is_refused(self):
        self.kiosk.action_revoke()
        self.assertEqual(self._post("status").status_code, 401)

    def test_status_beats_and_tells_the_condition(self):
        told = self._post("status", version="1", screen="welcome").json()
        self.assertEqual((told["condition"], told["idle_seconds"]), ("ready", 60))
        self.env.invalidate_all()
        self.assertEqual((self.kiosk.state, self.kiosk.screen), ("online", "welcome"))

    def test_programme_and_offer(self):
        sessions = self._post("programme").json()["sessions"]
        self.assertIn(self._session().id, [one["id"] for one in sessions])
        offer = self._post("offer", session=self._session().id).json()
        self.assertIn("/kiosk/availability/", offer["availability"])
        states = self.url_open(
            offer["availability"], headers={"Authorization": f"Bearer {self.token}"}
        )
        self.assertEqual(states.status_code, 200)

    def test_seats_are_held_and_given_back(self):
        visit = self._post("begin").json()["visit"]
        cart = self._post(
            "seats",
            visit=visit,
            session=self._session().id,
            type=self.adult.id,
            wanted={"count": 2, "zone": self.zone_a.id},
        ).json()
        self.assertEqual(cart["total"], 760)
        left = self._post("leave", visit=visit, reason="idle").json()
        self.assertEqual(left["state"], "left")
        places = self._session().place_ids
        self.assertFalse(places.filtered(lambda place: place.state == "held"))

    def test_wrong_voucher_is_an_answer_and_leaves_the_visit_open(self):
        visit = self._post("begin").json()["visit"]
        answer = self._post("voucher", visit=visit, code="NOPE9999")
        self.assertEqual(answer.status_code, 409)
        cart = self._post("voucher_back", visit=visit, voucher=1).json()
        self.assertEqual((cart["vouchers"], cart["due"]), ([], 0))

    def test_bad_messages_are_refused(self):
        visit = self._post("begin").json()["visit"]
        for name, body in (
            ("seats", {"visit": visit, "session": "1", "type": 1, "wanted": {}}),
            ("remove", {"visit": visit, "places": []}),
            ("types", {"visit": visit, "types": {"x": 1}}),
            ("leave", {"visit": visit, "reason": "bored"}),
        ):
            self.assertEqual(self._post(name, **body).status_code, 400, name)

    def test_refusal_is_an_answer_in_the_customers_language(self):
        answer = self._post("cart", visit="unknown")
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(answer.json()["error"]["code"], "visit_over")
