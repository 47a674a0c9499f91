import time
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..tools import rotating_code
from ..tools import token as ticket_token
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestRotatingCode(TicketSaleCommon):
    """Sessions whose codes change every few seconds on the phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._sell("1-1").ticket_ids
        cls.keys = cls.env["ticket.signing.key"]._public_keys(cls.company)

    def _rotation(self, session=None):
        return self.env["ticket.session"]._rotation((session or self.session).id)

    def _live_code(self):
        settings = self.ticket._phone_code()
        return rotating_code.code_at(
            settings["token"],
            bytes.fromhex(settings["key"]),
            rotating_code.step_of(settings["now"] / 1000),
        )

    def _judge(self, text):
        code = rotating_code.read(text, self.keys)
        return rotating_code.judge(code, self._rotation(), time.time())

    def test_sessions_do_not_rotate_unless_told(self):
        self.assertFalse(self.session.rotating_code)
        self.assertIsNone(self._rotation())
        self.assertNotIn("key", self.ticket._phone_code())
        for medium in ticket_token.MEDIA:
            self.assertEqual(self.ticket._token_for(medium), self.ticket.token)
            self.assertTrue(self.ticket._static_code_allowed(medium))

    def test_phone_gets_what_the_gate_accepts(self):
        self.session.rotating_code = True
        self.assertEqual(self._judge(self._live_code()), "ok")
        self.assertEqual(self._judge(self.ticket.token), "live_code_needed")

    def test_only_allowed_media_keep_a_fixed_code(self):
        self.session.rotating_code = True
        judged = {
            medium: self._judge(self.ticket._token_for(medium))
            for medium in ticket_token.MEDIA
        }
        self.assertEqual(
            judged,
            {
                "phone": "live_code_needed",
                "paper": "ok",
                "pdf": "live_code_needed",
                "wallet": "live_code_needed",
                "partner": "ok",
            },
        )
        self.session.write({"rotating_pdf": True, "rotating_paper": False})
        self.assertTrue(self.ticket._static_code_allowed("pdf"))
        self.assertFalse(self.ticket._static_code_allowed("paper"))
        self.assertFalse(self.ticket._static_code_allowed("phone"))

    def test_faces_show_the_token_of_their_medium(self):
        self.session.rotating_code = True
        printed = self.ticket._face_values("en_US", medium="paper")[self.ticket.id]
        claims = ticket_token.verify(printed["token"], self.keys)
        self.assertEqual(claims.medium, "paper")
        shown = self.ticket._face_values("en_US")[self.ticket.id]
        self.assertEqual(shown["token"], self.ticket.token)

    def test_printed_face_carries_paper_and_pdf_face_pdf(self):
        Ticket = self.env.registry["ticket.ticket"]
        asked = []

        def token_for(ticket, medium):
            asked.append(medium)
            return ticket.token

        with patch.object(Ticket, "_token_for", token_for):
            for usage in ("print", "pdf", "phone"):
                faces = self.env["ticket.face"]._by_ticket(self.ticket, usage)
                [(face, tickets)] = faces.items()
                face._layouts(tickets)
        self.assertEqual(asked, ["paper", "pdf", "phone"])

    def test_renewing_the_secret_makes_every_code_old(self):
        self.session.rotating_code = True
        before = self._live_code()
        self.session.action_renew_rotating()
        self.assertEqual(self._judge(before), "stale_code")
        self.assertEqual(self._judge(self._live_code()), "ok")
        self.assertIn("renewed", self.session.message_ids[0].body)

    def test_every_session_and_database_has_its_own_secret(self):
        other = self._create_session_on_sale(
            start=fields.Datetime.now() + timedelta(days=3)
        )
        (self.session | other).rotating_code = True
        secrets = {*self._rotation().secrets, *self._rotation(other).secrets}
        self.env["ir.config_parameter"].sudo().set_param("database.secret", "other")
        secrets |= set(self._rotation().secrets)
        self.assertEqual(len(secrets), 3)
        self.assertEqual({len(secret) for secret in secrets}, {32})

    def test_a_copied_session_begins_with_a_secret_of_its_own(self):
        self.session.rotating_code = True
        self.session.action_renew_rotating()
        self.assertEqual(self.session.copy_data()[0].get("rotating_generation", 0), 0)

    def test_who_may_not_write_sessions_may_not_renew(self):
        cashier = self.env["res.users"].create(
            {
                "name": "Cashier",
                "login": "rotating-cashier",
                "group_ids": [
                    (6, 0, [self.env.ref("ticket_sale.group_ticket_cashier").id])
                ],
            }
        )
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models"):
            self.session.with_user(cashier).action_renew_rotating()

    def test_live_code_is_found_and_verified_as_real(self):
        self.session.rotating_code = True
        Ticket = self.env["ticket.ticket"]
        code = self._live_code()
        self.assertEqual(Ticket._find_by_code(code), (self.ticket, "ok"))
        self.assertEqual(Ticket._verify_code(code.lower())["result"], "real")
        self.assertEqual(Ticket._find_by_code(code[:-1])[1], "malformed")
        altered = code[:20] + ("0" if code[20] != "0" else "1") + code[21:]
        self.assertEqual(Ticket._find_by_code(altered)[1], "forged")


@tagged("post_install", "-at_install")
class TestServerTime(HttpCase):
    def test_phones_may_ask_for_the_time(self):
        answer = self.url_open("/ticket/time")
        self.assertAlmostEqual(answer.json()["now"] / 1000, time.time(), delta=10)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
