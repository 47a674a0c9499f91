from odoo import models


class Website(models.Model):
    _inherit = "website"

    def _search_get_details(self, search_type, order, options):
        result = super()._search_get_details(search_type, order, options)
        if search_type in ("ticket_shows", "all"):
            result.append(
                self.env["ticket.show"]._search_get_detail(self, order, options)
            )
        return result

    def get_suggested_controllers(self):
        return [
            *super().get_suggested_controllers(),
            (
                self.env._("What's on"),
                self.env["ir.http"]._url_for("/shows"),
                "ticket_website",
            ),
        ]
