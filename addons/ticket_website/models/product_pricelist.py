from odoo import api, models


class ProductPricelist(models.Model):
    """On the web, a membership tier's prices are its members' and nobody else's, even
    when somebody marked the pricelist as selectable or gave it to a country."""

    _inherit = "product.pricelist"

    def _is_available_on_website(self, website):
        tiers_sudo = self.sudo().ticket_tier_ids
        if not tiers_sudo:
            return super()._is_available_on_website(website)
        return (
            self.active
            and self.company_id in (self.company_id.browse(), website.company_id)
            and self.env.user.partner_id.ticket_tier_id in tiers_sudo
        )

    @api.model
    def _get_website_pricelists_domain(self, website):
        """What visitors may choose from."""
        tiers_sudo = self.env["ticket.membership.tier"].sudo()
        members = tiers_sudo.search([("pricelist_id", "!=", False)]).pricelist_id
        return [
            ("id", "not in", members.ids),
            *super()._get_website_pricelists_domain(website),
        ]
