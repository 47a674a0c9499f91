import base64
import logging
from datetime import timedelta

from psycopg2 import Binary

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

KEEP_DAYS = 90
#: Jobs that are drawn together with the first one.
AHEAD = 8


class TicketPrintJob(models.Model):
    """The picture of a job, as the bytes its printer understands."""

    _inherit = "ticket.print.job"

    def _payload(self):
        """Return the bytes to send, drawn when they are needed first and then kept."""
        if not self.payload:
            # Parts of one recordset: what their tickets have in common is read once.
            first, *behind = self | self._waiting_behind()
            content, sheets = first._drawn()
            self.write({"payload": base64.b64encode(content), "sheets": sheets})
            self._draw_ahead(behind)
        return base64.b64decode(self.payload)

    def _waiting_behind(self):
        """Return the next jobs of this printer that nobody has drawn yet."""
        return self.search(
            [
                ("id", "!=", self.id),
                ("printer_id", "=", self.printer_id.id),
                ("state", "=", "waiting"),
                ("payload", "=", False),
            ],
            order="priority, id",
            limit=AHEAD - 1,
        )

    def _draw_ahead(self, jobs):
        """Draw ``jobs`` before it is their turn.

        Nothing depends on it: a job that somebody has in hand or moves to another
        printer at this moment, or that cannot be drawn, is left to its turn.
        """
        try:
            with self.env.cr.savepoint():
                for job in jobs:
                    job._keep_if_waiting(*job._drawn())
        except Exception:
            # Whoever claims the job that failed tells why, and to whom it matters.
            _logger.info("print jobs are not drawn ahead", exc_info=True)
        self.union(*jobs).invalidate_recordset(["payload", "sheets"])

    def _keep_if_waiting(self, content, sheets):
        # The ORM would write on a job that was moved or printed since it was read.
        self.env.execute_query(
            SQL(
                """UPDATE ticket_print_job SET payload = %s, sheets = %s
                    WHERE id IN (SELECT id FROM ticket_print_job
                                  WHERE id = %s AND printer_id = %s
                                    AND state = 'waiting' AND payload IS NULL
                             FOR UPDATE SKIP LOCKED)""",
                Binary(base64.b64encode(content)),
                sheets,
                self.id,
                self.printer_id.id,
            )
        )

    def _drawn(self):
        """Return the bytes of the job and how many sheets they fill."""
        pictures = self._draw()
        return self.printer_id._encode(pictures), len(pictures)

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
