from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.ticket_sale.exceptions import VoucherRefused


class TicketVoucher(models.Model):
    """A voucher that a customer has entered at a kiosk is good nowhere else meanwhile.

    It stays open: it is redeemed when its ticket is issued. Whoever leaves lets it go.
    """

    _inherit = "ticket.voucher"

    visit_id = fields.Many2one(
        "ticket.kiosk.visit",
        string="In Hand at a Kiosk",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )

    def action_void(self):
        if "paying" in self.sudo().visit_id.mapped("state"):
            raise UserError(
                self.env._(
                    "A customer is paying with one of these vouchers at a kiosk. Wait "
                    "until that is over."
                )
            )
        return super().action_void()

    def _check_open(self):
        visit_sudo = self.sudo().visit_id
        is_own = visit_sudo.id == self.env.context.get("ticket_visit_id")
        if is_own and visit_sudo.state == "paying" and self.state == "open":
            return None  # it was promised before money was asked for
        result = super()._check_open()
        if not is_own and visit_sudo.state in ("open", "paying"):
            raise VoucherRefused(
                self.env._(
                    "Voucher %(voucher)s is being used at %(kiosk)s right now. Try again "
                    "in some minutes.",
                    voucher=self.shown_code,
                    kiosk=visit_sudo.kiosk_id.name,
                )
            )
        return result
