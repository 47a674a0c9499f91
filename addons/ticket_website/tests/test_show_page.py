import json
from datetime import timedelta

from lxml import etree, html

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common import TicketWebsiteCommon
from .test_venues import PIXEL

SECTIONS = ["about", "sessions", "seats", "way", "related"]


@tagged("post_install", "-at_install")
class TestShowSections(TicketWebsiteCommon):
    def _page(self, show=None):
        response = self.url_open((show or self.show).website_url)
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.text)

    def _event(self):
        texts = self._page().xpath("//script[@type='application/ld+json']/text()")
        [events] = [told for told in map(json.loads, texts) if isinstance(told, list)]
        [event] = events
        return event

    def _other_show(self, **values):
        show = self.env["ticket.show"].create(
            {"name": "Giselle", "is_published": True, **values}
        )
        taken = self.env["ticket.session"].search_count([])
        start = fields.Datetime.now() + timedelta(days=60 + taken)
        self._create_session_on_sale(show_id=show.id, start=start)
        return show

    def test_sections_stand_in_their_order(self):
        self.show.genre_id = self.env["ticket.genre"].create({"name": "Ballet"})
        self._other_show(genre_id=self.show.genre_id.id)
        page = self._page()
        found = page.xpath("//div[hasclass('o_ticket_show_sections')]/section/@id")
        self.assertEqual([name for name in found if name != "reviews"], SECTIONS)

    def test_bar_tells_the_lowest_price_and_leads_to_the_only_session(self):
        [bar] = self._page().xpath("//div[hasclass('o_ticket_show_buy')]")
        self.assertIn("120.00", bar.text_content())
        self.assertTrue(bar.xpath("a/@href")[0].endswith(self.performance.website_url))

    def test_bar_leads_to_the_dates_when_there_are_several(self):
        start = fields.Datetime.now() + timedelta(days=50)
        self._create_session_on_sale(start=start)
        [bar] = self._page().xpath("//div[hasclass('o_ticket_show_buy')]")
        self.assertEqual(bar.xpath("a/@href"), ["#sessions"])

    def test_bar_offers_nothing_when_nothing_can_be_bought(self):
        self.performance.place_ids.action_lock()
        self.assertFalse(self._page().xpath("//div[hasclass('o_ticket_show_buy')]"))

    def test_zones_tell_their_lowest_price(self):
        [plan] = self.performance._website_seat_plans()
        told = [(row.zone.name, row.price) for row in plan.zones]
        self.assertEqual(told, [("Zone A", 190), ("Standing", 120)])

    def test_seat_picture_draws_every_seat_in_its_zone_and_no_script(self):
        self.seat_map.sudo().shapes = [
            {"shape": "text", "x": 0, "y": 0, "size": 9, "text": "<script>x</script>"}
        ]
        response = self.url_open(f"{self.performance.website_url}/seats.svg")
        self.assertIn("default-src 'none'", response.headers["Content-Security-Policy"])
        picture = etree.fromstring(response.content)
        paths = picture.findall("{http://www.w3.org/2000/svg}path")
        dots = sum(path.get("d").count("h0") for path in paths)
        self.assertEqual(dots, len(self.performance.place_ids.seat_id))
        self.assertNotIn("<script", response.text)

    def test_calendar_file_has_the_hour_of_the_venue(self):
        response = self.url_open(f"{self.performance.website_url}/calendar.ics")
        start = self.performance._website_local(self.performance.start)
        self.assertIn(f":{start:%Y%m%dT%H%M%S}", response.text)
        self.assertIn("SUMMARY:Swan Lake", response.text)

    def test_share_code_and_files_of_a_hidden_show_are_not_found(self):
        paths = [
            f"{self.show.website_url}/qr.svg",
            f"{self.performance.website_url}/seats.svg",
            f"{self.performance.website_url}/calendar.ics",
        ]
        for path in paths:
            self.assertEqual(self.url_open(path).status_code, 200, path)
        self.show.is_published = False
        for path in paths:
            self.assertEqual(self.url_open(path).status_code, 404, path)

    def test_search_engines_get_what_they_ask_of_an_event(self):
        event = self._event()
        for key in ("name", "description", "url", "location", "organizer"):
            self.assertTrue(event[key], key)
        start = self.performance._website_local(self.performance.start)
        self.assertEqual(event["startDate"], start.isoformat())
        currency = self.env.company.currency_id.name
        self.assertEqual(event["offers"]["priceCurrency"], currency)
        self.assertEqual(event["offers"]["availability"], "https://schema.org/InStock")

    def test_a_session_without_price_makes_no_offer(self):
        self.env["ticket.price"].search(
            [("zone_id", "in", self.plan.zone_ids.ids)]
        ).unlink()
        self.assertNotIn("offers", self._event())

    def test_related_shows_have_most_in_common_first(self):
        tag = self.env["ticket.tag"].create({"name": "Pages Test Festival"})
        artist = self.env["ticket.artist"].create({"name": "Maya"})
        cast = [Command.create({"name": "Maya", "artist_id": artist.id})]
        self.show.write({"tag_ids": tag.ids, "cast_ids": cast})
        tagged_show = self._other_show(name="Tagged", tag_ids=tag.ids)
        same_artist = self._other_show(name="Artist", cast_ids=cast)
        cards = self.show._website_related(self.website)
        self.assertEqual([card.show for card in cards][:2], [same_artist, tagged_show])

    def test_news_about_the_show_are_on_its_page(self):
        blog = self.env["blog.blog"].create({"name": "Stage"})
        post = self.env["blog.post"].create(
            {
                "name": "First rehearsal",
                "blog_id": blog.id,
                "ticket_show_id": self.show.id,
                "is_published": True,
            }
        )
        self.assertIn("First rehearsal", self._page().text_content())
        post.is_published = False
        self.assertNotIn("First rehearsal", self._page().text_content())

    def test_page_costs_no_more_with_more_sessions(self):
        self._page()
        with self.subTest("the number of queries does not follow the sessions"):
            few = self._count_page_queries()
            for days in range(3):
                start = fields.Datetime.now() + timedelta(days=70 + days)
                self._create_session_on_sale(start=start)
            self.assertLess(self._count_page_queries() - few, 10)

    def _count_page_queries(self):
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.show.sudo()._website_page(self.website)
        return self.env.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestArtists(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.artist = cls.env["ticket.artist"].create(
            {
                "name": "Lin Yue",
                "biography": "<p>Danced in <b>Shanghai</b>.</p>",
                "image_1920": PIXEL,
                "is_published": True,
            }
        )
        cls.show.cast_ids = [
            Command.create({"name": "Lin Yue", "artist_id": cls.artist.id})
        ]

    def test_artist_page_tells_life_and_shows(self):
        page = self.url_open(self.artist.website_url).text
        for text in ("Lin Yue", "Danced in", "Swan Lake"):
            self.assertIn(text, page)

    def test_cast_leads_to_a_published_artist_only(self):
        self.assertIn("/artist/", self.url_open(self.show.website_url).text)
        self.artist.is_published = False
        self.assertNotIn("/artist/", self.url_open(self.show.website_url).text)
        self.assertEqual(self.url_open(self.artist.website_url).status_code, 404)

    def test_picture_of_a_hidden_artist_is_not_given(self):
        path = f"/web/image/ticket.artist/{self.artist.id}/image_128"
        self.assertEqual(self.url_open(path).headers["Content-Type"], "image/png")
        self.assertTrue(self.artist._can_return_content("image_128"))
        self.artist.is_published = False
        self.assertFalse(self.artist._can_return_content("image_128"))

    def test_script_in_an_artists_name_is_inert(self):
        self.artist.name = '</script><script>alert("x")</script>'
        self.assertNotIn("<script>alert", self.url_open(self.artist.website_url).text)
