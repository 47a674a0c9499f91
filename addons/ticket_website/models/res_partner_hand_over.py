from odoo import fields, models
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
        sections["tickets_bought_from_guests"] = (
            self._my_data_of("ticket.resale", Domain("buyer_id", "child_of", self.id)),
            "session_id seat_label price sold_at",
        )
        sections["bank_accounts"] = (
            self._my_data_of(
                "res.partner.bank", Domain("partner_id", "child_of", self.id)
            ),
            "acc_number bank_name create_date",
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

    def _erase_traces(self, people_sudo):
        """The friends' names and addresses go with whoever gave or took the tickets."""
        result = super()._erase_traces(people_sudo)
        people = people_sudo.ids
        transfers_sudo = people_sudo._my_data_of(
            "ticket.transfer",
            Domain("sender_id", "in", people) | Domain("taker_id", "in", people),
        )
        transfers_sudo.write(
            {"to_name": "–", "to_email": False, "to_phone": False, "note": False}
        )
        transfers_sudo.link_id.write(
            {"revoked_at": fields.Datetime.now(), "phone": False}
        )
        transfers_sudo.message_ids.unlink()
        return result

    def _erase_values(self, keep_for_books):
        """The account that a seller was paid on is in the books as long as the name."""
        result = super()._erase_values(keep_for_books)
        accounts_sudo = self._my_data_of(
            "res.partner.bank", Domain("partner_id", "=", self.id)
        )
        accounts_sudo.active = False
        if not keep_for_books:
            for account_sudo in accounts_sudo:
                number = f"erased-{account_sudo.id}"
                account_sudo.write({"acc_number": number, "acc_holder_name": False})
        return result
