from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    #: Platforms' order numbers are asked for at the counter.
    _ticket_reference_idx = models.Index(
        "(client_order_ref) WHERE client_order_ref IS NOT NULL"
    )
