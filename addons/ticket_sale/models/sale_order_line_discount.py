from odoo import api, models

from ..tools.allocate import allocate


class SaleOrderLine(models.Model):
    """A line that discounts a ticket line is invoiced and booked with its tickets."""

    _inherit = "sale.order.line"

    @api.depends("ticket_line_id.ticket_ids.state")
    def _compute_qty_to_invoice(self):
        result = super()._compute_qty_to_invoice()
        for line in self.filtered(lambda line: line.state == "sale"):
            if tickets := line.ticket_line_id.ticket_ids:
                line.qty_to_invoice *= bool(tickets._living())
        return result

    def _prepare_invoice_line(self, **optional_values):
        values = super()._prepare_invoice_line(**optional_values)
        if self.ticket_line_id:
            values["account_id"] = self.company_id.ticket_advance_account_id.id
            values["price_unit"] = self._ticket_discount_left()
        return values

    def _ticket_discount_left(self):
        """This discount without the part of tickets that were refunded before they were
        invoiced."""
        line = self.ticket_line_id
        if not line._ticket_gone():
            return self.price_unit
        living = line.ticket_ids._living()
        included = any(line.tax_ids.flatten_taxes_hierarchy().mapped("price_include"))
        paid = sum(living.mapped("price" if included else "net_amount"))
        full = line.price_unit * (1 - (line.discount or 0.0) / 100) * len(living)
        rounding = self.currency_id.rounding
        discounts = line.ticket_discount_line_ids
        left = allocate(
            round((full - paid) / rounding),
            [round(abs(discount.price_unit) / rounding) for discount in discounts],
        )
        return -self.currency_id.round(left[discounts.ids.index(self.id)] * rounding)
