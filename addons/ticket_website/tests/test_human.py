from unittest.mock import patch

from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestHuman(TicketWebsiteCommon):
    """Whoever takes seats very often waits, or shows to be no robot."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.ticket_holds_visitor = 1
        cls.params = cls.env["ir.config_parameter"].sudo()

    def _set_up_captcha(self, secret="secret"):
        self.params.set_param("recaptcha_public_key", "public")
        self.params.set_param("recaptcha_private_key", secret)

    def _hold(self, key):
        seats = self._places(key).seat_id.ids
        reply = self.url_open(
            "/ticket/web/hold",
            json={"params": {"session_id": self.performance.id, "seat_ids": seats}},
        )
        return reply.json()["result"]

    def _prove(self, answer="is_human"):
        http = self.env.registry["ir.http"]
        with patch.object(
            http, "_verify_recaptcha_token", lambda *args, **kwargs: answer
        ):
            return self.make_jsonrpc_request(
                "/ticket/web/human", {"recaptcha_token_response": "token"}
            )

    def _refused(self):
        self._hold("3-1")
        return self._hold("3-2")["error"]

    def test_without_a_captcha_one_waits(self):
        error = self._refused()
        self.assertNotIn("captcha", error["details"])
        self.assertFalse(self._prove()["human"])

    def test_captcha_without_its_secret_proves_nothing(self):
        self._set_up_captcha(secret="")
        self.assertNotIn("captcha", self._refused()["details"])

    def test_who_is_human_goes_on(self):
        self._set_up_captcha()
        [check] = self._refused()["details"]["captcha"]["checks"]
        self.assertEqual(check, {"kind": "recaptcha", "key": "public"})
        self.assertTrue(self._prove()["human"])
        self.assertIn("hold", self._hold("3-2"))
        self.assertIn("error", self._hold("3-3"))  # and is not let in for ever

    def test_robot_stays_out(self):
        self._set_up_captcha()
        self._refused()
        self.assertFalse(self._prove("is_bot")["human"])
        self.assertIn("error", self._hold("3-2"))

    def test_proof_is_for_this_browser_alone(self):
        self._set_up_captcha()
        self._refused()
        self._prove()
        self._as_guest()
        self._hold("3-4")
        self.assertIn("error", self._hold("3-5"))
