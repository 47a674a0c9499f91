from odoo import models


class TicketPrintJob(models.Model):
    _inherit = "ticket.print.job"

    def _handed_out_values(self):
        """A printed ticket counts as handed out, though nobody noted to whom."""
        self.ensure_one()
        printed_at = self.printed_at or self.sent_at or self.create_date
        return {
            "at": printed_at.isoformat(),
            "by": self.user_id.name,
            "till": self.printer_id.name,
            "who": "",
            "proof": "",
        }
