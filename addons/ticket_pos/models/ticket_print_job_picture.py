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
            pictures = self._draw()
            self.write(
                {
                    "payload": base64.b64encode(self.printer_id._encode(pictures)),
                    "sheets": len(pictures),
                }
            )
        return base64.b64decode(self.payload)

    def _draw(self):
        """Return the pictures of all sheets: copies, and backs if they are printed."""
        printer = self.printer_id
        face = printer._face_of(self.ticket_id)
        width = printer._raster_width()
        if not self.ticket_id:
            return [face._render_raster_sample(width, printer.dpi)]
        return face._render_sides(
            self.ticket_id,
            width,
            printer.dpi,
            copy=self.copy_number,
            back=printer.prints_back,
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
