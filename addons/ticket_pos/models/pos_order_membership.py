from odoo import models


class PosOrder(models.Model):
    _inherit = "pos.order"

    def _process_saved_order(self, draft):
        result = super()._process_saved_order(draft)
        if not draft and self.state != "cancel":
            self._ticket_revoke_memberships()
        return result

    def _ticket_revoke_memberships(self):
        """Periods whose fee is paid back are taken back."""
        sources = self.lines.refunded_orderline_id
        tiers = self.env["ticket.membership.tier"]._of_products(sources.product_id)
        fees = sources.filtered(lambda line: line.product_id in tiers)
        if fees:
            self.env["ticket.membership"]._revoke(
                self.env["sale.order.line"], origins=fees.mapped("uuid")
            )
