from odoo import api, fields, models


class SaleOrderLine(models.Model):
    """A line of a package costs its share of the package's price."""

    _inherit = "sale.order.line"

    ticket_package_sale_id = fields.Many2one(
        "ticket.package.sale",
        string="Package",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        copy=False,
    )
    ticket_package_price = fields.Float(
        string="Share of the Package",
        readonly=True,
        copy=False,
        help="What one of these gets of the package's price, in the package's currency.",
    )

    @api.depends("ticket_package_price")
    def _compute_price_unit(self):
        return super()._compute_price_unit()

    @api.depends("ticket_package_price")
    def _compute_discount(self):
        return super()._compute_discount()

    @api.depends("ticket_package_price")
    def _compute_pricelist_item_id(self):
        """No pricelist changes the price of a package."""
        packaged = self.filtered("ticket_package_sale_id")
        packaged.pricelist_item_id = False
        return super(SaleOrderLine, self - packaged)._compute_pricelist_item_id()

    def _get_display_price(self):
        sale_sudo = self.sudo().ticket_package_sale_id
        if not sale_sudo:
            return super()._get_display_price()
        if self.currency_id == sale_sudo.currency_id:
            return self.ticket_package_price
        return sale_sudo.currency_id._convert(
            self.ticket_package_price, self.currency_id, self.company_id, round=False
        )

    def unlink(self):
        """Who takes a part of a package out of a cart takes the package out."""
        sales_sudo = self.sudo().ticket_package_sale_id.filtered(
            lambda sale: sale.order_id.state in ("draft", "sent", "cancel")
        )
        rest = sales_sudo.line_ids - self.sudo()
        result = super(SaleOrderLine, self + rest.sudo(self.env.su)).unlink()
        sales_sudo.unlink()
        return result

    def _ticket_price_anew(self, tickets, gone):
        """Let a line not invoiced yet cost what its kept tickets are worth now."""
        self.ensure_one()
        kept = (tickets - gone) or tickets
        included = any(self.tax_ids.flatten_taxes_hierarchy().mapped("price_include"))
        amount = sum(kept.mapped("price" if included else "net_amount"))
        price_unit = amount / len(kept)
        self.ticket_package_price = price_unit
        self.write({"price_unit": price_unit, "technical_price_unit": price_unit})
