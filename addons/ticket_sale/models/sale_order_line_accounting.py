from odoo import api, models

from .ticket_ticket import LIVE_STATES


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.depends("ticket_ids.state")
    def _compute_qty_to_invoice(self):
        """Refunded tickets are not invoiced again when their credit note is posted.

        The ordered quantity stays what the customer ordered.
        """
        result = super()._compute_qty_to_invoice()
        for line in self:
            if line.ticket_session_id and line.state == "sale":
                line.qty_to_invoice -= len(line._ticket_gone())
        return result

    def _ticket_gone(self):
        """Tickets of the line that were given back and not replaced on it."""
        gone = self.ticket_ids.filtered(lambda t: t.state not in LIVE_STATES)
        return gone - self.ticket_ids.replaces_id

    def _ticket_invoice(self):
        """The posted document that charged this line, an invoice before others."""
        posted = self.invoice_lines.move_id.filtered(lambda m: m.state == "posted")
        return posted.sorted(lambda m: (m.move_type != "out_invoice", m.id))[:1]

    def _ticket_sync_booked(self):
        """Tell each line's tickets what its posted invoices hold for them."""
        for line in self.sudo():
            posted = line._ticket_posted_items()
            total = posted + line.ticket_discount_line_ids._ticket_posted_items()
            count = sum(item.quantity * -item.move_id.direction_sign for item in posted)
            line.ticket_ids._book(-sum(total.mapped("balance")), max(round(count), 0))
            (line.ticket_session_id | line.ticket_ids.session_id)._recognise_revenue()

    def _ticket_posted_items(self):
        """Posted journal items of these lines on the advance account."""
        return self.invoice_lines.filtered(
            lambda item: (
                item.parent_state == "posted"
                and item.account_id == item.company_id.ticket_advance_account_id
            )
        )
