from odoo import models

from .ticket_till_approval import SUPERVISOR


class PosConfig(models.Model):
    _inherit = "pos.config"

    def ticket_print_desk(self):
        """Also how often this user may print a ticket again; False: as often as need
        be."""
        desk = super().ticket_print_desk()
        free = self.env.user.has_group(SUPERVISOR)
        limit = False if free else self.company_id.ticket_reprint_limit
        return {**desk, "reprint_limit": limit}
