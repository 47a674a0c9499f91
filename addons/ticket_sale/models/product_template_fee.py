from odoo import fields, models


class ProductTemplate(models.Model):
    """Fees for giving back and exchanging are earned at once; stored value is owed."""

    _inherit = "product.template"

    service_tracking = fields.Selection(
        selection_add=[("ticket_fee", "Ticket Fee")],
        ondelete={"ticket_fee": "set default"},
    )

    def _get_product_accounts(self):
        accounts = super()._get_product_accounts()
        if self.property_account_income_id:
            return accounts
        company_sudo = (self.company_id or self.env.company).sudo()
        if self.service_tracking == "ticket_fee":
            fees = company_sudo.ticket_fee_account_id
            accounts["income"] = fees or accounts["income"]
        elif self._is_stored_value():
            owed = company_sudo.ticket_stored_value_account_id
            accounts["income"] = owed or accounts["income"]
        return accounts

    def _is_stored_value(self):
        """E-wallets and gift cards are filled with this product, or pay with it."""
        if self.type != "service" or not self.product_variant_ids:
            return False
        variants = self.product_variant_ids.ids
        return bool(
            self.env["loyalty.program"]
            .sudo()
            .search_count(
                [
                    ("program_type", "in", ("ewallet", "gift_card")),
                    "|",
                    ("rule_ids.product_ids", "in", variants),
                    ("reward_ids.discount_line_product_id", "in", variants),
                ],
                limit=1,
            )
        )
