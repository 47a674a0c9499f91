from unittest.mock import patch

from odoo.tests import tagged

from ..models import website_block_draw
from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestPageBlocks(TicketWebsiteCommon):
    """What a page's blocks stand for is in the page: robots run no scripts."""

    HOME = "/welcome"

    def test_robot_reads_what_is_on(self):
        page = self.url_open(self.HOME).text
        self.assertIn("data-drawn", page)
        self.assertIn(self.show.website_url, page)

    def test_kept_page_shows_what_is_on_now(self):
        with patch.object(website_block_draw, "KEPT_SECONDS", 0.001):
            self.assertIn("Swan Lake", self.url_open(self.HOME).text)
            self.show.is_published = False
            self.assertNotIn("Swan Lake", self.url_open(self.HOME).text)

    def test_block_without_content_is_marked(self):
        self.show.is_published = False
        page = self.url_open(self.HOME).text
        self.assertIn("s_ticket_block o_ticket_block_empty", page)

    def test_editor_gets_blocks_empty(self):
        self.authenticate("admin", "admin")
        page = self.url_open(self.HOME).text
        self.assertIn("s_ticket_block", page)
        self.assertNotIn("data-drawn", page)

    def test_unknown_block_stays_as_it_is(self):
        self.assertIsNone(self.website._ticket_block("__class__", {}))

    def test_script_in_a_name_is_inert(self):
        self.show.name = "<script>alert(1)</script>"
        self.assertNotIn("<script>alert(1)", self.url_open(self.HOME).text)
