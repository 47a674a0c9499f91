from odoo import fields, models


class SaleOrderLine(models.Model):
    """A voucher pays for one ticket of its order: a line below zero, without taxes."""

    _inherit = "sale.order.line"

    ticket_voucher_id = fields.Many2one(
        "ticket.voucher",
        string="Voucher",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )

    def _ticket_unit_minor(self):
        """What one ticket of this line costs, taxes and discounts in: minor units,
        rounded down, for a voucher never pays more than its ticket."""
        self.ensure_one()
        total = sum((self | self.ticket_discount_line_ids).mapped("price_total"))
        minor = round(total / self.currency_id.rounding)
        return max(minor // round(self.product_uom_qty or 1), 0)

    def _ticket_voucher_fits(self, tickets_sudo):
        """Positions of the tickets that this line's voucher can pay its amount of."""
        kind = self.ticket_voucher_id.type_id
        return frozenset(
            at
            for at, ticket in enumerate(tickets_sudo)
            if ticket.currency_id == self.currency_id
            and kind._is_for(ticket.session_id, ticket.type_id)
            and self.currency_id.compare_amounts(
                kind._covers(ticket.price), -self.price_unit
            )
            >= 0
        )
