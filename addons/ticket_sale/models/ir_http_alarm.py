from odoo import models


class IrHttp(models.AbstractModel):
    """A page that is opened during an alarm shows it at once."""

    _inherit = "ir.http"

    def session_info(self):
        result = super().session_info()
        if self.env.user.has_group("ticket_venue.group_ticket_user"):
            result["ticket_alarms"] = self.env["ticket.venue"].get_alarms()
        return result
