from odoo import api, fields, models

#: Behind whoever stands at the counter.
BULK_PRIORITY = 10


class TicketPrintBatch(models.Model):
    """Many tickets printed in one go: how far it is, and what is left of it.

    It only groups jobs: each of them is printed, fails and is decided about by itself.
    """

    _name = "ticket.print.batch"
    _description = "Bulk Print of Tickets"
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
    user_id = fields.Many2one(
        "res.users",
        string="Started by",
        readonly=True,
        default=lambda self: self.env.uid,
        ondelete="restrict",
    )
    job_ids = fields.One2many("ticket.print.job", "batch_id", readonly=True)
    job_count = fields.Integer(string="Tickets", compute="_compute_counts")
    printed_count = fields.Integer(string="Printed", compute="_compute_counts")
    waiting_count = fields.Integer(string="Waiting", compute="_compute_counts")
    failed_count = fields.Integer(string="Failed", compute="_compute_counts")
    cancelled_count = fields.Integer(string="Cancelled", compute="_compute_counts")
    progress = fields.Float(compute="_compute_counts")
    state = fields.Selection(
        [("running", "Printing"), ("trouble", "Needs You"), ("done", "Done")],
        compute="_compute_counts",
    )
    trouble = fields.Char(compute="_compute_trouble")

    @api.depends("job_ids.state")
    def _compute_counts(self):
        counts = {
            (batch, state): count
            for batch, state, count in self.env["ticket.print.job"]._read_group(
                [("batch_id", "in", self.ids)], ["batch_id", "state"], ["__count"]
            )
        }
        for batch in self:
            of_state = {
                state: count for (of, state), count in counts.items() if of == batch
            }
            batch.job_count = sum(of_state.values())
            batch.printed_count = of_state.get("printed", 0) + of_state.get(
                "spoiled", 0
            )
            batch.waiting_count = of_state.get("waiting", 0) + of_state.get("sent", 0)
            batch.failed_count = of_state.get("failed", 0)
            batch.cancelled_count = of_state.get("cancelled", 0)
            wanted = batch.job_count - batch.cancelled_count
            batch.progress = 100 * batch.printed_count / wanted if wanted else 100
            batch.state = (
                "running"
                if batch.waiting_count
                else "trouble"
                if batch.failed_count
                else "done"
            )

    @api.depends("job_ids.state", "job_ids.problem")
    @api.depends_context("lang")
    def _compute_trouble(self):
        """What holds the batch up now, from the oldest job that has a problem."""
        stuck = self.env["ticket.print.job"].search(
            [
                ("batch_id", "in", self.ids),
                ("state", "in", ("waiting", "failed")),
                ("problem", "!=", False),
            ],
            order="id desc",
        )
        error_by_batch = {job.batch_id: job.error for job in stuck}
        for batch in self:
            batch.trouble = error_by_batch.get(batch, False)

    def action_cancel_rest(self):
        """Print no more of it; what is on its way to paper still comes out."""
        self._waiting_jobs().action_cancel()

    def action_retry_failed(self):
        """Print what failed, but not what may be on paper."""
        self.job_ids.filtered(
            lambda job: job.state == "failed" and not job.is_uncertain
        ).action_retry()

    def action_move_rest(self):
        """Ask for a printer that prints the rest."""
        return self._waiting_jobs().action_choose_printer()

    def action_open_jobs(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_print_job_action"
        )
        return action | {"domain": [("batch_id", "=", self.id)], "context": {}}

    @api.model
    def _start(self, name, tickets, printer):
        """Queue tickets behind those of the counters.

        Tickets that are printed, or on their way, are left as they are.

        :return: the batch of those that are not, with sudo
        """
        Job = self.env["ticket.print.job"]
        done = Job._latest(tickets)
        new = tickets.filtered(
            lambda ticket: done.get(ticket.id, Job).state in {False, "spoiled"}
        )
        batch_sudo = self.sudo().create({"name": name, "printer_id": printer.id})
        Job._enqueue(new, printer, batch_id=batch_sudo.id, priority=BULK_PRIORITY)
        return batch_sudo

    def _waiting_jobs(self):
        return self.env["ticket.print.job"].search(
            [("batch_id", "in", self.ids), ("state", "=", "waiting")]
        )
