from odoo import fields, models
from odoo.fields import Command


class TicketAllotmentMake(models.TransientModel):
    _inherit = "ticket.allotment.make"

    pos_config_ids = fields.Many2many(
        "pos.config",
        string="Counters",
        domain="[('ticket_selling', '=', True)]",
        help="Empty: every counter sells from it.",
    )

    def _values(self):
        counters = self.pos_config_ids if self.channel == "pos" else None
        return super()._values() | {
            "pos_config_ids": [Command.set(counters.ids if counters else [])]
        }
