from odoo import api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._ticket_make_signing_keys()
        return companies

    @api.model
    def _ticket_install_signing_keys(self):
        """Give every company a key, so that no sale has to make one."""
        # all of them, and there are few: pylint: disable=no-search-all
        self.search([])._ticket_make_signing_keys()

    def _ticket_make_signing_keys(self):
        for company in self:
            self.env["ticket.signing.key"]._current(company)
