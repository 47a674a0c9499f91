from odoo import api, fields, models

#: What a till hears of bulk prints: only what somebody must do something about.
NEWS_OF_BULK = {"failed"}


class TicketPrintJob(models.Model):
    """Who is told, and what, as a job goes its way."""

    _inherit = "ticket.print.job"

    advice = fields.Char(compute="_compute_advice")

    @api.depends("problem", "is_uncertain")
    @api.depends_context("lang")
    def _compute_advice(self):
        """What to do, in the words of whoever reads it."""
        for job in self:
            job.advice = (
                job.sudo().printer_id._advise_to_look()
                if job.is_uncertain
                else job.problem and job.sudo().printer_id._advise(job.problem)
            )

    def _notify(self):
        """Tell the tills of the shift that sold it and those that print here."""
        result = super()._notify()
        loud = self.filtered(
            lambda job: not job.batch_id or job.problem or job.state in NEWS_OF_BULK
        )
        for printer, jobs in loud.grouped("printer_id").items():
            tills = printer._tills() | jobs.pos_session_id.config_id
            tills._ticket_tell_printing(printer, jobs)
        return result

    def _till_values(self):
        """What a till shows of these jobs, in the words of its user."""
        return [
            {
                "id": job.id,
                "name": job.name,
                "ticket_id": job.ticket_id.id,
                "label": job.ticket_id.seat_label or job.name,
                "state": job.state,
                "uncertain": job.is_uncertain,
                "copy": job.copy_number,
                "printer": job.printer_id.name,
                "printer_id": job.printer_id.id,
                **job._till_problem(),
            }
            for job in self.sudo()
        ]

    def _till_problem(self):
        """What is wrong and what to do; a job that waits has its printer's problem."""
        printer, problem, detail = self.printer_id, self.problem, self.problem_detail
        if not problem and self.state == "waiting" and printer.state == "trouble":
            problem, detail = printer.problem, printer.problem_detail
        advice = self.advice or (problem and printer._advise(problem))
        return {
            "error": problem and printer._plain(problem, detail),
            "advice": advice or False,
        }
