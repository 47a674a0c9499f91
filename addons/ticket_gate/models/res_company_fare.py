from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _ticket_stored_value_unbooked(self):
        """Trips took this off cards, and the books do not say so yet."""
        amount = super()._ticket_stored_value_unbooked()
        [[trips]] = (
            self.env["ticket.fare.trip"]
            .sudo()
            ._read_group(
                [("company_id", "=", self.id), ("to_book", "!=", 0)],
                [],
                ["to_book:sum"],
            )
        )
        return amount + (trips or 0.0)
