import re

from odoo.tests import tagged
from odoo.tests.common import TEST_CURSOR_COOKIE_NAME

from ..controllers import shared_page
from .common import TicketWebsiteCommon

PAGES = ("/shows", "/shows/calendar")


@tagged("post_install", "-at_install")
class TestSharedPage(TicketWebsiteCommon):
    """Who may keep a page, and for how long."""

    def _as_stranger(self):
        """A browser that has no cookie of ours, not even a session."""
        self.opener.cookies.clear()
        harmless = {*shared_page.HARMLESS_COOKIES, TEST_CURSOR_COOKIE_NAME}
        self.patch(shared_page, "HARMLESS_COOKIES", harmless)

    def test_a_strangers_page_is_for_everybody(self):
        for page in PAGES:
            with self.subTest(page=page):
                self._as_stranger()
                response = self.url_open(page)
                control = response.headers["Cache-Control"]
                self.assertIn("public", control)
                self.assertIn("s-maxage=30", control)
                self.assertNotIn("Set-Cookie", response.headers)
                self.assertIn("Cookie", response.headers["Vary"])

    def test_a_page_with_a_session_is_for_nobody_else(self):
        self._as_customer()
        response = self.url_open("/shows")
        self.assertIn("private", response.headers["Cache-Control"])

    def test_a_page_with_any_cookie_is_for_nobody_else(self):
        self._as_stranger()
        self.opener.cookies["anything"] = "x"
        response = self.url_open("/shows")
        self.assertIn("private", response.headers["Cache-Control"])

    def test_a_page_with_a_campaign_sets_its_cookies_and_is_not_shared(self):
        self._as_stranger()
        response = self.url_open("/shows?utm_campaign=spring")
        self.assertIn("private", response.headers["Cache-Control"])

    def test_an_unchanged_page_is_not_sent_again(self):
        self._as_customer()
        etag = self.url_open("/shows").headers["ETag"]
        again = self.url_open("/shows", headers={"If-None-Match": etag})
        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_a_changed_page_is_sent_again(self):
        self._as_customer()
        etag = self.url_open("/shows").headers["ETag"]
        self.show.name = "Goose Lake"
        again = self.url_open("/shows", headers={"If-None-Match": etag})
        self.assertEqual(again.status_code, 200)

    def test_the_beacon_gives_a_shared_page_a_token_that_is_taken(self):
        self._as_stranger()
        page = self.url_open("/shows").text
        self.assertTrue(re.search(r'data-shared="1"', page))
        answer = self.make_jsonrpc_request("/ticket/web/visit", {"step": "list"})
        self.assertTrue(self.opener.cookies.get("session_id"))
        self.assertTrue(answer["csrf_token"])

    def test_suggestions_may_be_kept(self):
        response = self.url_open("/shows/suggest?search=swan")
        self.assertIn("s-maxage", response.headers["Cache-Control"])
        self.assertNotIn("Set-Cookie", response.headers)
