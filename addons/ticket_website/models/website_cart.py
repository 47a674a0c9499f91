from odoo import models


class Website(models.Model):
    _inherit = "website"

    def _prepare_sale_order_values(self, partner_sudo):
        """Nobody has given an address yet: there is none to look for."""
        values = super()._prepare_sale_order_values(partner_sudo)
        if partner_sudo == self.user_id.sudo().partner_id:
            values["partner_invoice_id"] = partner_sudo.id
            values["partner_shipping_id"] = partner_sudo.id
        return values
