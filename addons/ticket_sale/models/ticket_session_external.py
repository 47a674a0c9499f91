from odoo import models
from odoo.exceptions import UserError


class TicketSession(models.Model):
    _inherit = "ticket.session"

    def action_open_inventory(self):
        external = self.filtered(lambda s: s.show_id.ticketing == "external")
        if external:
            raise UserError(
                self.env._(
                    "Tickets of %(show)s are sold elsewhere. Change this on the show "
                    "to sell them here.",
                    show=external[0].show_id.name,
                )
            )
        return super().action_open_inventory()
