from odoo import fields, models


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    strategy_use_ids = fields.One2many(
        "ticket.strategy.use", "ticket_id", string="Strategies", readonly=True
    )
