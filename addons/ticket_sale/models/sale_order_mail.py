import base64

from odoo import fields, models


class SaleOrder(models.Model):
    """The confirmation mail brings the tickets along."""

    _inherit = "sale.order"

    ticket_second_hand_ids = fields.One2many(
        "ticket.ticket", "holder_order_id", string="Tickets Bought Second-Hand"
    )

    def _ticket_live_ids(self):
        """The tickets to show a buyer: valid or used ones, in the order of the sale;
        none that somebody else has now, but those bought from somebody else."""
        tickets = self.ticket_ids.filtered(lambda t: not t.handed_over)
        tickets |= self.ticket_second_hand_ids
        return tickets.filtered(lambda t: t.state in ("valid", "used")).sorted("id")

    def _ticket_phone_url(self):
        """Where the tickets are shown at the door: an address for a mail."""
        self.ensure_one()
        return self.get_base_url() + self.get_portal_url()

    def _process_attachments_for_template_post(self, mail_template):
        """The tickets as a PDF and their dates, in the buyer's language."""
        result = super()._process_attachments_for_template_post(mail_template) or {}
        for order in self:
            tickets_sudo = order.sudo()._ticket_live_ids()
            if tickets_sudo and mail_template == order._get_confirmation_template():
                attachments = result.setdefault(order.id, {}).setdefault(
                    "attachments", []
                )
                attachments += order._ticket_attachments(tickets_sudo)
        return result

    def _send_order_notification_mail(self, mail_template, allow_deferred_sending=True):
        order = self
        if "get_portal_url" in (mail_template.body_html or ""):
            order = order.with_context(ticket_own_button=True)
        if (
            mail_template == self._get_confirmation_template()
            and self._ticket_live_ids()
        ):
            order = order.with_context(ticket_mail_buyer_only=True)
        return super(SaleOrder, order)._send_order_notification_mail(
            mail_template, allow_deferred_sending=allow_deferred_sending
        )

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Codes that admit go to the buyer, to no colleague who follows the order."""
        if self.env.context.get("ticket_mail_buyer_only"):
            kwargs["notify_skip_followers"] = True
        return super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)

    def _ticket_attachments(self, tickets_sudo):
        """Return ``[(file name, base64 content)]`` for a mail to the buyer."""
        lang = self.partner_id.lang or self.env.lang
        tickets_sudo = tickets_sudo.with_context(lang=lang)
        files = []
        if tickets_sudo._for_file():
            name = self.env._("Tickets %(order)s.pdf", order=self.name)
            files.append((name, tickets_sudo._pdf()))
        calendar = tickets_sudo._calendar(lang, url=self._ticket_phone_url())
        name = self.env._("Calendar %(order)s.ics", order=self.name)
        files.append((name, calendar))
        return [(name, base64.b64encode(content)) for name, content in files]

    def action_ticket_pdf(self):
        """Download the tickets of this order as one file."""
        return self._ticket_live_ids().action_pdf()
