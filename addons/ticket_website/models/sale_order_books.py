from odoo import models
from odoo.tools import SQL

#: Stored figures that only the office reads, and that follow from the rest.
FIGURES = {
    "sale.order": ("amount_unpaid", "invoice_status"),
    "sale.order.line": (
        "invoice_status",
        "qty_to_invoice",
        "untaxed_amount_to_invoice",
    ),
}


class SaleOrder(models.Model):
    """The mail of a web order waits for its books."""

    _inherit = "sale.order"

    def _send_order_notification_mail(self, mail_template, allow_deferred_sending=True):
        if mail_template and self.env.context.get("ticket_mail_later"):
            self.pending_email_template_id = mail_template
            return None
        return super()._send_order_notification_mail(
            mail_template, allow_deferred_sending=allow_deferred_sending
        )

    def _prepare_confirmation_values(self):
        """The mail that will wait is written down together with the state."""
        values = super()._prepare_confirmation_values()
        if self.env.context.get("ticket_mail_later") and len(self) == 1:
            values["pending_email_template_id"] = self._get_confirmation_template().id
        return values

    def _ticket_send_pending_mail(self):
        for order in self.filtered("pending_email_template_id"):
            template = order.pending_email_template_id
            order.pending_email_template_id = False
            # Whoever looks after web orders hears what the buyer answers.
            order._message_subscribe(order.user_id.partner_id.ids)
            order._send_order_notification_mail(template, allow_deferred_sending=False)

    # --- figures of the office -------------------------------------------------

    def _ticket_figures(self):
        """(stored field, its records) of what is computed with the books."""
        for records in (self, self.order_line):
            for name in FIGURES[records._name]:
                field = records._fields.get(name)
                if field and field.store and field.compute:
                    yield field, records

    def _ticket_figures_later(self):
        """What is to invoice, and what was, is not computed meanwhile."""
        return self.env.protecting(
            [([field], records) for field, records in self._ticket_figures()]
        )

    def _ticket_make_figures(self):
        for field, records in self._ticket_figures():
            self.env.add_to_compute(field, records)

    def _ticket_finish_books(self):
        """Make what is left to the worker now: a refund reverses what is booked.

        Whoever asks for the same order at once waits here, and finds it booked.
        """
        left = self.transaction_ids.filtered_domain(
            self.env["payment.transaction"]._ticket_books_domain()
        )
        if left:
            self.env.execute_query(
                SQL(
                    "SELECT 1 FROM sale_order WHERE id = ANY(%s) ORDER BY id FOR UPDATE",
                    self.ids,
                )
            )
            left._post_process()
