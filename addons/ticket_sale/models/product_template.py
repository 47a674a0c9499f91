from odoo import fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    service_tracking = fields.Selection(
        selection_add=[("ticket", "Ticket")], ondelete={"ticket": "set default"}
    )
