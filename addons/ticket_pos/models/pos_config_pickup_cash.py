from odoo import models

from odoo.addons.ticket_sale.exceptions import TicketError


class PosConfig(models.Model):
    _inherit = "pos.config"

    def _ticket_to_hand_out(self, ticket_ids):
        """What the messenger is paid for goes out with the messenger."""
        tickets_sudo = super()._ticket_to_hand_out(ticket_ids)
        if unpaid := tickets_sudo._awaiting_cash():
            raise TicketError(
                self.env._(
                    "Order %(order)s is paid on delivery and not paid yet: its tickets "
                    "go out with the messenger.",
                    order=unpaid[0].order_id.name,
                )
            )
        return tickets_sudo
