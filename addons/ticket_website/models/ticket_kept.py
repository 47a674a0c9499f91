from odoo import models


class TicketKept(models.AbstractModel):
    _inherit = "ticket.kept"

    def _house_users(self):
        """Visitors, and who is named as salesperson of a website."""
        websites = self.env["website"].search([("id", "!=", False)])
        users = websites.user_id | websites.salesperson_id
        return super()._house_users() | users
