from odoo import models
from odoo.fields import Domain


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    def action_view_timeline(self):
        """What happened to these tickets, and to their places while free."""
        of_place = Domain("place_id", "in", self.place_id.ids) & Domain(
            "ticket_id", "=", False
        )
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_sale.ticket_timeline_action"
            ),
            "domain": list(Domain("ticket_id", "in", self.ids) | of_place),
            "context": {},
        }
