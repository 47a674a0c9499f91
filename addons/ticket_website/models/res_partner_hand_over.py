from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    """What is kept about tickets that a customer has given on or sold."""

    _inherit = "res.partner"

    def _my_data_sections(self):
        sections = super()._my_data_sections()
        sections["tickets_given"] = (
            self._my_data_of(
                "ticket.transfer", Domain("sender_id", "child_of", self.id)
            ),
            "session_id to_name to_email to_phone note state create_date accepted_at",
        )
        sections["tickets_received"] = (
            self._my_data_of(
                "ticket.transfer", Domain("taker_id", "child_of", self.id)
            ),
            "session_id state accepted_at",
        )
        sections["tickets_sold"] = (
            self._my_data_of("ticket.resale", Domain("seller_id", "child_of", self.id)),
            (
                "session_id seat_label price fee payout_amount payout state "
                "payout_state sold_at"
            ),
        )
        return sections

    def _erase_obstacles(self):
        obstacles = super()._erase_obstacles()
        owed = Domain("payout_state", "in", ("due", "requested"))
        sold_sudo = self.env["ticket.resale"].sudo()
        if sold_sudo.search_count(
            owed & Domain("seller_id", "child_of", self.id), limit=1
        ):
            obstacles.append(
                self.env._("We still owe you money for a ticket that you have sold.")
            )
        return obstacles

    def _erase_traces(self, people):
        """The friends' names and addresses go with whoever gave them."""
        result = super()._erase_traces(people)
        given_sudo = self._my_data_of(
            "ticket.transfer", Domain("sender_id", "in", people.ids)
        )
        given_sudo.write(
            {"to_name": "–", "to_email": False, "to_phone": False, "note": False}
        )
        return result
