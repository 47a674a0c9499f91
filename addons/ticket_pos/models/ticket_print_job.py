from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

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
    spare_id = fields.Many2one(related="printer_id.spare_id")
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
    reason_id = fields.Many2one(
        "ticket.reprint.reason", readonly=True, ondelete="restrict"
    )
    reason = fields.Char(string="Reason for Reprint", readonly=True)
    spoil_note = fields.Char(readonly=True, help="What happened to the paper.")
    batch_id = fields.Many2one(
        "ticket.print.batch",
        string="Bulk Print",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    pos_session_id = fields.Many2one(
        "pos.session",
        string="Shift",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    priority = fields.Integer(
        readonly=True,
        default=0,
        help="The lowest is printed first: customers at the counter before bulk prints.",
    )
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
            ("spoiled", "Spoiled"),
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
    decision = fields.Selection(
        [
            ("retry", "Print again"),
            ("printed", "It is printed"),
            ("spoiled", "Reprint"),
            ("moved", "Other printer"),
            ("cancelled", "Cancelled"),
        ],
        string="Last Decision",
        readonly=True,
    )
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )
    decided_at = fields.Datetime(readonly=True)

    _ticket_copy_uniq = models.UniqueIndex(
        "(ticket_id, copy_number) WHERE state <> 'cancelled'",
        "This copy of the ticket is in a queue already.",
    )
    _queue_idx = models.Index(
        "(printer_id, priority, id) WHERE state IN ('waiting', 'sent')"
    )

    @api.depends("problem", "problem_detail")
    @api.depends_context("lang")
    def _compute_error(self):
        """In the words of whoever reads it, not of whoever printed."""
        for job in self:
            error = job.problem and delivery.NotSent(
                job.problem, job.problem_detail or ""
            )
            job.error = job.sudo().printer_id._explain(error) if error else False

    # --- what people decide ---------------------------------------------------

    def action_retry(self):
        """Print again what failed; nothing usable came out."""
        jobs_sudo = self._take_in_hand("retry")
        jobs_sudo._put_back()

    def action_mark_printed(self):
        """Somebody looked: the ticket is on paper."""
        jobs_sudo = self._take_in_hand("printed")
        jobs_sudo._set_printed()

    def action_cancel(self):
        """Never print it; a ticket without job may be printed anew."""
        jobs_sudo = self._take_in_hand("cancelled")
        jobs_sudo.state = "cancelled"
        jobs_sudo._notify()

    def action_move(self, printer):
        """Print on another printer what this one did not.

        :param printer: a printer or its id
        """
        if isinstance(printer, int):
            printer = self.env["ticket.printer"].browse(printer)
        printer.check_access("read")
        jobs_sudo = self._take_in_hand("moved")
        jobs_sudo._move(printer)

    def action_move_to_spare(self):
        """Print on the spare printer, in one tap.

        :raise UserError: a printer has none
        """
        for printer_sudo, jobs in self.sudo().grouped("printer_id").items():
            if not printer_sudo.spare_id:
                raise UserError(
                    self.env._(
                        "Printer %(printer)s has no spare printer.",
                        printer=printer_sudo.name,
                    )
                )
            jobs.sudo(self.env.su).action_move(printer_sudo.spare_id.sudo(self.env.su))

    def _reprint(self, reason, note=False, printer=None):
        """Print numbered copies of what came out; count what is spoiled.

        :param reason: a ``ticket.reprint.reason``; it says whether the paper is waste
        :param printer: another printer than that of each job
        :return: the jobs of the copies
        :raise UserError: it was printed too often for this user
        """
        jobs_sudo = self._take_in_hand("spoiled", {"printed", "failed"})
        jobs_sudo._check_may_reprint()
        if reason.is_spoiled:
            jobs_sudo._set_spoiled(reason, note)
        else:
            jobs_sudo.filtered(lambda job: job.state == "failed")._set_printed()
        copies = self.browse()
        for printer_sudo, jobs in jobs_sudo.grouped("printer_id").items():
            copies |= self._enqueue(
                jobs.ticket_id, printer or printer_sudo, reason, note
            )
        return copies

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

    def _take_in_hand(self, decision, states=frozenset({"waiting", "failed"})):
        """Return the jobs, with sudo and locked, and note who decides about them.

        :param states: those that the decision is about
        :raise UserError: one of them is being printed now, or is done
        """
        self._check_may_decide()
        jobs_sudo = self.sudo()  # cashiers may decide, but not write as they like
        jobs_sudo._wait_for_rows()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for job in jobs_sudo:
            if job.state not in states:
                raise UserError(
                    self.env._(
                        "The job of %(job)s cannot be changed: %(state)s.",
                        job=job.name,
                        state=labels[job.state],
                    )
                )
        jobs_sudo.write(
            {
                "decision": decision,
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )
        return jobs_sudo

    def _check_may_decide(self):
        """Cashiers decide about what they print, supervisors about all.

        With sudo the caller has checked whose jobs they are, as tills do.
        """
        self.check_access("read")
        user = self.env.user
        if not user.has_group("ticket_sale.group_ticket_cashier"):
            raise AccessError(self.env._("Only cashiers decide about print jobs."))
        if self.env.su or user.has_group("ticket_sale.group_ticket_supervisor"):
            return
        if foreign := self.filtered(
            lambda job: user not in job.user_id | job.sudo().pos_session_id.user_id
        ):
            raise AccessError(
                self.env._(
                    "%(job)s was printed by %(user)s: ask a supervisor to decide.",
                    job=foreign[0].name,
                    user=foreign[0].user_id.sudo().name,
                )
            )

    def _check_may_reprint(self):
        """Cashiers print a ticket again so many times, then a supervisor must.

        :raise UserError: a ticket was printed too often
        """
        if self.env.user.has_group("ticket_sale.group_ticket_supervisor"):
            return
        for job in self:
            limit = job.company_id.ticket_reprint_limit
            if job.copy_number > limit:
                raise UserError(
                    self.env._(
                        "%(job)s was printed %(count)s times: ask a supervisor to "
                        "print it again.",
                        job=job.name,
                        count=job.copy_number,
                    )
                )

    def _notify(self):
        """Say that these jobs have changed; extended where somebody listens."""
