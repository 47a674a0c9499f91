from odoo import models


class TicketAllotment(models.Model):
    _inherit = "ticket.allotment"

    def _set_aside(self, wanted, count):
        place_ids = super()._set_aside(wanted, count)
        if len(place_ids) == count:
            self.env["ticket.place"]._tell_tills(place_ids)
        return place_ids
