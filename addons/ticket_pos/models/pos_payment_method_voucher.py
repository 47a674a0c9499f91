from odoo import fields, models


class PosPaymentMethod(models.Model):
    _inherit = "pos.payment.method"

    ticket_voucher = fields.Boolean(
        string="Ticket Vouchers",
        help="Vouchers and booking coupons swapped for tickets are paid with this method. "
        "Give it a bank journal of its own: it keeps what their issuers owe.",
    )

    def _load_pos_data_fields(self, config):
        return [*super()._load_pos_data_fields(config), "ticket_voucher"]
