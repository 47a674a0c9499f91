from odoo import fields, models


class TicketPrintJob(models.Model):
    """How many blank tickets a job takes."""

    _inherit = "ticket.print.job"

    sheets = fields.Integer(
        readonly=True, default=1, help="Blank tickets that it takes when it is printed."
    )

    def _on_paper(self):
        result = super()._on_paper()
        for printer, jobs in self.grouped("printer_id").items():
            printer._use_stock(sum(jobs.mapped("sheets")))
        return result

    def _set_spoiled(self, reason, note=False):
        result = super()._set_spoiled(reason, note)
        for job in self:
            # The paper itself was taken off when it came out.
            job.printer_id._spoil_stock(job.sheets, reason.name, job, counted=True)
        return result
