from odoo import models


class SaleOrder(models.Model):
    """Nobody pays for a venue that is in an emergency; the cart stays as it is."""

    _inherit = "sale.order"

    def _ticket_check_kept(self):
        """:raise SaleStopped: there is an emergency at a venue of the cart"""
        result = super()._ticket_check_kept()
        if self.env["ticket.venue"]._stopped_venues():  # else nothing is read
            self.order_line.ticket_session_id._check_not_stopped()
        return result
