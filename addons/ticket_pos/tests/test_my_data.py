from odoo.tests import tagged

from .common_member import TicketPosMemberCommon


@tagged("post_install", "-at_install")
class TestMyData(TicketPosMemberCommon):
    """A member's card is told to the member, and worth nothing after."""

    def _card(self):
        till = self._till()
        [card] = till.ticket_member_issue(self.member.id, "AAAA1111")["cards"]
        return self.env["ticket.member.card"].browse(card["id"])

    def test_member_is_told_of_the_card(self):
        card = self._card()
        cards, names = self.member._my_data_sections()["member_cards"]
        self.assertEqual(cards, card)
        self.assertIn("code", names)

    def test_card_of_an_erased_member_tells_nobody(self):
        card = self._card()
        self.member.sudo()._erase_traces(self.member.sudo())
        self.assertEqual((card.state, card.code), ("blocked", f"erased-{card.id}"))
        self.assertFalse(self._till().ticket_member_scan("AAAA1111"))
