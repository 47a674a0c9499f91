from odoo import fields, models


class PosPayment(models.Model):
    _inherit = "pos.payment"

    ticket_voucher = fields.Char(
        string="Voucher",
        readonly=True,
        copy=False,
        groups="point_of_sale.group_pos_user",
        help="The code of the voucher that was swapped for a ticket.",
    )
