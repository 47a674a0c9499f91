import base64
from datetime import timedelta

from odoo import api, fields, models

KEEP_DAYS = 90


class TicketPrintJob(models.Model):
    """The picture of a job, as the bytes its printer understands."""

    _inherit = "ticket.print.job"

    def _payload(self):
        """Return the bytes to send, drawn when they are needed first and then kept."""
        if not self.payload:
            content = self.printer_id._encode([self._draw()])
            self.payload = base64.b64encode(content)
        return base64.b64decode(self.payload)

    def _draw(self):
        printer = self.printer_id
        face = printer._face_of(self.ticket_id)
        if not self.ticket_id:
            return face._render_raster_sample(printer._raster_width(), printer.dpi)
        return face._render_raster(
            self.ticket_id,
            printer._raster_width(),
            printer.dpi,
            copy=self.copy_number,
        )

    @api.autovacuum
    def _gc_payloads(self):
        """Forget old pictures; the record of the print stays."""
        limit = fields.Datetime.now() - timedelta(days=KEEP_DAYS)
        self.search(
            [
                ("state", "in", ("printed", "cancelled")),
                ("payload", "!=", False),
                ("create_date", "<", limit),
            ],
            limit=1000,
        ).write({"payload": False})
