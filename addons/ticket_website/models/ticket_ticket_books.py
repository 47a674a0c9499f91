from odoo import models


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    def _refund(self, reason, online=False, money=None, waive=False):
        """A ticket that was paid a moment ago is booked before it is given back."""
        of_orders = self.filtered(lambda ticket: ticket.sudo().sale_line_id)
        of_orders._check_may_refund()
        of_orders.sudo().sale_line_id.order_id._ticket_finish_books()
        return super()._refund(reason, online=online, money=money, waive=waive)
