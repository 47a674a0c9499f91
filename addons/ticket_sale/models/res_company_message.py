from odoo import api, models


class ResCompany(models.Model):
    """Every company has its own customer messages to switch and to write."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env["ticket.message"].sudo()._setup(companies)
        return companies
