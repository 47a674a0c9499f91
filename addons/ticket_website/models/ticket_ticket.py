import json

from markupsafe import Markup

from odoo import models

from odoo.addons.ticket_sale.tools import qr


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    def _website_qr(self):
        """The signed token as an inline SVG, sharp at any size and needing no request."""
        self.ensure_one()
        rows = qr.matrix(self.token)
        size = len(rows)
        path = "".join(
            f"M{column} {row}h{width}v{height}h-{width}z"
            for row, column, width, height in qr.rectangles(rows)
        )
        label = self.env._("QR code of ticket %(number)s", number=self.display_name)
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {box} {box}" '
            'shape-rendering="crispEdges" role="img" aria-label="{label}">'
            '<path fill="#fff" d="M-4-4h{box}v{box}h-{box}z"/><path d="{path}"/></svg>'
        ).format(box=size + 8, label=label, path=path)

    def _website_pdf_url(self, access_token=None, paper=None):
        """Where these tickets are downloaded: alone, or all of one order."""
        if len(self) == 1:
            path = f"/my/tickets/{self.id}/pdf"
        else:
            path = f"/my/tickets/order/{self.order_id.id}/pdf"
        return self._website_url(path, access_token, paper=paper)

    def _website_phone_url(self, access_token=None):
        """Where the tickets of an order are shown at the door."""
        url = f"/my/tickets/phone/order/{self.order_id.id}"
        return f"{url}?access_token={access_token}" if access_token else url

    def _phone_code_json(self):
        return json.dumps(self._phone_code())

    def _phone_state(self):
        """The state in the reader's words."""
        states = dict(self._fields["state"]._description_selection(self.env))
        return states[self.state]
