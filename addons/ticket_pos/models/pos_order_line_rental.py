from odoo import api, fields, models
from odoo.tools import float_compare

from ..exceptions import RentalInvalid


class PosOrderLine(models.Model):
    """Lines of a rental: its deposit, what it cost, the deposit given back."""

    _inherit = "pos.order.line"

    ticket_rental = fields.Json(
        help="What the line is to a rental: act (out, charge, compensation, deposit), "
        "item_id or loan_id, card."
    )
    ticket_rental_loan_id = fields.Many2one(
        "ticket.rental.loan", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    ticket_rental_slip = fields.Json(
        string="Rental Slip",
        compute="_compute_ticket_rental_slip",
        help="What the customer's slip tells of the rental.",
    )

    @api.model
    def _load_pos_data_fields(self, config):
        return [
            *super()._load_pos_data_fields(config),
            "ticket_rental",
            "ticket_rental_slip",
        ]

    @api.depends("ticket_rental_loan_id.state")
    def _compute_ticket_rental_slip(self):
        for line in self:
            act = line._rental_wish().get("act")
            refunded = line.refunded_orderline_id
            line.ticket_rental_slip = (
                # Whoever sees the receipt may see its slip.
                line.ticket_rental_loan_id.sudo()._slip(act)
                if act in ("out", "charge") and not refunded
                else False
            )

    def _rental_wish(self):
        """What the till says of this line, as a dictionary whatever it sent."""
        self.ensure_one()
        return self.ticket_rental if isinstance(self.ticket_rental, dict) else {}

    def _rental_check(self, product, price, qty=1):
        """Hold the line to its price; the till's own sums are not used.

        :raise RentalInvalid: the till's line is not what the rental says
        """
        self.ensure_one()
        taxes = product.taxes_id._filter_taxes_by_company(self.company_id)
        digits = self.env["decimal.precision"].precision_get("Product Price")
        if (
            self.product_id != product
            or self.qty != qty
            or self.discount
            or self.tax_ids != taxes
            or float_compare(self.price_unit, price, precision_digits=digits)
        ):
            raise RentalInvalid(
                self.env._(
                    "“%(line)s” is not what the rental costs now. Remove it and scan the "
                    "item again.",
                    line=self.full_product_name or self.product_id.display_name,
                )
            )
        self.write(self._compute_amount_line_all())

    def _rental_give_out(self, product):
        """The deposit is paid: the thing goes out."""
        self.ensure_one()
        item = self.order_id.config_id._rental_item(self._rental_wish().get("item_id"))
        self._rental_check(product, item.deposit)
        self.ticket_rental_loan_id = self.env["ticket.rental.loan"]._give_out(
            item, self.order_id.partner_id, self._rental_wish().get("card")
        )

    def _rental_loan(self):
        """The loan that the till says this line is of.

        :raise RentalInvalid: it says none
        """
        self.ensure_one()
        loan_id = self._rental_wish().get("loan_id")
        if not isinstance(loan_id, int):
            raise RentalInvalid(
                self.env._(
                    "%(product)s is sold by scanning the item under “Rental”.",
                    product=self.product_id.display_name,
                )
            )
        return self.order_id.config_id._rental_loan(loan_id)

    def _rental_refund(self):
        """Paying back a deposit cancels its loan, paying back a charge leaves the loan
        as it was; both are the supervisor's.

        :raise RentalInvalid: a deposit that was given back is to be taken again
        """
        if not self:
            return
        self.order_id._rental_authorise(self.refunded_orderline_id)
        for line in self:
            source = line.refunded_orderline_id
            loan = source.ticket_rental_loan_id
            act = source._rental_wish().get("act")
            if act == "deposit":
                raise RentalInvalid(
                    self.env._(
                        "The deposit of %(loan)s was given back.", loan=loan.name
                    )
                )
            line._rental_check_refund(source)
            if act == "out":
                loan._cancel()
            elif act == "compensation":
                loan._find_again()
            line.ticket_rental_loan_id = loan

    def _rental_check_refund(self, source):
        """A line is paid back whole, once, and at what was paid for it.

        :raise RentalInvalid: the till wants more, less, or wants it again
        """
        digits = self.env["decimal.precision"].precision_get("Product Price")
        others = source.refund_orderline_ids - self
        if (
            others
            or self.product_id != source.product_id
            or self.qty != -source.qty
            or self.discount
            or self.tax_ids != source.tax_ids
            or float_compare(
                self.price_unit, source.price_unit, precision_digits=digits
            )
        ):
            raise RentalInvalid(
                self.env._(
                    "“%(line)s” is paid back once, and whole.",
                    line=source.full_product_name or source.product_id.display_name,
                )
            )
        self.write(self._compute_amount_line_all())
