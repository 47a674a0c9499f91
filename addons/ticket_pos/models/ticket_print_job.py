import base64
import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from ..tools import delivery, escpos
from . import print_worker

_logger = logging.getLogger(__name__)

KEEP_DAYS = 90


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
    error = fields.Char(readonly=True)
    attempts = fields.Integer(readonly=True)
    payload = fields.Binary(attachment=False, readonly=True)
    sent_at = fields.Datetime(readonly=True)
    printed_at = fields.Datetime(readonly=True)

    _ticket_copy_uniq = models.UniqueIndex(
        "(ticket_id, copy_number) WHERE state <> 'cancelled'",
        "This copy of the ticket is in a queue already.",
    )
    _queue_idx = models.Index("(printer_id, id) WHERE state IN ('waiting', 'sent')")

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

    # --- the queue ----------------------------------------------------------

    @api.model
    def _enqueue(self, tickets, printer, reason=None):
        """Queue ``tickets`` on ``printer`` and return their jobs, in the same order.

        Without a reason each ticket is printed once, however often this is called: the
        job that exists is returned. With a reason it is a reprint, with a number of its
        own that is printed on it.
        """
        latest = self._latest(tickets)
        values = []
        for ticket in tickets:
            job = latest.get(ticket.id)
            if job and not reason:
                continue
            copy_number = job.copy_number + 1 if job else 1
            values.append(
                {
                    "name": ticket.display_name,
                    "printer_id": printer.id,
                    "ticket_id": ticket.id,
                    "copy_number": copy_number,
                    "reason": reason if copy_number > 1 else False,
                }
            )
        # The queue belongs to the system: whoever may sell may print what was sold.
        created = self.sudo().create(values)
        by_ticket = latest | {job.ticket_id.id: job for job in created}
        jobs = self.browse(by_ticket[ticket.id].id for ticket in tickets)
        if created:
            created._notify()
            printer._wake()
        return jobs

    @api.model
    def _enqueue_test(self, printers):
        """Queue a page of sample values on each of ``printers``."""
        jobs = self.sudo().create(
            [
                {
                    "name": self.env._("Test page %(printer)s", printer=printer.name),
                    "printer_id": printer.id,
                }
                for printer in printers
            ]
        )
        printers._wake()
        return jobs.sudo(self.env.su)

    def _latest(self, tickets):
        """Return ``{ticket id: its last job that was not cancelled}``."""
        jobs_sudo = self.sudo().search(
            [("ticket_id", "in", tickets.ids), ("state", "!=", "cancelled")],
            order="copy_number",
        )
        return {job.ticket_id.id: job for job in jobs_sudo}

    @api.model
    def _cron_process(self):
        """Wake the workers of all printers that have something to print."""
        self._printers_with_work()._wake(retries=0)

    @api.model
    def _process(self, printers=None):
        """Print now, in this thread; for tests and scripts, the worker does it else.

        What this transaction wrote must be committed before.
        """
        for printer in printers or self._printers_with_work():
            print_worker.run(self.env.cr.dbname, printer.id)

    def _printers_with_work(self):
        groups = self._read_group(
            [("state", "in", ("waiting", "sent"))], ["printer_id"]
        )
        return self.env["ticket.printer"].union(*(printer for (printer,) in groups))

    def _ask_about_orphans(self, printer):
        """Whoever was sending these is gone, because we hold the printer's lock."""
        orphans = self.search([("printer_id", "=", printer.id), ("state", "=", "sent")])
        orphans._set_failed(delivery.Unknown("crashed"))

    def _next(self, printer):
        """Return the oldest job that waits, locked; nothing if there is none."""
        waiting = self.search(
            [("printer_id", "=", printer.id), ("state", "=", "waiting")],
            order="id",
            limit=1,
        ).try_lock_for_update()
        # Somebody may have cancelled it before we got the lock.
        waiting.invalidate_recordset()
        return waiting.filtered(
            lambda job: job.state == "waiting" and job.printer_id == printer
        )

    def _print(self):
        """Print this one job, committing what is known at each step.

        :return: whether the printer may be given another job
        """
        self.ensure_one()
        cr = self.env.cr  # the worker's own: its commits are nobody else's
        try:
            with cr.savepoint():
                payload = self._payload()
        except Exception as error:
            # A broken face must not block the tickets behind it.
            _logger.exception("print job %s cannot be drawn", self.id)
            self._set_failed(delivery.NotSent("render", str(error)))
            cr.commit()  # pylint: disable=invalid-commit
            return True
        self._set_sent()
        cr.commit()  # pylint: disable=invalid-commit
        outcome = self._send(payload)
        self.printer_id._report(outcome)
        cr.commit()  # pylint: disable=invalid-commit
        return isinstance(outcome, delivery.Delivered)

    def _send(self, payload):
        """Send the bytes and note what became of them."""
        try:
            outcome = self.printer_id._deliver(payload, self.id)
        except delivery.Unknown as error:
            self._set_failed(error)
            return error
        except delivery.NotSent as error:
            self._set_waiting(error)
            return error
        self._set_printed()
        return outcome

    def _payload(self):
        """Return the bytes to send, drawn when they are needed first and then kept."""
        if not self.payload:
            printer = self.printer_id
            content = escpos.encode(self._draw(), cut=printer.cut, feed=printer.feed)
            self.payload = base64.b64encode(content)
        return base64.b64decode(self.payload)

    def _draw(self):
        printer, Face = self.printer_id, self.env["ticket.face"]
        if not self.ticket_id:
            face = Face.search([("usage", "=", "print")], limit=1)
            return face._render_raster_sample(printer.width_dots, printer.dpi)
        (face,) = Face._by_ticket(self.ticket_id, "print")
        return face._render_raster(
            self.ticket_id, printer.width_dots, printer.dpi, copy=self.copy_number
        )

    # --- outcomes -----------------------------------------------------------

    def _set_sent(self):
        self.write(
            {
                "state": "sent",
                "sent_at": fields.Datetime.now(),
                "attempts": self.attempts + 1,
                "error": False,
                "is_uncertain": False,
            }
        )
        self._notify()

    def _set_waiting(self, error):
        self.write({"state": "waiting", "error": self.printer_id._explain(error)})
        self._notify()

    def _set_printed(self):
        self.write(
            {
                "state": "printed",
                "printed_at": fields.Datetime.now(),
                "is_uncertain": False,
                "error": False,
            }
        )
        for job in self.filtered("ticket_id"):
            ticket = job.ticket_id
            ticket.print_count = max(ticket.print_count, job.copy_number)
        self._notify()

    def _set_failed(self, error):
        for job in self:
            job.write(
                {
                    "state": "failed",
                    "is_uncertain": isinstance(error, delivery.Unknown),
                    "error": job.printer_id._explain(error),
                }
            )
        self._notify()

    def _put_back(self):
        self.write({"state": "waiting", "is_uncertain": False, "error": False})
        self._notify()
        self.printer_id._wake()

    def _notify(self):
        """Tell the tills what became of these jobs; extended where there are tills."""

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
