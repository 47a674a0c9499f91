from odoo import models
from odoo.fields import Command


class SaleOrder(models.Model):
    """What giving back and exchanging adds to an order: fees, and their document."""

    _inherit = "sale.order"

    def _ticket_add_fee(self, amount, label, count=1):
        """Add a fee, tax included, as a line of the order; none for nothing.

        :param count: how many tickets it is for, told on the line
        :return: the line; its ``price_total`` is the fee as the books have it
        """
        self.ensure_one()
        lines_sudo = self.env["sale.order.line"].sudo()
        if self.currency_id.is_zero(amount):
            return lines_sudo
        product = self.env.ref("ticket_sale.product_ticket_fee").sudo()
        return lines_sudo.create(
            {
                "order_id": self.id,
                "product_id": product.id,
                "name": self.env._(
                    "%(label)s for %(count)s tickets", label=label, count=count
                ),
                "product_uom_qty": 1,
                "price_unit": self._ticket_fee_unit(product, amount),
                "discount": 0.0,
            }
        )

    def _ticket_fee_unit(self, product, amount):
        """The unit price that, with its taxes, comes to ``amount``."""
        taxes = self.fiscal_position_id.map_tax(
            product.taxes_id._filter_taxes_by_company(self.company_id)
        )
        if any(taxes.flatten_taxes_hierarchy().mapped("price_include")):
            return amount
        totals = taxes.with_context(force_price_include=True).compute_all(
            amount, self.currency_id, 1.0, product, self.partner_id
        )
        return totals["total_excluded"]

    def _prepare_ticket_settlement(self, invoice, returned, extra_lines, reason):
        """Values of the document that takes tickets back and charges what is new.

        :param invoice: the posted document that these tickets are in
        :param returned: [(order line, its void tickets), …]
        :param extra_lines: order lines that are charged with it
        """
        self.ensure_one()
        back = sum(sum(tickets.mapped("price")) for _line, tickets in returned)
        is_credit = (
            self.currency_id.compare_amounts(
                back, sum(extra_lines.mapped("price_total"))
            )
            >= 0
        )
        sign = 1 if is_credit else -1
        names = {"invoice": invoice.name, "reason": reason}
        if is_credit:
            ref = self.env._("Refund of %(invoice)s: %(reason)s", **names)
        else:
            ref = self.env._("Exchange of %(invoice)s: %(reason)s", **names)
        is_invoice = invoice.move_type == "out_invoice"
        return {
            **self._prepare_invoice(),
            "move_type": "out_refund" if is_credit else "out_invoice",
            "reversed_entry_id": is_credit and is_invoice and invoice.id,
            "journal_id": invoice.journal_id.id,
            "partner_id": invoice.partner_id.id,
            "fiscal_position_id": invoice.fiscal_position_id.id,
            "invoice_currency_rate": invoice.invoice_currency_rate,
            "ref": ref,
            "transaction_ids": [],
            "invoice_line_ids": [
                *(
                    Command.create(tickets._prepare_credit_line(line, invoice, sign))
                    for line, tickets in returned
                ),
                *(
                    Command.create(
                        line._prepare_invoice_line(
                            quantity=-sign * line.product_uom_qty
                        )
                    )
                    for line in extra_lines
                ),
            ],
        }
