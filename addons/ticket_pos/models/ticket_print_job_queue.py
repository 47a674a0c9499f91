import logging

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import delivery
from . import print_worker

_logger = logging.getLogger(__name__)


class TicketPrintJob(models.Model):
    """The queue: how jobs enter it, who may send them and what became of them.

    Whoever prints, a worker of this server or a program elsewhere, keeps to one protocol:

    1. :meth:`_claim` gives out one job, which is *sent* from then on; commit.
    2. Only now a byte may leave.
    3. :meth:`_report_outcome` notes what became of it; commit.

    A job that is *sent* and whose sender is gone may be on paper: nobody sends it again
    before a person has looked.
    """

    _inherit = "ticket.print.job"

    # --- entering -----------------------------------------------------------

    @api.model
    def _enqueue(self, tickets, printer, reason=None, note=False, **values):
        """Queue ``tickets`` on ``printer`` and return their jobs, in the same order.

        Without a reason each ticket is printed once, however often this is called: the
        job that exists is returned. With a reason it is a reprint, with a number of its
        own that is printed on it.

        :param reason: a ``ticket.reprint.reason``
        :param note: what else there is to say about the reprint
        :param values: further values of the new jobs
        """
        latest = self._latest(tickets)
        # The queue belongs to the system: whoever may sell may print what was sold.
        created = self.sudo().create(
            [
                self._ticket_values(
                    ticket, printer, latest.get(ticket.id), reason, note
                )
                | values
                for ticket in tickets
                if reason or latest.get(ticket.id, self).state in {False, "spoiled"}
            ]
        )
        by_ticket = latest | {job.ticket_id.id: job for job in created}
        jobs = self.browse(by_ticket[ticket.id].id for ticket in tickets)
        if created:
            created._notify()
            printer._wake()
        return jobs

    def _ticket_values(self, ticket, printer, former, reason, note):
        """The values of a new job; ``former`` is the last print of the ticket."""
        values = {
            "name": ticket.display_name,
            "printer_id": printer.id,
            "ticket_id": ticket.id,
            "pos_session_id": self._shift().id,
        }
        if former:
            reason = reason or former.reason_id
            values |= {
                "copy_number": former.copy_number + 1,
                "reason_id": reason.id,
                "reason": ": ".join(filter(None, (reason.name, note))),
            }
        return values

    def _shift(self):
        """Return the shift that this user has open at a till."""
        return (
            self.env["pos.session"]
            .sudo()
            .search([("user_id", "=", self.env.uid), ("state", "=", "opened")], limit=1)
        )

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
        self._printers_with_work()._wake()

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
        """Return the first job that waits, locked; nothing if there is none.

        In one query, because a customer waits. What a person decides about at this
        moment is left out.
        """
        self.flush_model(["printer_id", "priority", "state"])
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM ticket_print_job
                    WHERE printer_id = %s AND state = 'waiting'
                 ORDER BY priority, id LIMIT 1 FOR UPDATE SKIP LOCKED""",
                printer.id,
            )
        )
        job = self.browse(job_id for (job_id,) in rows)
        job.invalidate_recordset()
        return job

    # --- the three steps of whoever prints ------------------------------------

    @api.model
    def _claim(self, printer):
        """Give the oldest job that waits for ``printer`` to whoever sends it now.

        The caller must commit before a byte leaves. A job that cannot be drawn fails
        here and the next one is given: a broken face must not block those behind it.

        :return: a job in state *sent*, its bytes in :meth:`_payload`; empty if none waits
        """
        while job := self._next(printer):
            try:
                with self.env.cr.savepoint():
                    job._payload()
            except Exception as error:
                _logger.exception("print job %s cannot be drawn", job.id)
                job._set_failed(delivery.NotSent("render", str(error)))
            else:
                job._set_sent()
                return job
        return job

    def _report_outcome(self, outcome, attempt=None):
        """Note what became of a job that was claimed; the caller commits.

        A job that was given up as uncertain is still settled by the one who sent it. A
        word that comes twice, or after a person has decided, changes nothing.

        :param outcome: ``delivery.Delivered``, or ``delivery.NotSent`` or ``Unknown``
        :param attempt: the ``attempts`` of the job when it was claimed
        :return: whether it was noted
        """
        self.ensure_one()
        self._wait_for_rows()
        is_open = self.state == "sent" or (self.state == "failed" and self.is_uncertain)
        if not is_open or attempt not in {None, self.attempts}:
            return False
        self.printer_id._report(outcome)
        if isinstance(outcome, delivery.Delivered):
            self._set_printed()
        elif isinstance(outcome, delivery.Unknown):
            self._set_failed(outcome)
        else:
            self._set_waiting(outcome)
        return True

    def _wait_for_rows(self):
        """Lock the jobs, waiting for whoever has them: neither what became of a job nor
        what a person decides may get lost. Nobody holds these rows for long.
        """
        self.env.execute_query(
            SQL(
                "SELECT id FROM ticket_print_job WHERE id IN %s ORDER BY id FOR UPDATE",
                tuple(self.ids) or (0,),
            )
        )
        self.invalidate_recordset(["state", "is_uncertain", "attempts"])

    def _set_sent(self):
        self.write(
            {
                "state": "sent",
                "sent_at": fields.Datetime.now(),
                "attempts": self.attempts + 1,
                "is_uncertain": False,
                **self._problem(None),
            }
        )
        self._notify()

    def _set_waiting(self, error):
        self.write({"state": "waiting", **self._problem(error), "is_uncertain": False})
        self._notify()
        self.printer_id._reroute()

    def _set_printed(self):
        self.write(
            {
                "state": "printed",
                "printed_at": fields.Datetime.now(),
                "is_uncertain": False,
                **self._problem(None),
            }
        )
        self._on_paper()
        self._notify()

    def _set_spoiled(self, reason, note=False):
        """What came out is waste; a job that counted as printed already counts once."""
        fresh = self.filtered(lambda job: job.state != "printed")
        self.write(
            {
                "state": "spoiled",
                "is_uncertain": False,
                "reason_id": reason.id,
                "spoil_note": note,
                **self._problem(None),
            }
        )
        fresh._on_paper()
        self._notify()

    def _on_paper(self):
        """Each of these jobs used up a piece of paper, good or spoiled; called once a
        job. Extended where paper is counted."""
        for job in self.filtered("ticket_id"):
            ticket = job.ticket_id
            ticket.print_count = max(ticket.print_count, job.copy_number)

    def _set_failed(self, error):
        self.write(
            {
                "state": "failed",
                "is_uncertain": isinstance(error, delivery.Unknown),
                **self._problem(error),
            }
        )
        self._notify()

    def _put_back(self):
        self.write({"state": "waiting", "is_uncertain": False, **self._problem(None)})
        self._notify()
        self.printer_id._wake()

    def _move(self, printer):
        """Let another printer print these; another head may be narrower, so that the
        pictures are drawn anew."""
        self.write({"printer_id": printer.id, "payload": False})
        self._put_back()

    def _problem(self, error):
        """What is kept of an error: its code, put into words for each reader."""
        return {
            "problem": error.reason if error else False,
            "problem_detail": (error.detail or False) if error else False,
        }
