import json

from odoo import models

from odoo.addons.ticket_sale.tools.qr_svg import qr_svg


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    def _website_qr(self):
        """The signed token as an inline SVG, sharp at any size and needing no request."""
        self.ensure_one()
        label = self.env._("QR code of ticket %(number)s", number=self.display_name)
        return qr_svg(self.token, label)

    def _website_pdf_url(self, access_token=None, paper=None):
        """Where these tickets are downloaded: alone, or all of one order."""
        if len(self) == 1:
            path = f"/my/tickets/{self.id}/pdf"
        else:
            path = f"/my/tickets/order/{self._holder_order()[:1].id}/pdf"
        return self._website_url(path, access_token, paper=paper)

    def _website_phone_url(self, access_token=None):
        """Where the tickets of an order are shown at the door."""
        order = self._holder_order()[:1]
        if not order:
            return "/my/tickets/phone"
        url = f"/my/tickets/phone/order/{order.id}"
        return f"{url}?access_token={access_token}" if access_token else url

    def _phone_code_json(self):
        return json.dumps(self._phone_code())

    def _phone_state(self):
        """The state in the reader's words."""
        states = dict(self._fields["state"]._description_selection(self.env))
        return states[self.state]
