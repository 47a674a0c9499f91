import re
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged, users

from ..controllers import gate_pair
from .common import TicketGateHttpCase


@tagged("post_install", "-at_install")
class TestPairing(TicketGateHttpCase):
    """A device gets its token by a code that is good once and for minutes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.phone = cls._create_device("Phone 1")
        cls.env["res.users"].create(
            {
                "name": "Staff",
                "login": "pairing-staff",
                "group_ids": [
                    (6, 0, [cls.env.ref("ticket_gate.group_ticket_gate").id])
                ],
            }
        )

    def _pair(self, code):
        self.env.flush_all()
        reply = self.url_open("/ticket/api/v1/gate/pair", json={"code": code})
        self.env.invalidate_all()
        return reply

    def _assert_refused(self, reply, status, code):
        self.assertEqual(reply.status_code, status)
        self.assertEqual(reply.json()["error"]["code"], code)

    def test_a_code_gives_a_token_that_scans(self):
        code = self.phone._new_pairing_code()
        self.assertRegex(code, r"^[0-9A-HJKMNP-TV-Z]{8}$")
        reply = self._pair(f" {code[:4].lower()}-{code[4:]} ")
        self.assertEqual(reply.status_code, 200)
        body = reply.json()
        self.assertEqual(body["device"]["id"], self.phone.id)
        self.assertEqual(body["gate"]["name"], "North 1")
        identity = self.env["ticket.gate.device"]._identify(body["token"])
        self.assertEqual(identity.id, self.phone.id)
        self.assertEqual(self.phone.state, "active")
        self.assertEqual(self.phone.paired_by_id, self.env.user)

    def test_a_code_is_good_once(self):
        code = self.phone._new_pairing_code()
        self._pair(code)
        self._assert_refused(self._pair(code), 401, "wrong_code")

    def test_a_code_is_good_for_a_quarter_of_an_hour(self):
        code = self.phone._new_pairing_code()
        later = fields.Datetime.now() + timedelta(minutes=15, seconds=1)
        with freeze_time(later):
            self.assertFalse(self.phone._redeem_pairing_code(code))
            self.phone.invalidate_recordset()
            self.assertFalse(self.phone.is_pairing)

    def test_a_new_code_replaces_the_one_before(self):
        old = self.phone._new_pairing_code()
        self.phone._new_pairing_code()
        self.assertFalse(self.phone._redeem_pairing_code(old))

    def test_the_code_itself_is_not_kept(self):
        code = self.phone._new_pairing_code()
        self.assertNotIn(code, str(self.phone.sudo().read()))

    def test_pairing_again_ends_the_token_before(self):
        old = self.phone._mint_token()
        self._pair(self.phone._new_pairing_code())
        self.assertIsNone(self.env["ticket.gate.device"]._identify(old))

    def test_nonsense_is_refused_politely(self):
        for code in (None, "", "x" * 65, 12345678, ["A"]):
            self._assert_refused(self._pair(code), 400, "invalid_request")
        for code in ("AAAAAAAA", "\ud800", "\x00", "门"):
            self._assert_refused(self._pair(code), 401, "wrong_code")

    def test_tries_are_limited(self):
        self.patch(gate_pair, "MOST_TRIES", 2)
        for _ in range(2):  # what a refusal rolls back in a test, a server keeps
            self.assertEqual(
                self._pair(self.phone._new_pairing_code()).status_code, 200
            )
        code = self.phone._new_pairing_code()
        self._assert_refused(self._pair(code), 429, "too_many_tries")

    def test_the_dialog_shows_code_and_picture(self):
        action = self.phone.action_pair()
        wizard = (
            self.env[action["res_model"]].with_context(**action["context"]).create({})
        )
        self.assertTrue(re.fullmatch(r"\w{4}-\w{4}", wizard.code))
        self.assertTrue(wizard.qr)
        self.assertTrue(self.phone.is_pairing)
        self.assertFalse(wizard.with_context(default_code=False).code, "kept nowhere")

    @users("pairing-staff")
    def test_staff_do_not_pair_by_code(self):
        with self.assertRaises(AccessError):
            self.phone.with_user(self.env.user).action_pair()
