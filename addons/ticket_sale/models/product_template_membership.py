from odoo import api, fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    service_tracking = fields.Selection(
        selection_add=[("ticket_membership", "Membership")],
        ondelete={"ticket_membership": "set default"},
    )

    @api.model
    def _get_saleable_tracking_types(self):
        return [*super()._get_saleable_tracking_types(), "ticket_membership"]
