from datetime import timedelta

from lxml import html

from odoo.tests import tagged

from odoo.addons.ticket_sale.tests.common_slot import TicketSlotMixin

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestSlots(TicketSlotMixin, TicketWebsiteCommon):
    """A garden with slots at 9:00, 10:00 and 11:00 on each of twenty days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visit = cls.env["ticket.show"].create(
            {"name": "Garden Visit", "is_published": True}
        )
        plan = cls._create_slot_plan(days=20, show_id=cls.visit.id)
        cls.first = plan.first
        cls.slots = plan.session_ids.sorted("start")

    def _page(self, **query):
        response = self.url_open(f"{self.visit.website_url}", params=query)
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.content)

    def _times(self, page):
        return [e.text_content() for e in page.find_class("o_ticket_slot_time")]

    def _chosen(self, page):
        [day] = page.xpath("//a[@aria-current='date']//strong")
        return int(day.text_content())

    def test_visitor_sees_the_slots_of_the_next_day(self):
        page = self._page()
        self.assertEqual(
            self._times(page), ["09:00–10:00", "10:00–11:00", "11:00–12:00"]
        )
        self.assertEqual(self._chosen(page), self.first.day)
        row = page.find_class("o_ticket_slot")[0].text_content()
        self.assertIn("40 left", " ".join(row.split()))
        self.assertIn("60.00", row)

    def test_visitor_chooses_another_day(self):
        day = self.first + timedelta(days=3)
        page = self._page(day=day.isoformat())
        self.assertEqual(self._chosen(page), day.day)
        links = page.xpath("//li[contains(@class, 'o_ticket_slot')]//a/@href")
        self.assertEqual(links, [slot.website_url for slot in self.slots[9:12]])

    def test_days_come_in_pages(self):
        page = self._page()
        self.assertEqual(len(page.find_class("o_ticket_slot_day")), 14)
        [later] = page.xpath("//a[@aria-label='Later days']/@href")
        day = (self.first + timedelta(days=14)).isoformat()
        self.assertIn(day, later)
        self.assertEqual(len(self._page(day=day).find_class("o_ticket_slot_day")), 6)

    def test_nonsense_for_a_day_shows_the_next_day(self):
        for day in ("tomorrow", "2031-99-99", "1999-01-01", "<script>"):
            self.assertEqual(self._chosen(self._page(day=day)), self.first.day)

    def test_full_slot_is_told_and_not_offered(self):
        places = self.env["ticket.place"].search(
            [("session_id", "=", self.slots[0].id)]
        )
        places.action_lock("full")
        row = self._page().find_class("o_ticket_slot")[0]
        self.assertIn("Sold out", row.text_content())
        self.assertFalse(row.xpath(".//a"))

    def test_closed_day_is_not_offered(self):
        self.slots[:3].write({"state": "cancelled"})
        page = self._page()
        self.assertEqual(self._chosen(page), (self.first + timedelta(days=1)).day)

    def test_listing_names_first_and_last_day_and_looks_at_few_slots(self):
        sessions = self.visit._website_sessions()
        self.assertEqual(len(sessions), 31)
        self.assertEqual(sessions[-1], self.slots[-1])
        self.assertIn("Garden Visit", self.url_open("/shows").text)

    def test_show_without_slots_has_no_days(self):
        self.assertIsNone(self.show._website_slots())
        self.assertNotIn("o_ticket_days", self.url_open(self.show.website_url).text)

    def test_visitor_books_places_of_a_slot(self):
        area = self.slots[0].seat_map_id.section_ids
        answer = self._ask_hold(
            session=self.slots[0], best={"count": 2, "section_id": area.id}
        )
        self.assertEqual(len(answer["hold"]["places"]), 2)
