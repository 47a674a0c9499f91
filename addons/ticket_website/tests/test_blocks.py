from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestBlocks(TicketWebsiteCommon):
    def _block(self, query):
        response = self.url_open(f"/ticket/web/block/{query}")
        self.assertEqual(response.status_code, 200)
        return response.text

    def test_shows_come_in_every_look(self):
        for layout in ("grid", "row", "hero", "list"):
            self.assertIn("Swan Lake", self._block(f"shows?layout={layout}"))

    def test_unpublished_show_is_in_no_block(self):
        self.show.is_published = False
        self.assertNotIn("Swan Lake", self._block("shows"))

    def test_wishes_from_outside_are_read_strictly(self):
        self.assertIn("Swan Lake", self._block("shows?layout=../web&limit=x&rule=';--"))
        self.assertEqual(self._block("shows?topic=999999").strip(), "")
        self.assertEqual(self._block("countdown?show=abc&x=1").strip(), "")

    def test_unknown_block_is_not_found(self):
        for kind in ("__class__", "shows_grid", "x"):
            self.assertEqual(
                self.url_open(f"/ticket/web/block/{kind}").status_code, 404
            )

    def test_block_shows_no_more_than_asked(self):
        for number in range(3):
            show = self.env["ticket.show"].create(
                {"name": f"Giselle {number}", "is_published": True}
            )
            start = fields.Datetime.now() + timedelta(days=60 + number)
            self._create_session_on_sale(show_id=show.id, start=start)
        cards = self.website._ticket_block_shows({"limit": "2"})["cards"]
        self.assertEqual(len(cards), 2)
        self.assertEqual(cards[0].show, self.show)

    def test_countdown_tells_the_next_sale_to_begin(self):
        self.assertEqual(self._block("countdown").strip(), "")
        begins = fields.Datetime.now() + timedelta(hours=2)
        self.performance.write({"state": "announced", "sale_start": begins})
        self.assertIn("Swan Lake", self._block("countdown"))
        values = self.website._ticket_block_countdown({"show": str(self.show.id)})
        self.assertAlmostEqual(values["seconds"], 7200, delta=60)
        self.assertEqual(
            self._block(f"countdown?show={self.show.id + 999}").strip(), ""
        )

    def test_news_and_notices_are_apart(self):
        for name in ("news", "notices"):
            self.env["blog.post"].create(
                {
                    "name": f"Post of {name}",
                    "blog_id": self.env.ref(f"ticket_website.blog_{name}").id,
                    "is_published": True,
                }
            )
        news = self._block("news?blog=news")
        self.assertIn("Post of news", news)
        self.assertNotIn("Post of notices", news)
        self.assertIn("Post of notices", self._block("news?blog=notices&layout=bar"))

    def test_draft_posts_are_in_no_block(self):
        self.env["blog.post"].create(
            {
                "name": "Not yet",
                "blog_id": self.env.ref("ticket_website.blog_news").id,
                "is_published": False,
            }
        )
        self.assertNotIn("Not yet", self._block("news"))

    def test_script_in_a_name_is_inert(self):
        self.show.name = "<script>alert(1)</script>"
        for layout in ("grid", "row", "hero", "list"):
            self.assertNotIn("<script>", self._block(f"shows?layout={layout}"))


@tagged("post_install", "-at_install")
class TestTopics(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.topic = cls.env["ticket.topic"].create(
            {
                "name": "Winter Festival",
                "content": "<p>Ten evenings</p>",
                "show_ids": cls.show.ids,
                "is_published": True,
                "company_id": cls.website.company_id.id,
            }
        )

    def test_topic_page_tells_its_shows(self):
        page = self.url_open(self.topic.website_url).text
        for text in ("Winter Festival", "Ten evenings", "Swan Lake"):
            self.assertIn(text, page)
        self.assertIn("Winter Festival", self.url_open("/topics").text)

    def test_topic_block_shows_only_its_shows(self):
        block = f"/ticket/web/block/shows?topic={self.topic.id}"
        self.assertIn("Swan Lake", self.url_open(block).text)
        self.topic.show_ids = False
        self.assertNotIn("Swan Lake", self.url_open(block).text)

    def test_unpublished_topic_is_nowhere(self):
        self.topic.is_published = False
        self.assertEqual(self.url_open(self.topic.website_url).status_code, 404)
        block = f"/ticket/web/block/shows?topic={self.topic.id}"
        for url in ("/topics", "/ticket/web/block/topics", block):
            text = self.url_open(url).text
            self.assertNotIn("Winter Festival", text)
        self.assertNotIn("Swan Lake", self.url_open(block).text)

    def test_cashier_reads_topics_and_writes_none(self):
        user = self.internal_user
        user.group_ids |= self.env.ref("ticket_sale.group_ticket_cashier")
        topic = self.topic.with_user(user)
        self.assertEqual(topic.name, "Winter Festival")
        self.assertFalse(topic.has_access("write"))
        user.group_ids |= self.env.ref("ticket_venue.group_ticket_editor")
        self.assertTrue(topic.has_access("write"))
