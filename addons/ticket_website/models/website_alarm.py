from odoo import models


class Website(models.Model):
    """What the pages say while the sale of a venue is interrupted."""

    _inherit = "website"

    def _ticket_stopped_venues(self):
        """Return the names of venues whose sale is stopped now; nearly always none, and
        then nothing is read."""
        alarms = self.env["ticket.venue"]._alarms_told(
            self.company_id, kinds=("emergency",)
        )
        return [alarm["venue"] for alarm in alarms]
