from odoo import models

#: What Odoo computes of the line of tickets from its order, its product and its price.
ALIKE = frozenset(
    {
        "company_id",
        "currency_id",
        "discount",
        "order_partner_id",
        "price_reduce_taxexcl",
        "price_reduce_taxinc",
        "price_subtotal",
        "price_tax",
        "price_total",
        "price_unit",
        "product_uom_id",
        "qty_delivered_method",
        "salesman_id",
        "state",
        "tax_ids",
    }
)

#: What Odoo computes of every line when it is there: said at once of a new one, it is
#: not written twice.
NOTHING_YET = {
    "invoice_status": "no",
    "qty_invoiced": 0.0,
    "qty_to_invoice": 0.0,
    "untaxed_amount_invoiced": 0.0,
    "untaxed_amount_to_invoice": 0.0,
}

#: Only where goods are sold, too.
WAREHOUSE = "warehouse_id"

#: What these read of the order.
FACTS = (
    "partner_id",
    "partner_invoice_id",
    "partner_shipping_id",
    "company_id",
    "currency_id",
    "pricelist_id",
    "fiscal_position_id",
    "user_id",
    WAREHOUSE,
)

#: Fields of a new line that decide about none of them.
MOMENTS = frozenset(
    {
        "create_date",
        "order_id",
        "ticket_hold_id",
        "ticket_place_ids",
        "ticket_price_steps",
        "write_date",
    }
)


class SaleOrderLine(models.Model):
    """Tickets that cost the same fill in the same line of a visitor's new cart."""

    _inherit = "sale.order.line"

    def _add_precomputed_values(self, vals_list):
        result = self.env["ticket.kept"]._fill_alike(
            vals_list,
            [self._ticket_alike_key(vals) for vals in vals_list],
            ALIKE,
            super()._add_precomputed_values,
        )
        for vals in vals_list:
            if "pricelist_item_id" in vals:
                vals.update(NOTHING_YET)
                if WAREHOUSE in self._fields:
                    order = self.env["sale.order"].browse(vals["order_id"])
                    vals[WAREHOUSE] = order[WAREHOUSE].id
        return result

    def _ticket_alike_key(self, vals):
        order = self.env["sale.order"].browse(vals.get("order_id"))
        house = self.env["ticket.kept"]._house_ids("res.partner")
        if (
            "pricelist_item_id" not in vals
            or order.partner_id.id not in house
            or order.currency_id != order.company_id.currency_id  # has a rate
        ):
            return None
        facts = (order[name].id for name in FACTS if name in order._fields)
        key = self.env["ticket.kept"]._alike_key(vals, MOMENTS)
        return self._name, order.state, *facts, key
