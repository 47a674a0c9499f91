from odoo.tests import tagged

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestSeatWords(TicketGateCommon):
    """Staff read a seat in their language, whatever the ticket was printed in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.ticket = cls._create_ticket("1-1")
        cls.section = cls.ticket.place_id.section_id
        cls.section.with_context(lang="zh_CN").name = "池座"
        cls.ticket.seat_label = f"{cls.section.name} · Row 1 · Seat 1"
        cls.env.flush_all()

    def _place(self, lang, label=None):
        words = self.env["ticket.scan"]._seat_words(self.venue.id, lang)
        return words.retell(label or self.ticket.seat_label)

    def test_a_lane_answers_in_its_language(self):
        answer = self._scan(self.ticket.number, lang="zh_CN")
        self.assertEqual(answer["ticket"]["place"], "池座 · 1排 · 1座")

    def test_a_chinese_ticket_is_told_to_english_staff(self):
        told = self._place("en_US", "池座 · 1排 · 1座")
        self.assertEqual(told, f"{self.section.name} · Row 1 · Seat 1")

    def test_the_words_are_those_that_tickets_are_printed_with(self):
        seat = self.ticket.place_id.seat_id
        for lang in ("en_US", "zh_CN"):
            self.assertEqual(
                self._place(lang), seat.with_context(lang=lang).display_name
            )

    def test_a_new_name_is_told_at_once(self):
        self.assertEqual(self._place("zh_CN"), "池座 · 1排 · 1座")
        self.section.with_context(lang="zh_CN").name = "一层池座"
        self.assertEqual(self._place("zh_CN"), "一层池座 · 1排 · 1座")

    def test_lists_and_the_house_speak_the_language_of_the_user(self):
        house = self.env["ticket.gate"].with_context(lang="zh_CN")
        [row] = house.get_house(self.session.id)["rows"]
        self.assertEqual(row["place"], "池座 · 1排 · 1座")
        self._scan(self.ticket.number)
        scan = self.env["ticket.scan"].search([("ticket_id", "=", self.ticket.id)])
        self.assertEqual(scan.place, f"{self.section.name} · Row 1 · Seat 1")
        self.assertEqual(scan.with_context(lang="zh_CN").place_here, "池座 · 1排 · 1座")

    def test_no_query_once_it_is_known(self):
        self._place("zh_CN")
        with self.assertQueryCount(0):
            self._place("zh_CN")
