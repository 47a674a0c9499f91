import base64

from odoo import models


class SaleOrder(models.Model):
    """The confirmation mail brings the tickets along."""

    _inherit = "sale.order"

    def _ticket_live_ids(self):
        """The tickets to show a buyer: valid or used ones."""
        return self.ticket_ids.filtered(lambda t: t.state in ("valid", "used"))

    def _process_attachments_for_template_post(self, mail_template):
        """The tickets as a PDF, in the buyer's language."""
        result = super()._process_attachments_for_template_post(mail_template) or {}
        for order in self:
            tickets = order.sudo()._ticket_live_ids()._for_file()
            if not tickets or mail_template != order._get_confirmation_template():
                continue
            lang = order.partner_id.lang or self.env.lang
            name = self.env._("Tickets %(order)s.pdf", order=order.name)
            attachments = result.setdefault(order.id, {}).setdefault("attachments", [])
            pdf = tickets.with_context(lang=lang)._pdf()
            attachments.append((name, base64.b64encode(pdf)))
        return result

    def action_ticket_pdf(self):
        """Download the tickets of this order as one file."""
        return self.ticket_ids.action_pdf()
