from odoo import fields, models


class TicketStrategy(models.Model):
    _inherit = "ticket.strategy"

    on_pos = fields.Boolean(string="Box Office", default=True)

    def _prepare_program(self):
        return {**super()._prepare_program(), "pos_ok": self.on_pos}
