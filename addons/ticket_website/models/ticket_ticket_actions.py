from werkzeug.urls import url_encode

from odoo import fields, models


class TicketTicket(models.Model):
    """What people may do with a ticket on the website: the buttons of its card."""

    _inherit = "ticket.ticket"

    def _website_actions(self, access_token=None):
        """What may be done with this ticket now; others add theirs and call ``super``.

        :param access_token: of the order, for who came by its link
        :return: [{"key", "label", "url", "icon" (Font Awesome), "sequence", "method"
            ("get" or "post")}, …]
        """
        self.ensure_one()
        actions = []
        if self.state != "valid" or self.session_id.end < fields.Datetime.now():
            return actions
        if self._for_file():
            actions.append(
                {
                    "key": "pdf",
                    "label": self.env._("PDF"),
                    "url": self._website_pdf_url(access_token),
                    "icon": "fa-download",
                    "sequence": 10,
                    "method": "get",
                }
            )
        actions.append(
            {
                "key": "calendar",
                "label": self.env._("Calendar"),
                "url": self._website_url(f"/my/tickets/{self.id}/ics", access_token),
                "icon": "fa-calendar-plus-o",
                "sequence": 20,
                "method": "get",
            }
        )
        if self._phone_passes():
            actions.append(
                {
                    "key": "wallet",
                    "label": self.env._("Wallet"),
                    "url": self._website_pass_url(access_token),
                    "icon": "fa-mobile",
                    "sequence": 30,
                    "method": "get",
                }
            )
        if self._self_service():
            actions.append(self._website_refund_action(access_token))
        return actions

    def _website_buttons(self, access_token=None):
        """The actions in the order they are shown."""
        return sorted(
            self._website_actions(access_token),
            key=lambda action: (action["sequence"], action["key"]),
        )

    # --- helpers ---

    def _website_refund_action(self, access_token):
        path = f"/my/tickets/order/{self.order_id.id}/refund"
        return {
            "key": "refund",
            "label": self.env._("Give back"),
            "url": self._website_url(path, access_token, ticket=self.id),
            "icon": "fa-undo",
            "sequence": 80,
            "method": "get",
        }

    def _website_pass_url(self, access_token=None):
        scope = "/my/tickets/phone"
        if order := self._holder_order():
            scope += f"/order/{order.id}"
        return self._website_url(f"{scope}/{self.id}.pkpass", access_token)

    def _website_url(self, path, access_token=None, **query):
        """``path`` with what the link of an order needs."""
        wanted = {"access_token": access_token, **query}
        query = url_encode({key: value for key, value in wanted.items() if value})
        return f"{path}?{query}" if query else path
