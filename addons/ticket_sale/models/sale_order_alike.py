from odoo import models

#: What Odoo computes of a new cart from its customer, website and company.
ALIKE = frozenset(
    {
        "currency_id",
        "note",
        "payment_term_id",
        "preferred_payment_method_line_id",
        "prepayment_percent",
        "require_payment",
        "require_signature",
        "sale_order_template_id",
        "team_id",
        "user_id",
        "validity_date",
        "warehouse_id",
    }
)

#: Fields of a new cart that decide about none of them.
MOMENTS = frozenset({"create_date", "date_order", "name", "write_date"})

#: Customers whose own settings decide, too.
CUSTOMERS = ("partner_id", "partner_invoice_id", "partner_shipping_id")


class SaleOrder(models.Model):
    """A visitor's new cart is filled in like the one of the visitor before."""

    _inherit = "sale.order"

    def _add_precomputed_values(self, vals_list):
        return self.env["ticket.kept"]._fill_alike(
            vals_list,
            [self._ticket_alike_key(vals) for vals in vals_list],
            ALIKE,
            super()._add_precomputed_values,
        )

    def _ticket_alike_key(self, vals):
        house = self.env["ticket.kept"]._house_ids("res.partner")
        if not house.issuperset(vals.get(name) for name in CUSTOMERS):
            return None  # what is read of a customer is never kept
        return self._name, self.env["ticket.kept"]._alike_key(vals, MOMENTS)
