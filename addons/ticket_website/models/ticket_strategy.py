from odoo import fields, models


class TicketStrategy(models.Model):
    _inherit = "ticket.strategy"

    on_website = fields.Boolean(string="Website", default=True)

    def _prepare_program(self):
        return {**super()._prepare_program(), "ecommerce_ok": self.on_website}
