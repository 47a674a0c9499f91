import uuid
from datetime import timedelta

from odoo import api, fields, models


class TicketPrintJobTaken(models.Model):
    """Jobs that a print agent takes."""

    _inherit = "ticket.print.job"

    agent_id = fields.Many2one(
        "ticket.print.agent",
        string="Taken by",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    claim = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Names the taking of the job by a print agent.",
    )
    claim_until = fields.Datetime(
        readonly=True,
        copy=False,
        help="After this time the print agent begins to print it no more.",
    )

    _claim_uniq = models.UniqueIndex(
        "(claim) WHERE claim IS NOT NULL", "Two print jobs share a claim."
    )

    @api.model
    def _cron_process(self):
        result = super()._cron_process()
        self.env["ticket.print.agent"]._ask_about_silent()
        return result

    def _taken_by(self, agents):
        """Return the jobs that the agents have taken and not told about, oldest first."""
        return self.search(
            [("agent_id", "in", agents.ids), ("state", "=", "sent")], order="id"
        )

    @api.model
    def _give(self, printer, agent, count):
        """Give ``agent`` up to ``count`` jobs of ``printer``."""
        jobs = self.browse()
        while len(jobs) < count and (job := self._claim(printer)):
            job.write({"agent_id": agent.id, "claim": uuid.uuid4().hex})
            jobs += job
        return jobs

    def _prolong(self, seconds):
        self.write({"claim_until": fields.Datetime.now() + timedelta(seconds=seconds)})

    @api.model
    def _take_results(self, agent, results):
        """Note what an agent did; what a person overruled stays as it is."""
        for job in self.search(
            [("agent_id", "=", agent.id), ("claim", "in", list(results))], order="id"
        ):
            job._report_outcome(results[job.claim])

    def _set_sent(self):
        result = super()._set_sent()
        # What an agent says about an earlier taking is of no interest any more.
        self.write({"agent_id": False, "claim": False, "claim_until": False})
        return result
