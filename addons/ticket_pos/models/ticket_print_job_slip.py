from odoo import fields, models


class TicketPrintJob(models.Model):
    """Shift reports go through the queue of the ticket printer like tickets."""

    _inherit = "ticket.print.job"

    slip_shift_id = fields.Many2one(
        "pos.session",
        string="Report of Shift",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    slip_lang = fields.Char(readonly=True)

    def _enqueue_slip(self, shift, printer):
        """Queue the report of ``shift``, in the words and with the rights of the user
        who asks, for they are checked already."""
        job_sudo = self.sudo().create(
            {
                "name": self.env._("Shift report %(shift)s", shift=shift.name),
                "printer_id": printer.id,
                "slip_shift_id": shift.id,
                "slip_lang": self.env.lang,
                "user_id": self.env.uid,
            }
        )
        job_sudo._notify()
        printer._wake()
        return job_sudo

    def _draw(self):
        if not self.slip_shift_id:
            return super()._draw()
        reader = self.slip_shift_id.with_user(self.user_id).with_context(
            lang=self.slip_lang or None, tz=self.user_id.tz
        )
        width = self.printer_id._raster_width() or self.printer_id.width_dots
        return [reader.sudo(False)._shift_slip(width, self.printer_id.dpi)]
