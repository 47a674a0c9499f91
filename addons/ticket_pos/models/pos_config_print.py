from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain

#: Problems a till shows at once; who has more looks at the list in the back office.
MOST_SHOWN = 50
REASON_LIMIT = 50
MESSAGE = "TICKET_PRINT"


class PosConfig(models.Model):
    """The till's window on the print queue: what its cashier must know and may do."""

    _inherit = "pos.config"

    def ticket_print_desk(self):
        """What is wrong with this till's printing now, and how the shift went.

        A till asks when it comes back to a server that was started anew: what waits is
        taken up at once then.
        """
        self._ticket_check_cashier()
        jobs_sudo = self.env["ticket.print.job"].sudo()
        waiting = jobs_sudo.search_count(
            self._ticket_own_jobs() & Domain("state", "in", ("waiting", "sent"))
        )
        if waiting:
            self.ticket_printer_id.sudo()._wake()
        problems = jobs_sudo.search(
            self._ticket_own_jobs()
            & (
                Domain("state", "=", "failed")
                | (
                    Domain("state", "=", "waiting")
                    & (
                        Domain("problem", "!=", False)
                        | Domain("printer_id.state", "=", "trouble")
                    )
                )
            ),
            order="priority, id",
            limit=MOST_SHOWN,
        )
        return {
            "waiting": waiting,
            "problems": problems._till_values(),
            "shift": self._ticket_shift_counts(),
            **self._ticket_printers(),
        }

    def ticket_print_decide(self, job_ids, decision, printer_id=False):
        """What the cashier decided about jobs of this till.

        :param decision: ``retry``, ``printed``, ``cancelled`` or ``moved`` (to
            ``printer_id``)
        :return: as :meth:`ticket_print_desk`
        """
        jobs_sudo = self._ticket_named_jobs(job_ids)
        if decision == "moved":
            jobs_sudo.action_move(self._ticket_known_printer(printer_id))
        else:
            {
                "retry": jobs_sudo.action_retry,
                "printed": jobs_sudo.action_mark_printed,
                "cancelled": jobs_sudo.action_cancel,
            }[decision]()
        return self.ticket_print_desk()

    def ticket_print_spoil(
        self, job_ids, reason_id, note=False, printer_id=False, grant=False
    ):
        """The paper of these jobs is waste, or lost: print numbered copies.

        :param grant: a supervisor's approval, for what cashiers print too often
        :raise UserError: the cashier has printed one of them too often
        """
        jobs_sudo = self._ticket_named_jobs(job_ids).with_context(
            ticket_grant=grant, ticket_till=self.id
        )
        reason = self.env["ticket.reprint.reason"].browse(reason_id)
        reason.check_access("read")
        printer = self._ticket_known_printer(printer_id) if printer_id else None
        jobs_sudo._reprint(reason, str(note)[:200] if note else False, printer)
        return self.ticket_print_desk()

    def _ticket_named_jobs(self, job_ids):
        """Those of the jobs that this till may decide about, with sudo."""
        self._ticket_check_cashier()
        jobs_sudo = (
            self.env["ticket.print.job"]
            .sudo()
            .search(self._ticket_own_jobs() & Domain("id", "in", job_ids))
        )
        if len(jobs_sudo) != len(set(job_ids)):
            raise AccessError(self.env._("These print jobs belong to another till."))
        return jobs_sudo

    def _ticket_own_jobs(self):
        """Jobs of this till's shifts, and whatever its printer prints."""
        return Domain("company_id", "=", self.company_id.id) & (
            Domain("pos_session_id.config_id", "=", self.id)
            | Domain("ticket_id.pos_order_line_id.order_id.config_id", "=", self.id)
            | Domain("printer_id", "in", self.ticket_printer_id.ids)
        )

    def _ticket_known_printer(self, printer_id):
        printer_sudo = (
            self.env["ticket.printer"]
            .sudo()
            .search([("id", "=", printer_id), ("company_id", "=", self.company_id.id)])
        )
        if not printer_sudo:
            raise AccessError(self.env._("This printer belongs to another company."))
        return printer_sudo

    def _ticket_shift_counts(self):
        counts = dict(
            self.env["ticket.print.job"]
            .sudo()
            ._read_group(
                [("pos_session_id", "in", self.current_session_id.ids)],
                ["state"],
                ["__count"],
            )
        )
        return {name: counts.get(name, 0) for name in ("printed", "spoiled")}

    def _ticket_printers(self):
        """The till's printer and those it may use instead."""
        printers_sudo = (
            self.env["ticket.printer"]
            .sudo()
            .search([("company_id", "=", self.company_id.id)])
        )
        own = self.ticket_printer_id.sudo()
        return {
            "printer": own._till_values()[0] if own else False,
            "printers": (printers_sudo - own)._till_values(),
            "reasons": self.env["ticket.reprint.reason"]
            .search([], limit=REASON_LIMIT)
            .read(["name", "is_spoiled"]),
        }

    def _ticket_tell_printing(self, printer, jobs=None):
        """Wake the tills that are open: they ask for what they show."""
        message = {
            "printer_id": printer.id,
            "jobs": {job.id: job.state for job in jobs or ()},
            "trouble": printer.state == "trouble",
        }
        for till in self.filtered("has_active_session"):
            till._notify(MESSAGE, message)
