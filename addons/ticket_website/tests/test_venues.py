import json

from lxml import html

from odoo.fields import Command
from odoo.tests import tagged

from ..tools.show_choice import ShowChoice
from .common import TicketWebsiteCommon

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestVenues(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.venue.write(
            {
                "is_published": True,
                "transport": "Metro 2, People's Square",
                "address_id": cls.env["res.partner"]
                .create(
                    {
                        "name": "Grand Theatre",
                        "street": "300 Renmin Avenue",
                        "city": "Shanghai",
                        "phone": "+86 21 6386 8686",
                    }
                )
                .id,
            }
        )

    def test_venue_page_tells_place_way_and_what_is_on(self):
        page = self.url_open(self.venue.website_url).text
        for text in ("300 Renmin Avenue", "Metro 2", "+86 21 6386", "Swan Lake"):
            self.assertIn(text, page)

    def test_unpublished_venue_is_nowhere(self):
        self.venue.is_published = False
        self.assertNotIn("Grand Theatre", self.url_open("/venues").text)
        self.assertEqual(self.url_open(self.venue.website_url).status_code, 404)
        self.assertNotIn("/venue/", self.url_open(self.show.website_url).text)

    def test_venues_are_listed_by_city(self):
        other = self.env["ticket.venue"].create(
            {"name": "Harbour Stadium", "is_published": True}
        )
        other.address_id = self.env["res.partner"].create(
            {"name": "Harbour", "city": "Ningbo"}
        )
        page = self.url_open("/venues?city=Ningbo").text
        self.assertIn("Harbour Stadium", page)
        self.assertNotIn("Grand Theatre", page)
        self.assertIn("Grand Theatre", self.url_open("/venues?city=Nowhere").text)

    def test_venue_of_another_company_is_not_found(self):
        other = self.env["res.company"].create({"name": "Other House"})
        theirs = self.env["ticket.venue"].create(
            {"name": "Theirs", "company_id": other.id, "is_published": True}
        )
        self.assertEqual(self.url_open(theirs.website_url).status_code, 404)
        self.assertNotIn("Theirs", self.url_open("/venues").text)

    def test_search_engines_are_told_the_place(self):
        tree = html.fromstring(self.url_open(self.venue.website_url).text)
        texts = tree.xpath("//script[@type='application/ld+json']/text()")
        places = [place for place in map(json.loads, texts) if "hasMap" in place]
        [place] = places
        self.assertEqual(place["@type"], "PerformingArtsTheater")
        self.assertEqual(place["address"]["addressLocality"], "Shanghai")
        self.assertEqual(place["maximumAttendeeCapacity"], 70)

    def test_script_in_a_name_is_inert(self):
        self.venue.name = '</script><script>alert("x")</script>'
        for url in ("/venues", self.venue.website_url, self.show.website_url):
            self.assertNotIn("<script>alert", self.url_open(url).text)

    def test_pages_write_nothing(self):
        for url in ("/venues", self.venue.website_url):
            with self.subTest(url=url), self.assertNoLogs("odoo.http", "WARNING"):
                self.assertEqual(self.url_open(url).status_code, 200)

    def test_chinese_page_speaks_chinese(self):
        self.venue.with_context(lang="zh_CN").name = "大剧院"
        self.website.language_ids |= self.env["res.lang"]._lang_get("zh_CN")
        self.assertIn("大剧院", self.url_open("/zh_CN/venues").text)


@tagged("post_install", "-at_install")
class TestShowPage(TicketWebsiteCommon):
    def test_page_tells_cast_interval_subtitle_and_presenter(self):
        self.show.write(
            {
                "subtitle": "Ballet in four acts",
                "interval_minutes": 20,
                "keywords": "ballet, swans",
                "presenter_id": self.customer.id,
                "tag_ids": [Command.create({"name": "Spring Festival"})],
                "cast_ids": [Command.create({"name": "Lin Yue", "role": "Odette"})],
            }
        )
        page = self.url_open(self.show.website_url).text
        for text in (
            "Ballet in four acts",
            "150 minutes with an interval of 20",
            "Presented by",
            "Spring Festival",
            "Lin Yue",
            "Odette",
            'content="ballet, swans"',
        ):
            self.assertIn(text, page)

    def test_show_is_found_by_keyword_and_tag(self):
        self.show.keywords = "feathers"
        self.show.tag_ids = [Command.create({"name": "Spring Festival"})]
        for word in ("feathers", "spring"):
            self.assertIn("Swan Lake", self.url_open(f"/shows?search={word}").text)

    def test_show_is_found_by_its_name_in_another_language(self):
        self.show.with_context(lang="zh_CN").name = "天鹅湖"
        self.assertIn("Swan Lake", self.url_open("/shows?search=天鹅").text)
        self.assertNotIn("Swan Lake", self.url_open("/shows?search=茶馆").text)

    def test_genre_finds_the_genres_it_is_made_of(self):
        parent, other = self.env["ticket.genre"].create(
            [{"name": "Test Dance"}, {"name": "Test Drama"}]
        )
        self.show.genre_id = self.env["ticket.genre"].create(
            {"name": "Test Ballet", "parent_id": parent.id}
        )
        self.assertIn("Swan Lake", self.url_open(f"/shows?genre={parent.id}").text)
        genres = (
            self.env["ticket.show"]
            ._website_catalogue(self.env["website"].get_current_website(), ShowChoice())
            .genres
        )
        self.assertIn(parent, genres)
        self.assertNotIn(other, genres)

    def test_pictures_are_seen_with_a_published_show_only(self):
        self.show.cast_ids = [Command.create({"name": "Lin", "image_1920": PIXEL})]
        self.show.picture_ids = [Command.create({"image_1920": PIXEL})]
        urls = [
            record._website_image("image_512")
            for record in (self.show.cast_ids, self.show.picture_ids)
        ]
        for url in urls:
            shown = self.url_open(url).content
            self.show.is_published = False
            self.assertNotEqual(self.url_open(url).content, shown)
            self.show.is_published = True

    def test_only_documents_for_the_audience_are_handed_out(self):
        programme, rider = self.env["ticket.show.document"].create(
            [
                {
                    "name": "Programme",
                    "file": "PGI+aGk8L2I+",
                    "file_name": "programme.html",
                    "show_id": self.show.id,
                    "for_audience": True,
                },
                {
                    "name": "Rider",
                    "file": "Ymll",
                    "file_name": "rider.txt",
                    "show_id": self.show.id,
                },
            ]
        )
        page = self.url_open(self.show.website_url).text
        self.assertIn("Programme", page)
        self.assertNotIn("Rider", page)
        url = f"{self.show.website_url}/document"
        answer = self.url_open(f"{url}/{programme.id}")
        self.assertEqual(answer.content, b"<b>hi</b>")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(self.url_open(f"{url}/{rider.id}").status_code, 404)
        self.show.is_published = False
        self.assertEqual(self.url_open(f"{url}/{programme.id}").status_code, 404)

    def test_show_sold_elsewhere_leads_to_its_seller(self):
        self.performance.inventory_open = False
        seller = "https://tickets.example.com/swan"
        self.show.write({"ticketing": "external", "external_url": seller})
        page = self.url_open(self.show.website_url).text
        self.assertIn(f'href="{seller}"', page)
        self.assertNotIn(f'href="{self.performance.website_url}"', page)
        answer = self.url_open(self.performance.website_url)
        self.assertEqual(answer.status_code, 404)
