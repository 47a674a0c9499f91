from unittest.mock import patch

from odoo import fields
from odoo.http import Request
from odoo.tests import tagged

from .common import TicketWebsiteCommon

CONSENT = {
    "key": "face-7",
    "title": "Entry by face",
    "about": "Row 5 seat 1",
    "text": "My face may <b>open</b> the gate.",
    "given_at": fields.Datetime.to_datetime("2026-11-01 10:00:00"),
    "ended_at": False,
    "state": "given",
}


@tagged("post_install", "-at_install")
class TestMyConsents(TicketWebsiteCommon):
    """A visitor sees what they agreed to, and takes it back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.portal_user.partner_id

    def setUp(self):
        super().setUp()
        self.ended = []
        mine = self.partner

        def told(partner):
            return [CONSENT] if partner == mine else []

        def end(partner, key):
            is_mine = partner == mine and key == CONSENT["key"]
            self.ended += [key] if is_mine else []
            return is_mine

        model = type(self.env["res.partner"])
        for name, function in (("_my_consents", told), ("_withdraw_consent", end)):
            patcher = patch.object(model, name, function)
            patcher.start()
            self.addCleanup(patcher.stop)
        self._as_customer()

    def _withdraw(self, key):
        return self.url_open(
            "/my/data/consent/withdraw",
            {"csrf_token": Request.csrf_token(self), "key": key},
        )

    def test_the_visitor_reads_word_for_word_what_was_agreed_to(self):
        page = self.url_open("/my/data").text
        self.assertIn("Row 5 seat 1", page)
        self.assertIn("My face may &lt;b&gt;open&lt;/b&gt; the gate.", page)
        self.assertIn('action="/my/data/consent/withdraw"', page)

    def test_it_is_taken_back_with_one_button(self):
        page = self._withdraw("face-7")
        self.assertEqual(self.ended, ["face-7"])
        self.assertIn("Taken back.", page.text)

    def test_what_is_over_has_no_button(self):
        with patch.dict(CONSENT, state="ending", ended_at=fields.Datetime.now()):
            page = self.url_open("/my/data").text
        self.assertNotIn("/my/data/consent/withdraw", page)
        self.assertIn("The terminal erases its record of you", page)

    def test_what_is_not_mine_is_not_there(self):
        for key in ("face-8", "", "x" * 5000):
            self.assertEqual(self._withdraw(key).status_code, 404)
        self.assertEqual(self.ended, [])
