from odoo import fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    ticket_cash_due = fields.Boolean(
        string="Paid on Delivery",
        readonly=True,
        copy=False,
        help="The messenger takes the money. Until then the codes are on paper only.",
    )
