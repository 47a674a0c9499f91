from odoo import models


class Website(models.Model):
    _inherit = "website"

    def _search_get_details(self, search_type, order, options):
        result = super()._search_get_details(search_type, order, options)
        for name, model in (
            ("ticket_shows", "ticket.show"),
            ("ticket_venues", "ticket.venue"),
        ):
            if search_type in (name, "all"):
                result.append(self.env[model]._search_get_detail(self, order, options))
        return result

    def get_suggested_controllers(self):
        url_for = self.env["ir.http"]._url_for
        return [
            *super().get_suggested_controllers(),
            (self.env._("What's on"), url_for("/shows"), "ticket_website"),
            (self.env._("Venues"), url_for("/venues"), "ticket_website"),
        ]
