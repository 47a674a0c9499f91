from datetime import timedelta

from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestSearch(TicketWebsiteCommon):
    """What is offered while somebody types."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.show.with_context(lang="zh_CN").name = "天鹅湖"

    def setUp(self):
        super().setUp()
        self.days = 0

    def _found(self, search):
        response = self.url_open(f"/shows/suggest?search={search}")
        return [entry["name"] for entry in response.json()["found"]]

    def _copy(self, name, **values):
        show = self.env["ticket.show"].create(
            {"name": name, "is_published": True, **values}
        )
        self.days += 1
        start = self.performance.start + timedelta(days=self.days)
        self._create_session(show_id=show.id, start=start).state = "announced"
        return show

    def test_a_show_is_found_by_characters_pinyin_and_initials(self):
        for search in ("天鹅", "tianehu", "tian'e", "teh", "TEH", "swan", "lake swan"):
            with self.subTest(search=search):
                self.assertEqual(self._found(search), ["Swan Lake"])

    def test_a_new_translation_is_found(self):
        self.show.update_field_translations("name", {"zh_CN": "胡桃夹子"})
        self.assertEqual(self._found("htjz"), ["Swan Lake"])
        self.assertEqual(self._found("teh"), [])

    def test_an_artist_is_found(self):
        self.show.cast_ids = [(0, 0, {"name": "林月", "role": "Odette"})]
        self.assertEqual(self._found("linyue"), ["Swan Lake"])

    def test_what_can_be_bought_comes_first_then_the_best_match(self):
        self._copy("Swan")
        self._copy("Black Swan")
        self.assertEqual(self._found("swan"), ["Swan Lake", "Swan", "Black Swan"])

    def test_a_venue_is_offered_with_its_shows(self):
        venue = self.performance.venue_id
        venue.write({"name": "Moonhouse", "is_published": True})
        self.assertEqual(self._found("moonh"), ["Swan Lake", "Moonhouse"])

    def test_nothing_is_found_for_signs_and_unpublished_shows(self):
        for search in ("", "%25", "'", "zzz", "%00", "_____"):
            with self.subTest(search=search):
                self.assertEqual(self._found(search), [])
        self.show.is_published = False
        self.assertEqual(self._found("swan"), [])

    def test_another_companys_show_is_not_found(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.env["ticket.show"].create(
            {"name": "Swan Elsewhere", "company_id": other.id, "is_published": True}
        )
        self.assertEqual(self._found("swan"), ["Swan Lake"])
