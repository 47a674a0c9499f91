from odoo import models
from odoo.fields import Domain

from ..tools import delivery
from . import print_worker

#: Jobs that are printed before a worker looks whether it should go on.
BATCH = 100


class TicketPrinter(models.Model):
    """The printer's side of the queue: the loop that the server's worker runs."""

    _inherit = "ticket.printer"

    def _print_queue(self):
        """Print what waits, one job after the other; only the worker calls this.

        :return: whether nothing is left that should be tried again soon
        """
        self.ensure_one()
        Job = self.env["ticket.print.job"]
        Job._ask_about_orphans(self)
        self.env.cr.commit()  # pylint: disable=invalid-commit  # the worker's own cursor
        if not self._is_fit():
            return False
        for _count in range(BATCH):
            if print_worker.is_shutting_down():
                return False
            job = Job._claim(self)
            self.env.cr.commit()  # pylint: disable=invalid-commit  # before a byte leaves
            if not job:
                return True
            outcome = self._send(job)
            job._report_outcome(outcome)
            self.env.cr.commit()  # pylint: disable=invalid-commit  # paper is no rollback
            if not isinstance(outcome, delivery.Delivered):
                return False
        return True

    def _is_fit(self):
        """Ask a printer that was in trouble before any job is taken: while it is, the
        jobs stay free for people to decide about."""
        if self.state != "trouble" or not self._has_waiting():
            return True
        self._check_now()
        if self.state == "trouble":
            self._reroute()
        self.env.cr.commit()  # pylint: disable=invalid-commit  # the worker's own cursor
        return self.state != "trouble"

    def _reroute(self):
        """Give what waits to the spare printer, where the setting says so.

        A job that waits has left nothing on paper, or a person has seen to it: it can be
        printed elsewhere without asking. The spare must not be in trouble itself.
        """
        for printer in self:
            spare = printer.spare_id
            if (
                printer.spare_automatic
                and printer.state == "trouble"
                and spare.active
                and spare.state != "trouble"
            ):
                waiting = self.env["ticket.print.job"].search(printer._waiting_domain())
                waiting.try_lock_for_update()._move(spare)

    def _server_prints(self):
        """Return those of these printers that this server talks to by itself."""
        return self

    def _send(self, job):
        """Send a claimed job and return what became of it."""
        try:
            return self._deliver(job._payload(), job.id)
        except delivery.NotSent as outcome:
            return outcome

    def _report(self, outcome):
        """Tell the tills when a printer falls ill or recovers."""
        before = {printer: (printer.state, printer.problem) for printer in self}
        result = super()._report(outcome)
        for printer in self:
            if (printer.state, printer.problem) != before[printer]:
                printer._notify_tills()
        return result

    def _advise(self, problem):
        """Return in words what to do about a problem, for whoever stands there."""
        self.ensure_one()
        advice = {
            "unreachable": self.env._(
                "Look whether the printer is switched on and its network cable is in."
            ),
            "silent": self.env._(
                "Close the cover. Switch the printer off and on if it stays silent."
            ),
            "cover_open": self.env._("Close the cover: printing goes on by itself."),
            "paper_end": self.env._("Put paper in: printing goes on by itself."),
            "paper_jam": self.env._(
                "Take the jammed paper out and close the cover: printing goes on by "
                "itself."
            ),
            "ribbon_end": self.env._("Put a new ribbon in."),
            "cutter": self.env._(
                "Open the cover, free the cutter, switch the printer off and on."
            ),
            "overheated": self.env._("Leave it alone: printing goes on by itself."),
            "paused": self.env._("Press the printer's pause key."),
            "unrecoverable": self.env._("Switch the printer off and on."),
            "offline": self.env._("Press the printer's feed key, or switch it on."),
            "render": self.env._("Tell your manager: the ticket face has a mistake."),
            "unconfirmed": self._advise_to_look(),
            "interrupted": self._advise_to_look(),
            "crashed": self._advise_to_look(),
        }
        return advice.get(
            problem, self.env._("Look at the printer, or print on another one.")
        )

    def _advise_to_look(self):
        return self.env._(
            "Look at the paper: is the whole ticket there, nothing at all, or something "
            "spoiled? Destroy what is spoiled."
        )

    def _plain(self, problem, detail):
        """Return in words what is wrong, without what only technicians understand."""
        self.ensure_one()
        detail = detail if detail in delivery.REASONS else ""
        return self._explain(delivery.NotSent(problem, detail))

    def _has_waiting(self):
        """Return whether a job waits that this server can print."""
        if not self._server_prints():
            return False
        jobs = self.env["ticket.print.job"].search(self._waiting_domain(), limit=1)
        return bool(jobs)

    def _waiting_domain(self):
        return Domain("printer_id", "in", self.ids) & Domain("state", "=", "waiting")

    # --- the tills ----------------------------------------------------------

    def _tills(self):
        """Return the tills that print here."""
        return self.env["pos.config"].search(
            [("ticket_printer_id", "in", self.ids), ("ticket_selling", "=", True)]
        )

    def _notify_tills(self):
        for printer in self:
            printer._tills()._ticket_tell_printing(printer)

    def _till_values(self):
        """What a till shows of these printers."""
        return [
            {
                "id": printer.id,
                "name": printer.name,
                "location": printer.location or False,
                "state": printer.state,
                "trouble": printer.problem
                and printer._plain(printer.problem, printer.problem_detail),
                "advice": printer.problem and printer._advise(printer.problem),
                "paper_low": printer.paper_low,
                "spare_id": printer.spare_id.id,
            }
            for printer in self
        ]
