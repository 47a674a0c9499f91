from odoo import fields, models


class TicketAllotmentMake(models.TransientModel):
    _inherit = "ticket.allotment.make"

    distributor_id = fields.Many2one(
        "ticket.distributor", help="Empty: every distributor sells from it."
    )

    def _values(self):
        distributor = self.channel == "distributor" and self.distributor_id.id
        return super()._values() | {"distributor_id": distributor or False}
