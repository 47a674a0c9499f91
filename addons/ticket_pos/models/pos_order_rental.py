from odoo import models

from ..exceptions import RentalInvalid


class PosOrder(models.Model):
    """Loans begin and end in the transaction that makes the order paid."""

    _inherit = "pos.order"

    def _process_saved_order(self, draft):
        if not draft and self.state != "cancel":
            self._rental_settle()
        return super()._process_saved_order(draft)

    def _rental_settle(self):
        """Give out and take back what this order's lines say.

        :raise RentalInvalid, RentalUnavailable: lines and loans do not fit
        :raise PriceChanged: the till's total is not what its lines cost
        """
        products = self.config_id._rental_products()
        rentals = self.env["product.product"].union(*products.values())
        lines = self.lines.filtered(
            lambda line: (
                not line.ticket_rental_loan_id
                and (line.ticket_rental or line.product_id in rentals)
            )
        )
        if not lines:
            return
        self.config_id._rental_check_cashier()
        refunds = lines.filtered("refunded_orderline_id")
        refunds._rental_refund()
        lines -= refunds
        going = lines.filtered(lambda line: line._rental_wish().get("act") == "out")
        back = lines - going
        for loan, of_loan in back.grouped(lambda line: line._rental_loan()).items():
            self._rental_end(loan, of_loan, products)
        for line in going:
            line._rental_give_out(products["out"])
        self._ticket_check_total()

    def _rental_authorise(self, sources):
        """:raise ApprovalMissing: no supervisor has approved to pay these lines back"""
        self.env["ticket.till.approval"]._authorise(
            self.config_id,
            "rental",
            sources,
            self._ticket_take_grant("rental"),
            amount=-sum(sources.mapped("price_subtotal_incl")),
            reference=", ".join(sources.ticket_rental_loan_id.mapped("name"))
            or self.pos_reference,
        )

    def _rental_end(self, loan, lines, products):
        """Hold the lines of a loan to what it says, and end it."""
        loan._lock()
        if loan.state != "due":
            raise RentalInvalid(
                self.env._("%(loan)s is not to be paid now.", loan=loan.name)
            )
        expected = self.config_id._rental_amounts(loan)
        acts = [str(line._rental_wish().get("act")) for line in lines]
        if sorted(acts) != sorted(expected):
            raise RentalInvalid(
                self.env._(
                    "Charge and deposit of %(loan)s are settled together. Remove its "
                    "lines and scan the item again.",
                    loan=loan.name,
                )
            )
        for line, act in zip(lines, acts, strict=True):
            price, qty = expected[act]
            line._rental_check(products[act], price, qty)
        lines.ticket_rental_loan_id = loan
        loan._settle()
