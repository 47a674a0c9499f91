from odoo import models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    def _is_available_on_website(self, website):
        """A tier's pricelist counts on the web, though nobody may select it.

        It reaches a cart only as the customer's own pricelist: what visitors may
        choose from is searched by ``_get_website_pricelists_domain``.
        """
        return super()._is_available_on_website(website) or (
            self.active
            and self.company_id in (self.company_id.browse(), website.company_id)
            and bool(self.sudo().ticket_tier_ids)
        )
