from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from ..tools import delivery


class TicketPrintJob(models.Model):
    """One ticket on its way to paper.

    A job is printed exactly once, or a person is asked: only a job of which nothing
    left the server is tried again by itself. A job that was being sent when something
    broke ends as *failed* with ``is_uncertain``, and waits for somebody who looks at
    the paper.
    """

    _name = "ticket.print.job"
    _description = "Ticket Print Job"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, readonly=True)
    printer_id = fields.Many2one(
        "ticket.printer",
        required=True,
        readonly=True,
        check_company=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="printer_id.company_id", store=True, index=True
    )
    ticket_id = fields.Many2one(
        "ticket.ticket",
        readonly=True,
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    copy_number = fields.Integer(string="Copy", readonly=True, default=1)
    reason = fields.Char(string="Reason for Reprint", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Printed by",
        readonly=True,
        default=lambda self: self.env.uid,
        ondelete="restrict",
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("sent", "Sending"),
            ("printed", "Printed"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    is_uncertain = fields.Boolean(
        string="Look at the Paper",
        readonly=True,
        help="It may have been printed: only a person can tell.",
    )
    problem = fields.Char(readonly=True)
    problem_detail = fields.Char(readonly=True)
    error = fields.Char(compute="_compute_error")
    attempts = fields.Integer(readonly=True)
    payload = fields.Binary(attachment=False, readonly=True)
    sent_at = fields.Datetime(readonly=True)
    printed_at = fields.Datetime(readonly=True)

    _ticket_copy_uniq = models.UniqueIndex(
        "(ticket_id, copy_number) WHERE state <> 'cancelled'",
        "This copy of the ticket is in a queue already.",
    )
    _queue_idx = models.Index("(printer_id, id) WHERE state IN ('waiting', 'sent')")

    @api.depends("problem", "problem_detail")
    @api.depends_context("lang")
    def _compute_error(self):
        """In the words of whoever reads it, not of whoever printed."""
        for job in self:
            error = job.problem and delivery.NotSent(
                job.problem, job.problem_detail or ""
            )
            job.error = job.sudo().printer_id._explain(error) if error else False

    # --- what people do -----------------------------------------------------

    def action_retry(self):
        """Print again what failed; the paper, if any came out, must be destroyed."""
        jobs_sudo = self._take_in_hand()
        jobs_sudo._put_back()

    def action_mark_printed(self):
        """Somebody looked: the ticket is on paper."""
        jobs_sudo = self._take_in_hand()
        jobs_sudo._set_printed()

    def action_cancel(self):
        """Never print it; a ticket without job may be printed anew."""
        jobs_sudo = self._take_in_hand()
        jobs_sudo.state = "cancelled"
        jobs_sudo._notify()

    def action_move(self, printer):
        """Print on another printer what this one did not.

        :param printer: a printer or its id
        """
        if isinstance(printer, int):
            printer = self.env["ticket.printer"].browse(printer)
        printer.check_access("read")
        jobs_sudo = self._take_in_hand()
        # Another head may be narrower: the picture is drawn anew.
        jobs_sudo.write({"printer_id": printer.id, "payload": False})
        jobs_sudo._put_back()

    def action_choose_printer(self):
        """Ask which printer to move the jobs to."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_print_move_action"
        )
        return action | {"context": {"default_job_ids": self.ids}}

    def action_open_ticket(self):
        self.ensure_one()
        return self.ticket_id._get_records_action()

    def _action_open(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_print_job_action"
        )
        return action | {"domain": [("id", "in", self.ids)], "context": {}}

    def _take_in_hand(self):
        """Return the jobs, with sudo and locked, for a person to decide about.

        :raise UserError: one of them is being printed now, or is done
        """
        self.check_access("read")
        if not self.env.user.has_group("ticket_sale.group_ticket_cashier"):
            raise AccessError(self.env._("Only cashiers decide about print jobs."))
        jobs_sudo = self.sudo()  # cashiers may decide, but not write as they like
        try:
            jobs_sudo.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("This job is being printed at this moment.")
            ) from error
        jobs_sudo.invalidate_recordset(["state"])
        states = dict(self._fields["state"]._description_selection(self.env))
        for job in jobs_sudo:
            if job.state not in {"waiting", "failed"}:
                raise UserError(
                    self.env._(
                        "The job of %(job)s cannot be changed: %(state)s.",
                        job=job.name,
                        state=states[job.state],
                    )
                )
        return jobs_sudo
