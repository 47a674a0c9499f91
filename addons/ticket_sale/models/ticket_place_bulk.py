from odoo import models
from odoo.exceptions import UserError


class TicketPlace(models.Model):
    _inherit = "ticket.place"

    def action_issue_bulk(self):
        """Issue tickets for these places in one act; from a list or a map."""
        if len(self.session_id) != 1:
            raise UserError(self.env._("Choose places of one session."))
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_sale.ticket_bulk_action"
            ),
            "context": {
                "default_session_id": self.session_id.id,
                "default_choice": "places",
                "default_place_ids": self.ids,
            },
        }
