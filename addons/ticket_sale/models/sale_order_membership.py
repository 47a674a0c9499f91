from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _action_confirm(self):
        res = super()._action_confirm()
        self._activate_memberships()
        return res

    def _action_cancel(self):
        res = super()._action_cancel()
        self.env["ticket.membership"]._revoke(self.order_line)
        return res

    def _activate_memberships(self):
        """Whoever buys the fee of a tier is a member from the confirmation on."""
        tiers = self.env["ticket.membership.tier"]._of_products(
            self.order_line.product_id
        )
        for line in self.order_line:
            if tier := tiers.get(line.product_id):
                self.env["ticket.membership"].with_company(
                    line.company_id
                )._activate_for(line.order_id.partner_id, tier, sale_line=line)
