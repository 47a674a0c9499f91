from odoo import api, models


class PosConfig(models.Model):
    _inherit = "pos.config"

    @api.model
    def _load_pos_data_read(self, records, config):
        read_records = super()._load_pos_data_read(records, config)
        for record in read_records[:1]:
            record["_ticket_fee_product_id"] = self._ticket_fee_product().id
            record["_ticket_may_waive"] = self.env.user.has_group(
                "ticket_sale.group_ticket_manager"
            )
        return read_records

    def _get_special_products(self):
        """The fee for giving tickets back is loaded, and nobody touches it."""
        products = super()._get_special_products()
        if self and not any(self.mapped("ticket_selling")):
            return products
        return products | self._ticket_fee_product()

    @api.model
    def _ticket_fee_product(self):
        return self.env.ref("ticket_sale.product_ticket_fee").sudo().sudo(False)
