from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestSites(TicketWebsiteCommon):
    """Two city sites of one company: what is of one is not on the other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_site = cls.env["website"].create(
            {"name": "Ningbo", "company_id": cls.website.company_id.id}
        )
        cls.common_show = cls.env["ticket.show"].create(
            {"name": "Common Tour", "is_published": True}
        )
        cls.common_session = cls._create_session_on_sale(
            show_id=cls.common_show.id, start=fields.Datetime.now() + timedelta(days=55)
        )
        cls.show.website_id = cls.other_site

    def _get(self, path, website):
        """The answer of a site, as its own domain would give it."""
        host = f"http://site{website.id}.example.com"
        website.domain = host
        return self.url_open(path, headers={"Host": host.removeprefix("http://")})

    def test_show_of_a_site_is_listed_there_only(self):
        paths = (
            "/shows",
            "/shows?search=swan",
            "/ticket/web/block/shows",
            "/sitemap.xml",
        )
        for path in paths:
            with self.subTest(path=path):
                there = self._get(path, self.other_site).text.lower()
                self.assertIn("swan", there)
                here = self._get(path, self.website).text.lower()
                self.assertNotIn("swan-lake", here)
                self.assertNotIn("swan lake", here)

    def test_pages_of_the_other_site_are_not_found_by_id(self):
        paths = (
            self.show.website_url,
            f"{self.show.website_url}/qr.svg",
            self.performance.website_url,
            f"{self.performance.website_url}/seats.svg",
            f"{self.performance.website_url}/calendar.ics",
            f"{self.performance.website_url}/waiting",
        )
        for path in paths:
            with self.subTest(path=path):
                here = self._get(path, self.website)
                self.assertEqual(here.status_code, 404)
                there = self._get(path, self.other_site)
                self.assertNotEqual(there.status_code, 404)

    def test_house_of_a_site_keeps_its_sessions_there(self):
        """The show tours: each site tells of what plays in its own house."""
        self.show.website_id = False
        self.venue.website_id = self.other_site
        for path in ("/shows", "/venues", self.performance.website_url):
            with self.subTest(path=path):
                here = self._get(path, self.website)
                self.assertNotIn("Swan Lake", here.text)
                there = self._get(path, self.other_site)
                self.assertEqual(there.status_code, 200)
        self.assertEqual(
            self._get(self.performance.website_url, self.website).status_code, 404
        )

    def test_what_has_no_site_is_on_all(self):
        for website in (self.website, self.other_site):
            self.assertIn("Common Tour", self._get("/shows", website).text)

    def test_topics_and_artists_know_their_site(self):
        topic, artist = (
            self.env[model].create(
                {
                    "name": "Festival of Ningbo",
                    "is_published": True,
                    "website_id": self.other_site.id,
                    "company_id": self.website.company_id.id,
                }
            )
            for model in ("ticket.topic", "ticket.artist")
        )
        for record in (topic, artist):
            path = record.website_url
            self.assertEqual(self._get(path, self.website).status_code, 404)
            self.assertEqual(self._get(path, self.other_site).status_code, 200)
        self.assertNotIn("Festival", self._get("/topics", self.website).text)

    def test_packages_know_their_site(self):
        later = fields.Datetime.now() + timedelta(days=65)
        sessions = self.common_session | self._create_session_on_sale(
            show_id=self.common_show.id, start=later
        )
        package = self.env["ticket.package"].create(
            {
                "name": "Ningbo Season",
                "price": 100,
                "type_ids": [Command.create({"type_id": self.adult.id})],
                "line_ids": [
                    Command.create({"session_id": session.id}) for session in sessions
                ],
            }
        )
        domain = package._website_domain
        self.assertIn(package, package.search(domain(self.website)))
        package.website_id = self.other_site
        self.assertNotIn(package, package.search(domain(self.website)))
        self.assertIn(package, package.search(domain(self.other_site)))
        self.common_show.website_id = self.website
        self.assertNotIn(package, package.search(domain(self.other_site)))

    def test_new_site_has_a_prepared_home_of_its_own(self):
        self.assertEqual(self.other_site.homepage_url, "/welcome")
        page = self._get("/", self.other_site).text
        self.assertIn('data-block="shows"', page)

    def test_home_that_somebody_made_stays(self):
        self.other_site.homepage_url = "/shows"
        self.other_site._ticket_prepare_home()
        self.assertEqual(self.other_site.homepage_url, "/shows")
        self.other_site.homepage_url = False
        view = self.other_site.with_context(website_id=self.other_site.id).viewref(
            "website.homepage"
        )
        view.arch_db = view.arch_db.replace(
            '<div id="wrap" class="oe_structure oe_empty"/>',
            '<div id="wrap" class="oe_structure"><p>Ours</p></div>',
        )
        self.other_site._ticket_prepare_home()
        self.assertFalse(self.other_site.homepage_url)
