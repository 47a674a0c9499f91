from odoo import models


class SaleOrder(models.Model):
    """Tickets of an order go to a phone."""

    _inherit = "sale.order"

    def _ticket_phone_url(self):
        tickets = self._ticket_live_ids()
        address = tickets._website_phone_url(self._portal_ensure_token())
        return self.get_base_url() + address if tickets else super()._ticket_phone_url()

    def action_ticket_send(self):
        """Send the tickets of this order to a phone, or make a link to them."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_website.ticket_link_send_action"
            ),
            "context": {"default_ticket_ids": self._ticket_live_ids().ids},
        }
