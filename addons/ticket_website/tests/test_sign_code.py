import re
import time
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.http import root as odoo_root
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import TooManyRequests

from .common import TicketWebsiteCommon

PHONE = "+8613812345678"


@tagged("post_install", "-at_install")
class TestSignCode(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.auth_signup_uninvited = "b2c"
        cls.Code = cls.env["ticket.sign.code"]
        cls.env.company.country_id = cls.env.ref("base.cn")

    def setUp(self):
        super().setUp()
        self.sent = []
        sms = type(self.env["sms.sms"])

        def take(messages, *args, **kwargs):
            self.sent += [(one.number, one.body) for one in messages]
            messages.state = "sent"

        self.startPatcher(patch.object(sms, "send", take))
        self.startPatcher(
            patch.object(
                type(self.Code),
                "_send_mail",
                lambda _codes, address, code: self.sent.append((address, code)),
            )
        )

    def _sent_code(self):
        return re.search(r"\b\d{6}\b", self.sent[-1][1]).group()

    def _post(self, path, **values):
        return self.url_open(
            f"/web/login/code{path}",
            {"csrf_token": Request.csrf_token(self), **values},
        )

    def _sign_in(self, address=PHONE):
        self._post("", address=address)
        return self._post("/check", code=self._sent_code())

    def _tie(self):
        self.portal_user.sudo().ticket_phone = PHONE
        self.env.flush_all()

    def _signed_in_as(self):
        return self.url_open("/my", allow_redirects=False)

    def test_numbers_are_kept_in_one_spelling(self):
        clean = self.Code._clean_address
        self.assertEqual(clean("138 1234-5678"), PHONE)
        self.assertEqual(clean(" Ann@Example.com "), "ann@example.com")
        for text in ("", "12", "<script>", "a@", "1" * 99):
            with self.assertRaises(UserError):
                clean(text)

    def test_the_code_itself_is_not_kept(self):
        self.Code._send(PHONE)
        row = self.Code.search([("address", "=", PHONE)])
        self.assertNotIn(self._sent_code(), row.code_hash)

    def test_a_right_code_is_good_once(self):
        self.Code._send(PHONE)
        code = self._sent_code()
        self.assertTrue(self.Code._redeem(PHONE, code))
        self.assertIsNone(self.Code._redeem(PHONE, code))

    def test_five_tries_and_the_code_is_dead(self):
        self.Code._send(PHONE)
        code = self._sent_code()
        wrong = f"{(int(code) + 1) % 1000000:06d}"
        for _try in range(5):
            self.assertIsNone(self.Code._redeem(PHONE, wrong))
        self.assertIsNone(self.Code._redeem(PHONE, code))

    def test_an_old_code_is_dead(self):
        self.Code._send(PHONE)
        with freeze_time(fields.Datetime.now() + timedelta(minutes=11)):
            self.assertIsNone(self.Code._redeem(PHONE, self._sent_code()))

    def test_a_code_is_for_its_own_address(self):
        self.Code._send(PHONE)
        self.assertIsNone(self.Code._redeem("+8613912345678", self._sent_code()))

    def test_a_second_code_waits_a_minute(self):
        self.Code._send(PHONE)
        with self.assertRaisesRegex(UserError, "Wait a minute"):
            self.Code._send(PHONE)

    def test_who_asks_too_often_is_told_when_to_come_again(self):
        limit = type(self.env["ticket.web.limit"])
        error = TooManyRequests("Not so fast.", retry_after=60)
        self.startPatcher(patch.object(limit, "_spend", side_effect=error))
        page = self._post("", address=PHONE)
        self.assertEqual(page.status_code, 429)
        self.assertEqual(page.headers["Retry-After"], "60")
        self.assertFalse(self.sent)

    def test_a_proof_is_used_once(self):
        self.Code._send(PHONE)
        proof = self.Code._redeem(PHONE, self._sent_code())
        self.env.invalidate_all()
        self.assertFalse(self.Code._use_proof(PHONE, "guess"))
        self.assertTrue(self.Code._use_proof(PHONE, proof))
        self.assertFalse(self.Code._use_proof(PHONE, proof))

    def test_member_signs_in_by_phone(self):
        self._tie()
        page = self._sign_in()
        self.assertTrue(page.url.endswith("/my"), page.url)
        self.assertIn(self.portal_user.name, page.text)

    def test_the_page_asks_for_phone_or_mail_and_keeps_the_way_back(self):
        page = self.url_open("/web/login/code?redirect=%2Fshop%2Fcart")
        self.assertEqual(page.status_code, 200)
        self.assertIn("Phone number or e-mail", page.text)
        self.assertIn("/web/login?redirect=%2Fshop%2Fcart", page.text)
        self.assertIn("Code by SMS or e-mail", self.url_open("/web/login").text)

    def test_unknown_numbers_look_the_same_until_proven(self):
        self._tie()
        known = self._post("", address=PHONE).text
        self._as_guest()
        unknown = self._post("", address="+8613912345678").text
        self.assertIn("We sent six digits", known)
        self.assertIn("We sent six digits", unknown)

    def test_new_customer_signs_up_by_phone(self):
        self.assertIn("How may we call you?", self._sign_in().text)
        page = self._post("/name", name="Li <b>Na</b>")
        self.assertTrue(page.url.endswith("/my"), page.url)
        user = self.env["res.users"].search([("ticket_phone", "=", PHONE)])
        self.assertEqual((user.name, user.phone), ("Li <b>Na</b>", PHONE))
        self.assertTrue(user.share)
        self.assertNotIn("<b>Na</b>", page.text)

    def test_no_account_where_the_website_takes_none(self):
        self.website.auth_signup_uninvited = "b2b"
        self._sign_in()
        self.assertIn("ask the box office", self._post("/name", name="Li").text)
        self.assertFalse(self.env["res.users"].search([("ticket_phone", "=", PHONE)]))

    def test_guest_orders_are_found_in_the_new_account(self):
        guest = self.env["res.partner"].create(
            {"name": "Guest", "email": "guest@example.com"}
        )
        self._sell("5-1", partner=guest)
        user = self.env["res.users"]._sign_up_with_code("guest@example.com", "Guest")
        self.assertEqual(user.partner_id, guest)

    def test_nobody_gets_a_name_page_without_a_proof(self):
        self.assertEqual(self._post("/name", name="Li").status_code, 404)
        self._post("", address=PHONE)
        self._post("/check", code="000000")
        self.assertEqual(self._post("/name", name="Li").status_code, 404)

    def test_staff_do_not_sign_in_by_code(self):
        self.internal_user.sudo().ticket_phone = PHONE
        self.assertFalse(self.env["res.users"]._of_sign_address(PHONE))
        login = self.internal_user.login
        self.assertFalse(self.env["res.users"]._of_sign_address(f"{login}@x.com"))

    def test_the_password_form_takes_no_code_credentials(self):
        self._tie()
        page = self.url_open(
            "/web/login",
            {
                "csrf_token": Request.csrf_token(self),
                "login": self.portal_user.login,
                "type": "ticket_code",
                "address": PHONE,
            },
        )
        self.assertIn("Wrong login/password", page.text)

    def test_member_ties_a_proven_phone_only(self):
        password = self.portal_user.login
        self.portal_user.sudo().login = "kim@example.com"
        self.env.flush_all()
        self.authenticate("kim@example.com", password)
        self._show_who(PHONE)
        self._post("", address=PHONE)
        self._post("/check", code="abc")
        self.assertFalse(self.portal_user.sudo().ticket_phone)
        self.env.invalidate_all()
        self._post("/check", code=self._sent_code())
        self.assertEqual(self.portal_user.sudo().ticket_phone, PHONE)

    def _show_who(self, wanted):
        """The first code goes to the old address, whatever phone is asked for."""
        page = self._post("", address=wanted).text
        self.assertIn("whether it is you", page)
        self.assertIn(wanted, page)
        self.assertEqual([to for to, _body in self.sent if to == wanted], [])
        page = self._post("/check", code=self._sent_code()).text
        self.assertIn("we know that it is you", page)
        self.assertIn(f'value="{wanted}"', page)
        self.assertTrue(self._is_proven())

    def test_an_account_left_open_gets_no_other_phone(self):
        """Whoever finds it open has the new phone, and not the old one."""
        self._tie()
        self._as_customer()
        for text in ("+8613912345678", "139 1234 5678"):
            self._post("", address=text)
            self._post("/check", code="000")
            self._post("/done")
            self.Code.search([]).create_date = fields.Datetime.now() - timedelta(days=1)
            self.env.flush_all()
        self.assertEqual({to for to, _body in self.sent}, {PHONE})
        self.assertEqual(self.portal_user.sudo().ticket_phone, PHONE)

    def test_who_has_no_old_address_is_sent_to_the_box_office(self):
        """The address of the contact opens nothing: whoever finds the account open can
        change it."""
        self.portal_user.sudo().email = "thief@example.com"
        self._as_customer()
        self.assertIn("ask the box office", self._post("", address=PHONE).text)
        self.assertEqual(self.sent, [])

    def test_a_code_begun_by_a_guest_ties_nothing(self):
        """The browser of a guest who proves a phone and then signs in by a password."""
        self._as_customer()
        self.Code._send(PHONE)
        proof = self.Code._redeem(PHONE, self._sent_code())
        self.session = odoo_root.session_store.get(self.session.sid)
        self.session["ticket_sign_code"] = {"address": PHONE, "proof": proof}
        odoo_root.session_store.save(self.session)
        self.env.invalidate_all()
        self.url_open("/web/login/code/done")
        self.assertFalse(self.portal_user.sudo().ticket_phone)

    def test_codes_go_where_the_account_was_made(self):
        """Not to an address that was changed by whoever found the account open."""
        user = self.portal_user.sudo()
        user.login = "kim@example.com"
        user.email = "thief@example.com"
        self.assertEqual(user._own_sign_address(), "kim@example.com")
        user.ticket_phone = PHONE
        self.assertEqual(user._own_sign_address(), PHONE)
        user.write({"ticket_phone": False, "login": "kim"})
        self.assertEqual(user._own_sign_address(), "thief@example.com")
        with self.assertRaisesRegex(UserError, "box office"):
            user._own_sign_address(sure=True)
        user.email = False
        with self.assertRaisesRegex(UserError, "box office"):
            user._own_sign_address()

    def _is_proven(self):
        """Whether Odoo takes this browser for the account's owner without a password."""
        self.session = odoo_root.session_store.get(self.session.sid)
        return bool(self.session.get("identity-check-last"))

    def _confirm(self, code=None, address=PHONE):
        """A member shows to own a phone, hours after signing in."""
        self._as_customer()
        self.assertFalse(self._is_proven())
        self._post("", address=address)
        self._post("/check", code=code or self._sent_code())
        return self._is_proven()

    def test_own_phone_stands_for_the_password_a_member_has_not_got(self):
        self._tie()
        self.assertTrue(self._confirm())
        page = self.url_open("/my/security").text
        self.assertIn("no password is asked for", page)

    def test_wrong_code_stands_for_nothing(self):
        self._tie()
        self.assertFalse(self._confirm(code="000"))

    def test_used_code_stands_for_nothing(self):
        self._tie()
        self.Code._send(PHONE)
        code = self._sent_code()
        self.Code._redeem(PHONE, code)
        with patch.object(type(self.Code), "_send"):
            self.assertFalse(self._confirm(code=code))

    def test_old_code_stands_for_nothing(self):
        self._tie()
        self.Code._send(PHONE)
        self.Code.search([]).expires_at = fields.Datetime.now() - timedelta(minutes=1)
        with patch.object(type(self.Code), "_send"):
            self.assertFalse(self._confirm(code=self._sent_code()))

    def test_another_phone_stands_for_nothing(self):
        """It is tied to the account, but did not belong to its owner before."""
        self._tie()
        self._as_customer()
        other = "+8613912345678"
        self._show_who(other)
        before = time.time() - 300
        self.session["identity-check-last"] = before
        odoo_root.session_store.save(self.session)
        self._post("", address=other)
        self._post("/check", code=self._sent_code())
        self.env.invalidate_all()
        self.assertEqual(self.portal_user.sudo().ticket_phone, other)
        self._is_proven()
        self.assertEqual(self.session["identity-check-last"], before)

    def test_phone_of_staff_stands_for_nothing(self):
        staff = new_test_user(self.env, "staff_phone", "base.group_user", name="Staff")
        staff.sudo().ticket_phone = PHONE
        self.env.flush_all()
        self.authenticate(staff.login, staff.login)
        for address in (PHONE, "+8613912345678"):
            page = self._post("", address=address).text
            self.assertIn("Staff sign in with their password", page)
        self.assertEqual(self.sent, [])
        self.assertFalse(self._is_proven())

    def test_page_offers_the_code_and_knows_the_number(self):
        self._tie()
        self._as_customer()
        self.assertIn("/web/login/code?again=1", self.url_open("/my/security").text)
        page = self.url_open("/web/login/code?again=1").text
        self.assertIn("Is it you?", page)
        self.assertIn(f'value="{PHONE}"', page)

    def test_a_phone_belongs_to_one_account(self):
        self._tie()
        other = self.env["res.users"]._sign_up_with_code("b@example.com", "B")
        with self.assertRaisesRegex(UserError, "Another account"):
            other._tie_phone(PHONE)

    def test_redirects_stay_on_this_site(self):
        self._tie()
        self._post("", address=PHONE, redirect="https://evil.example/x")
        page = self._post("/check", code=self._sent_code())
        self.assertNotIn("evil", page.url)

    def test_customers_read_no_codes(self):
        for user in (self.portal_user, self.public_user, self.internal_user):
            with self.assertRaises(AccessError):
                self.Code.with_user(user).search([])
