import json
from datetime import timedelta

from lxml import html

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestShows(TicketWebsiteCommon):
    def test_published_show_is_listed_with_its_lowest_price(self):
        page = self.url_open("/shows").text
        self.assertIn("Swan Lake", page)
        self.assertIn("120.00", page)  # standing adult; a child seat costs 190

    def test_unpublished_show_is_nowhere(self):
        self.show.is_published = False
        self.assertNotIn("Swan Lake", self.url_open("/shows").text)
        for url in (self.show.website_url, self.performance.website_url):
            self.assertEqual(self.url_open(url).status_code, 404)

    def test_session_off_the_shelf_is_nowhere(self):
        self.performance.action_take_off_shelf()
        self.assertNotIn("Swan Lake", self.url_open("/shows").text)
        self.assertEqual(self.url_open(self.performance.website_url).status_code, 404)

    def test_editor_sees_an_unpublished_show(self):
        self.show.is_published = False
        self.internal_user.group_ids |= self.env.ref("ticket_venue.group_ticket_editor")
        self.authenticate(self.internal_user.login, self.internal_user.login)
        self.assertEqual(self.url_open(self.show.website_url).status_code, 200)

    def test_editor_publishes_from_the_back_office(self):
        self.show.is_published = False
        self.internal_user.group_ids |= self.env.ref("ticket_venue.group_ticket_editor")
        self.show.with_user(self.internal_user).website_published = True
        self.assertIn("Swan Lake", self.url_open("/shows").text)

    def test_cashier_cannot_publish(self):
        self.internal_user.group_ids |= self.env.ref("ticket_sale.group_ticket_cashier")
        with self.assertRaises(AccessError):
            self.show.with_user(self.internal_user).website_published = False

    def test_draft_session_is_not_found(self):
        draft = self._create_session(start=fields.Datetime.now() + timedelta(days=90))
        self.assertEqual(self.url_open(draft.website_url).status_code, 404)

    def test_unknown_ids_are_not_found(self):
        for url in ("/show/nothing-999999", "/show/x", "/session/999999"):
            self.assertEqual(self.url_open(url).status_code, 404)

    def test_old_slug_leads_to_the_new_one(self):
        response = self.url_open(
            f"/show/goose-lake-{self.show.id}", allow_redirects=False
        )
        self.assertEqual(response.status_code, 301)
        self.assertTrue(response.headers["Location"].endswith(self.show.website_url))

    def test_search_by_cast_and_genre(self):
        opera = self.env["ticket.genre"].create({"name": "Test Opera"})
        cast = [Command.create({"name": "Maya Plisetskaya", "role": "Odette"})]
        self.show.write({"cast_ids": cast, "genre_id": opera.id})
        self.assertIn("Swan Lake", self.url_open("/shows?search=plisetskaya").text)
        self.assertNotIn("Swan Lake", self.url_open("/shows?search=callas").text)
        self.assertIn("Swan Lake", self.url_open(f"/shows?genre={opera.id}").text)
        other = self.env["ticket.genre"].create({"name": "Other"})
        page = self.url_open(f"/shows?genre={other.id}&search=callas%25_")
        self.assertEqual(page.status_code, 200)

    def test_script_in_a_name_is_inert(self):
        self.show.name = '</script><script>alert("x")</script>'
        for url in ("/shows", self.show.website_url, self.performance.website_url):
            self.assertNotIn("<script>alert", self.url_open(url).text)

    def test_show_page_tells_search_engines_the_sessions(self):
        tree = html.fromstring(self.url_open(self.show.website_url).text)
        texts = tree.xpath("//script[@type='application/ld+json']/text()")
        [events] = [data for data in map(json.loads, texts) if isinstance(data, list)]
        [event] = events
        self.assertEqual(event["name"], "Swan Lake")
        self.assertEqual(event["offers"]["price"], 120)

    def test_a_postponed_session_tells_why_and_search_engines_too(self):
        self.performance._postpone("ill", "Later! <b>Tickets</b> stay valid.")
        page = self.url_open(self.performance.website_url).text
        self.assertIn("Later! &lt;b&gt;Tickets&lt;/b&gt; stay valid.", page)
        self.assertIn("EventPostponed", self.url_open(self.show.website_url).text)

    def test_a_new_date_tells_search_engines_the_old_one(self):
        before = self.performance.start
        self.performance._postpone("ill", None, before + timedelta(days=40))
        page = self.url_open(self.show.website_url).text
        told = self.performance._website_local(before).isoformat()
        self.assertIn(f'"previousStartDate": "{told}"', page)

    def test_sold_out_and_few_left_are_told(self):
        places = self.performance.place_ids
        self.env["ticket.place"].browse(places.ids[3:]).action_lock()
        self.assertEqual(self._offer_state(), "few")
        places.filtered(lambda place: place.state == "free").action_lock()
        self.assertEqual(self._offer_state(), "sold_out")

    def test_coming_session_tells_when_the_sale_begins(self):
        begins = fields.Datetime.now() + timedelta(days=2)
        self.performance.write({"state": "announced", "sale_start": begins})
        self.assertEqual(self._offer_state(), "soon")
        self.assertIn("Coming soon", self.url_open(self.show.website_url).text)

    def test_pages_write_nothing(self):
        """Readonly routes: a write would be retried on another cursor and logged."""
        for url in ("/shows", self.show.website_url, self.performance.website_url):
            with self.subTest(url=url), self.assertNoLogs("odoo.http", "WARNING"):
                self.assertEqual(self.url_open(url).status_code, 200)

    def test_chinese_page_speaks_chinese(self):
        self.show.with_context(lang="zh_CN").name = "天鹅湖"
        self.website.language_ids |= self.env["res.lang"]._lang_get("zh_CN")
        self.assertIn("天鹅湖", self.url_open("/zh_CN/shows").text)

    def _offer_state(self):
        self.env.invalidate_all()
        return self.performance._website_offers()[self.performance.id].state
