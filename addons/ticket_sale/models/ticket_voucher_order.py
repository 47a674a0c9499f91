from odoo import fields, models
from odoo.exceptions import UserError

from ..exceptions import VoucherRefused


class TicketVoucher(models.Model):
    """A voucher in an order is good nowhere else while the order keeps its places."""

    _inherit = "ticket.voucher"

    sale_line_id = fields.Many2one(
        "sale.order.line",
        string="In an Order",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
    )

    def action_void(self):
        orders_sudo = self.sudo().sale_line_id.order_id
        if any(order._ticket_vouchers_are_promised() for order in orders_sudo):
            raise UserError(
                self.env._(
                    "A customer is paying with one of these vouchers. Wait until that "
                    "is over."
                )
            )
        return super().action_void()

    def _check_open(self):
        order_sudo = self.sudo().sale_line_id.order_id
        is_own = order_sudo.id == self.env.context.get("ticket_order_id")
        if (
            is_own
            and self.state == "open"
            and order_sudo._ticket_vouchers_are_promised()
        ):
            return None  # it was good when the buyer began to pay
        result = super()._check_open()
        if order_sudo and not is_own and order_sudo._ticket_keeps_vouchers():
            raise VoucherRefused(
                self.env._(
                    "Voucher %(voucher)s is in an order that is not paid yet.",
                    voucher=self.shown_code,
                )
            )
        return result
