from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    ticket_session_id = fields.Many2one(
        "ticket.session",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="The session whose ticket money this entry moves to income.",
    )

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._ticket_sync_booked()
        return posted

    def button_draft(self):
        res = super().button_draft()
        self._ticket_sync_booked()
        return res

    def _ticket_sync_booked(self):
        """Tell the tickets of these invoices what the books now hold for them."""
        lines_sudo = self.sudo().invoice_line_ids.sale_line_ids
        lines_sudo |= lines_sudo.ticket_line_id
        lines_sudo.filtered("ticket_session_id")._ticket_sync_booked()
