import re

from odoo.tests import JsonRpcException, new_test_user, tagged

from ..tools.favourites import MOST_OF_GUEST, read_cookie, write_cookie
from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestFavourites(TicketWebsiteCommon):
    """Hearts of guests and members."""

    def setUp(self):
        super().setUp()
        self.word = f"show-{self.show.id}"
        self.partner = self.portal_user.partner_id

    def _toggle(self, item="", on=True):
        """Touch the heart of the show, or of something else."""
        item = self.word if item == "" else item
        return self.make_jsonrpc_request(
            "/ticket/web/favourite", {"item": item, "on": on}
        )

    def _kept(self):
        return self.env["ticket.favourite"].search(
            [("partner_id", "=", self.partner.id)]
        )

    def test_guest_keeps_favourites_in_the_browser_only(self):
        self.assertEqual(self._toggle(), {"items": [self.word]})
        self.assertEqual(self.opener.cookies["ticket_favourites"], self.word)
        self.assertIn(self.show.name, self.url_open("/favourites").text)
        self.assertFalse(self.env["ticket.favourite"].search_count([]))

    def test_guest_forgets(self):
        self._toggle()
        self.assertEqual(self._toggle(on=False), {"items": []})
        self.assertNotIn(self.show.website_url, self.url_open("/favourites").text)

    def test_member_keeps_favourites_and_sees_the_heart(self):
        self._as_customer()
        for _click in range(2):
            self.assertEqual(self._toggle(), {"items": [self.word]})
        self.assertEqual(self._kept().show_id, self.show)
        self.assertIn('aria-pressed="true"', self.url_open(self.show.website_url).text)
        self._toggle(on=False)
        self.env.invalidate_all()
        self.assertFalse(self._kept())

    def test_signing_in_takes_the_favourites_of_the_guest_along(self):
        self._toggle()
        cookie = self.opener.cookies["ticket_favourites"]
        self._as_customer()
        self.opener.cookies["ticket_favourites"] = cookie
        answer = self.make_jsonrpc_request("/ticket/web/favourites", {})
        self.assertEqual(answer, {"items": [self.word]})
        self.assertEqual(self._kept().show_id, self.show)

    def test_artists_are_favourites_too(self):
        artist = self.env["ticket.artist"].create({"name": "Li Na", "is_published": 1})
        word = f"artist-{artist.id}"
        self.assertEqual(self._toggle(word), {"items": [word]})
        self.assertIn("Li Na", self.url_open("/favourites").text)
        self._as_customer()
        self._toggle(word)
        self.assertEqual(self._kept().artist_id, artist)
        self.assertIn('aria-pressed="true"', self.url_open(artist.website_url).text)

    def test_what_the_website_does_not_show_is_no_favourite(self):
        self.show.is_published = False
        for wrong in (self.word, "show-0", "show-x", "venue-1", 7, None):
            with self.subTest(item=wrong), self.assertRaises(JsonRpcException) as told:
                self._toggle(wrong)
            self.assertIn("NotFound", str(told.exception))

    def test_a_cookie_full_of_nonsense_is_read_as_far_as_it_is_one(self):
        self.opener.cookies["ticket_favourites"] = f"<b>.show--1.{self.word}"
        page = self.url_open("/favourites")
        self.assertEqual(page.status_code, 200)
        self.assertIn(self.show.website_url, page.text)

    def test_a_show_without_dates_stays_on_the_page(self):
        self.performance.state = "ended"
        self.performance.on_shelf = False
        self._toggle()
        self.assertIn("o_ticket_favourite_rows", self.url_open("/favourites").text)

    def test_reading_favourites_writes_nothing(self):
        self._as_customer()
        self._toggle()
        before = self.env["website.visitor"].search_count([])
        self.url_open("/favourites")
        self.assertEqual(self.env["website.visitor"].search_count([]), before)

    def test_member_says_what_may_be_written(self):
        self._as_customer()
        page = self.url_open("/favourites").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        data = {"csrf_token": token, "reviews": "1"}
        self.url_open("/favourites/messages", data=data)
        self.env.invalidate_all()
        self.assertTrue(self.partner.ticket_no_alerts)
        self.assertFalse(self.partner.ticket_no_reviews)

    def test_supervisors_read_favourites_and_nobody_writes_them(self):
        user = new_test_user(
            self.env, "sup_fav", groups="ticket_sale.group_ticket_supervisor"
        )
        favourites = self.env["ticket.favourite"].with_user(user)
        self.assertTrue(favourites.has_access("read"))
        self.assertFalse(favourites.has_access("write"))
        portal = self.env["ticket.favourite"].with_user(self.portal_user)
        self.assertFalse(portal.has_access("read"))

    def test_cookie_holds_so_many(self):
        pairs = [("show", number) for number in range(1, MOST_OF_GUEST + 20)]
        self.assertEqual(len(read_cookie(write_cookie(pairs))), MOST_OF_GUEST)
