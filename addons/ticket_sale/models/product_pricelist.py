from odoo import fields, models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    ticket_tier_ids = fields.One2many("ticket.membership.tier", "pricelist_id")

    def _get_partner_pricelist_multi_search_domain_hook(self, company_id):
        """Members' prices are never the fallback of somebody without a pricelist."""
        domain = super()._get_partner_pricelist_multi_search_domain_hook(company_id)
        tiers_sudo = self.env["ticket.membership.tier"].sudo()
        members = tiers_sudo.search([("pricelist_id", "!=", False)]).pricelist_id
        return [*domain, ("id", "not in", members.ids)]
