import base64
import zlib
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import LockError

from odoo.addons.ticket_sale.exceptions import Busy

from ..exceptions import AgentTaken
from ..tools import delivery
from .ticket_paired_mixin import SILENT_SECONDS

#: How long the program may begin a ticket after it last heard from us. Shorter than the
#: silence after which another program may take over.
LEASE_SECONDS = 60
#: Longer than any printer is waited for.
FINISH_SECONDS = 150
MOST_AHEAD = 8  # tickets on the way to one printer


class TicketPrintAgentWork(models.Model):
    """What the program and the server tell each other.

    A job is *sent* from the moment the program takes it. Each taking has a name, the
    claim, so that whatever is said twice or too late does no harm:

    * an answer that got lost is given again, until the program says that it has it;
    * an outcome is taken once, and again it changes nothing;
    * an outcome of a claim that a person has overruled changes nothing either.
    """

    _inherit = "ticket.print.agent"

    def _hello(self, run, previous, elsewhere, **about):
        """Let the program with this ``run`` print, unless another one with the same
        token does.

        :param previous: runs before this one that have surely ended
        :param elsewhere: runs before this one, of which a copy of the computer may
            still be at work
        :raise AgentTaken: a copy of the program is at work
        """
        self._take_turn()
        continues = self.run in {run, *previous}
        if self.run and not continues:
            if self._is_heard():
                raise AgentTaken(
                    self.env._("This agent's program runs on another computer.")
                )
            if self.run not in elsewhere:
                self._ask_about_taken("agent_replaced")
        self.write({"run": run, "seen_at": fields.Datetime.now(), **about})

    def _sync(self, run, *, results, holding, reports, room):
        """Take what the program did, and give it what to do.

        :param results: ``{claim: delivery.Delivered | NotSent | Unknown}``
        :param holding: claims that the program has and has not finished
        :param reports: ``{printer id: what the printer last said, as results}``
        :param room: ``{printer id: how many more tickets the program wants for it}``
        :return: ``(jobs to print, claims to forget)``
        :raise AgentTaken: the program must say hello first
        """
        self._take_turn()
        if not run or self.run != run:
            raise AgentTaken(self.env._("Another program has taken this agent over."))
        Job = self.env["ticket.print.job"]
        Job._take_results(self, results)
        taken = Job._taken_by(self)
        held = taken.filtered(lambda job: job.claim in holding)
        lost = taken - held
        printers = self.printer_ids.filtered(lambda printer: printer.id in room)
        given = lost.filtered(lambda job: job.printer_id in printers)
        for printer in printers:
            ahead = sum(job.printer_id == printer for job in taken)
            wanted = min(room[printer.id], MOST_AHEAD - ahead)
            given += Job._give(printer, self, wanted)
        (held + given)._prolong(LEASE_SECONDS)
        for printer in self.printer_ids:
            if printer.id in reports:
                printer._report(reports[printer.id])
        self._tell_waiting()
        self.write({"seen_at": fields.Datetime.now(), "spooled": len(holding)})
        return given, set(holding) - set(held.mapped("claim"))

    def _take_turn(self):
        """One program, one request at a time."""
        self.ensure_one()
        try:
            self.lock_for_update()
        except LockError as error:
            raise Busy(self.env._("This agent is being answered already.")) from error

    def _tell_waiting(self):
        """The first ticket of a printer in trouble says why it waits, and all of them
        go to the spare printer if that is wanted."""
        Job = self.env["ticket.print.job"]
        for printer in self.printer_ids:
            if printer.state == "trouble":
                job = Job._next(printer)
                if job and job.problem != printer.problem:
                    job._set_waiting(
                        delivery.NotSent(printer.problem, printer.problem_detail or "")
                    )
                printer._reroute()

    def _ask_about_taken(self, reason):
        """Nobody will tell what became of the jobs that the agent has."""
        jobs = self.env["ticket.print.job"].sudo()._taken_by(self)
        jobs._set_failed(delivery.Unknown(reason))

    @api.model
    def _ask_about_silent(self):
        """People look after what agents took that are heard no more."""
        limit = fields.Datetime.now() - timedelta(seconds=FINISH_SECONDS)
        self.env["ticket.print.job"].search(
            [("state", "=", "sent"), ("claim_until", "<", limit)]
        )._set_failed(delivery.Unknown("agent_silent"))
        silent = self.search(
            [
                ("paired_at", "!=", False),
                (
                    "seen_at",
                    "<",
                    fields.Datetime.now() - timedelta(seconds=SILENT_SECONDS),
                ),
            ]
        )
        for printer in silent.printer_ids:
            printer._report(delivery.NotSent("agent_silent"))
        silent._tell_waiting()

    def _wake(self, look=False):
        """Tell the programs to ask for work, once this transaction is committed.

        :param look: they shall also look how their printers are
        """
        for agent_sudo in self.sudo():  # the channel is a secret of the system
            self.env["bus.bus"]._sendone(
                agent_sudo.wake_channel, "ticket_print_agent", {"look": look}
            )

    def _printers_told(self):
        """What the program must know of each printer, as JSON."""
        return [
            {"id": printer.id, "name": printer.name, **printer._connection()}
            for printer in self.printer_ids
        ]


def packed(payload):
    """Return bytes as JSON can carry them: tickets have much white."""
    return base64.b64encode(zlib.compress(payload, 1)).decode()
