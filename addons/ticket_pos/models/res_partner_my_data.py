from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    """What the tills keep about a customer: cards, rentals, purchases."""

    _inherit = "res.partner"

    def _my_data_sections(self):
        sections = super()._my_data_sections()
        mine = Domain("partner_id", "child_of", self.id)
        return sections | {
            "member_cards": (
                self._my_data_of("ticket.member.card", mine),
                "code state create_date",
            ),
            "rentals": (
                self._my_data_of("ticket.rental.loan", mine),
                "name item_id state start",
            ),
            "till_orders": (
                self._my_data_of("pos.order", mine),
                "name date_order state amount_total email mobile",
            ),
        }

    def _erase_traces(self, people_sudo):
        """A card opens nothing any more, and does not tell whose it was."""
        result = super()._erase_traces(people_sudo)
        mine = Domain("partner_id", "in", people_sudo.ids)
        cards_sudo = people_sudo._my_data_of("ticket.member.card", mine)
        cards_sudo._block(self.env._("The customer's account was deleted"))
        for card_sudo in cards_sudo:
            card_sudo.code = f"erased-{card_sudo.id}"
        cards_sudo.message_ids.unlink()
        people_sudo._my_data_of("ticket.rental.loan", mine).write({"card": False})
        people_sudo._my_data_of("pos.order", mine).write(
            {"email": False, "mobile": False}
        )
        return result
