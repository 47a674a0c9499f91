from datetime import UTC, timedelta

from freezegun import freeze_time
from lxml import html

from odoo import fields
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestWhatsOn(TicketWebsiteCommon):
    """The listing: what is in it, in which order, narrowed down how."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gala = cls.env["ticket.show"].create(
            {"name": "Gala Night", "is_published": True}
        )
        cls.gala_session = cls._create_session_on_sale(
            show_id=cls.gala.id, start=fields.Datetime.now() + timedelta(days=60)
        )

    def _names(self, query=""):
        page = html.fromstring(self.url_open(f"/shows{query}").content)
        titles = page.xpath("//*[contains(@class, 'o_ticket_card_title')]")
        return [title.text_content().strip() for title in titles]

    def test_all_shows_stand_in_the_order_of_their_next_session(self):
        self.assertEqual(self._names(), ["Swan Lake", "Gala Night"])

    def test_days_narrow_the_list_to_sessions_on_them(self):
        day = self.gala_session._website_local(self.gala_session.start).date()
        self.assertEqual(self._names(f"?from={day}&to={day}"), ["Gala Night"])
        before = day - timedelta(days=1)
        self.assertEqual(self._names(f"?from={before}&to={before}"), [])

    def test_a_day_is_that_of_the_venue(self):
        local = self.gala_session._website_local(self.gala_session.start)
        late = local.replace(hour=23, minute=30)
        self.gala_session.start = late.astimezone(UTC).replace(tzinfo=None)
        day = local.date()
        self.assertEqual(self._names(f"?from={day}&to={day}"), ["Gala Night"])

    def test_a_price_narrows_the_list(self):
        self.assertEqual(self._names("?price=119"), [])
        self.assertEqual(self._names("?price=120"), ["Swan Lake", "Gala Night"])

    def test_only_what_can_be_bought_is_left_when_asked(self):
        self.gala_session.place_ids.action_lock()
        self.assertEqual(self._names("?available=1"), ["Swan Lake"])
        self.assertEqual(len(self._names()), 2)

    def test_a_venue_narrows_the_list(self):
        self.assertEqual(len(self._names(f"?venue={self.performance.venue_id.id}")), 2)
        self.assertEqual(self._names("?venue=999999"), [])

    def test_coming_is_what_nobody_can_buy_yet(self):
        self.gala_session.state = "announced"
        self.assertEqual(self._names("?list=coming"), ["Gala Night"])

    def test_new_is_what_was_first_published_lately(self):
        self.show.published_at = fields.Datetime.now() - timedelta(days=31)
        self.assertEqual(self._names("?list=new"), ["Gala Night"])

    def test_a_show_stays_as_old_as_its_first_publication(self):
        first = self.show.published_at
        with freeze_time(first + timedelta(days=50)):
            self.show.is_published = False
            self.show.is_published = True
        self.assertEqual(self.show.published_at, first)

    def test_specials_are_said_by_the_house_or_by_a_running_promotion(self):
        self.assertEqual(self._names("?list=special"), [])
        self.gala.special_offer = "Two for one"
        strategy = self.env["ticket.strategy"].create(
            {
                "name": "Four for three",
                "kind": "bundle",
                "show_ids": self.show.ids,
                "date_to": fields.Date.today() + timedelta(days=3),
            }
        )
        self.assertEqual(self._names("?list=special"), ["Swan Lake", "Gala Night"])
        strategy.on_website = False
        self.assertEqual(self._names("?list=special"), ["Gala Night"])

    def test_hot_are_those_most_asked_for(self):
        self.show.hot_score = 3
        self.gala.hot_score = 40
        self.assertEqual(self._names("?list=hot"), ["Gala Night", "Swan Lake"])
        self.show.hot_score = 0
        self.assertEqual(self._names("?list=hot"), ["Gala Night"])

    def test_an_unpublished_show_is_in_no_list(self):
        self.gala.write({"is_published": False, "hot_score": 9, "special_offer": "x"})
        for query in ("", "?list=hot", "?list=new", "?list=special", "?search=gala"):
            with self.subTest(query=query):
                self.assertNotIn("Gala Night", self._names(query))

    def test_nonsense_in_the_address_is_not_minded(self):
        query = "?genre=x&venue=-1&from=soon&price=1e9&list=%27&month=13&page=x"
        self.assertEqual(self._names(query), ["Swan Lake", "Gala Night"])

    def test_what_was_typed_is_inert(self):
        page = self.url_open("/shows?search=<script>alert(1)</script>").text
        self.assertNotIn("<script>alert", page)

    def test_number_of_queries_does_not_grow_with_the_shows(self):
        shows = self.env["ticket.show"].sudo()
        for _again in range(2):
            cards = shows.search([])._website_cards()
        with self.assertQueryCount(60):
            self.env.invalidate_all()
            cards = shows.search([])._website_cards()
        self.assertGreaterEqual(len(cards), 2)


@tagged("post_install", "-at_install")
class TestCalendar(TicketWebsiteCommon):
    def _page(self, query=""):
        return html.fromstring(self.url_open(f"/shows/calendar{query}").content)

    def _entries(self, page):
        return page.xpath("//a[contains(@class, 'o_ticket_entry ')]")

    def test_the_first_page_is_that_of_the_next_session(self):
        [entry] = self._entries(self._page())
        self.assertIn("Swan Lake", entry.text_content())
        self.assertEqual(entry.get("href"), self.performance.website_url)

    def test_an_entry_stands_on_the_day_of_the_venue(self):
        [entry] = self._entries(self._page())
        [stamp] = entry.getparent().xpath(".//time/@datetime")
        local = self.performance._website_local(self.performance.start)
        self.assertEqual(stamp, local.date().isoformat())

    def test_sold_out_is_told(self):
        self.performance.place_ids.action_lock()
        [entry] = self._entries(self._page())
        self.assertIn("Sold out", entry.text_content())

    def test_the_past_cannot_be_leafed_to(self):
        page = self._page("?month=2001-01")
        self.assertFalse(page.xpath("//a[@aria-label='Earlier month']"))

    def test_a_month_out_of_reach_is_the_last_one(self):
        for month in ("2199-01", "x", "2026-99"):
            self.assertEqual(len(self._entries(self._page(f"?month={month}"))), 1)

    def test_a_genre_narrows_the_calendar(self):
        genre = self.env["ticket.genre"].create({"name": "Opera"})
        self.assertEqual(self._entries(self._page(f"?genre={genre.id}")), [])
