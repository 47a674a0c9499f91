from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import delivery


class TicketPrinterWorker(models.Model):
    """Printers that a print agent on a cashier's PC reaches."""

    _inherit = "ticket.printer"

    worker = fields.Selection(
        [("server", "This Server"), ("agent", "Print Agent")],
        string="Printed by",
        required=True,
        default="server",
        help="Which program talks to the printer. A print agent runs on a PC at the "
        "counter and reaches what is plugged into it, or stands in its network.",
    )
    agent_id = fields.Many2one(
        "ticket.print.agent",
        string="Print Agent",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        help="Only one agent prints on a printer.",
    )

    @api.constrains("worker", "agent_id")
    def _check_agent(self):
        for printer in self:
            if printer.worker == "agent" and not printer.agent_id:
                raise ValidationError(
                    self.env._(
                        "Choose the print agent that printer %(name)s belongs to.",
                        name=printer.name,
                    )
                )
            if printer.worker == "server" and printer.agent_id:
                raise ValidationError(
                    self.env._(
                        "Printer %(name)s is printed on by this server, not by an agent.",
                        name=printer.name,
                    )
                )

    @api.onchange("worker")
    def _onchange_worker(self):
        if self.worker != "agent":
            self.agent_id = False

    @api.model_create_multi
    def create(self, vals_list):
        printers = super().create(vals_list)
        printers.agent_id._wake()  # they learn which printers are theirs
        return printers

    def write(self, vals):
        if vals.get("worker") == "server":
            vals = vals | {"agent_id": False}
        agents = self.agent_id
        result = super().write(vals)
        if vals.keys() & {"worker", "agent_id", "active"}:
            (agents | self.agent_id)._wake()
        return result

    def _wake(self, **options):
        on_agents = self.filtered("agent_id")
        on_agents.agent_id._wake()
        return super(TicketPrinterWorker, self - on_agents)._wake(**options)

    def _server_prints(self):
        # an agent takes the jobs of its printers, and knows what became of them
        return super()._server_prints().filtered(lambda printer: not printer.agent_id)

    def _check_now(self):
        if not self.agent_id:
            return super()._check_now()
        self.agent_id._wake(look=True)  # what it sees comes by itself
        return None

    def _inspect(self):
        if not self.agent_id:
            return super()._inspect()
        # Only the agent sees the printer: what it said last, and soon what it sees now.
        self.agent_id._wake(look=True)
        if not self.agent_id._is_heard():
            raise delivery.NotSent("agent_silent")
        obstacles = (self.problem,) if self.state == "trouble" else ()
        return delivery.Condition(obstacles, self.paper_low)

    def _explain(self, error):
        agent = self.agent_id.name
        explanations = {
            "agent_silent": self.env._(
                "The print agent %(agent)s does not answer. Is the PC on?", agent=agent
            ),
            "agent_crashed": self.env._(
                "The print agent %(agent)s was stopped while sending.", agent=agent
            ),
            "agent_replaced": self.env._(
                "The print agent %(agent)s was set up anew while it had this ticket.",
                agent=agent,
            ),
            "agent_revoked": self.env._(
                "The print agent %(agent)s was revoked while it had this ticket.",
                agent=agent,
            ),
            "agent_stopped": self.env._(
                "The print agent %(agent)s was switched off.", agent=agent
            ),
            "agent_late": self.env._(
                "The print agent %(agent)s was away and has not begun this ticket.",
                agent=agent,
            ),
            "agent_error": self.env._(
                "The print agent %(agent)s failed. Its log tells why.", agent=agent
            ),
            "agent_library": self.env._(
                "The PC of the print agent %(agent)s lacks a program part for this kind "
                "of connection.",
                agent=agent,
            ),
            "agent_spool": self.env._(
                "The print agent %(agent)s cannot write to its disk.", agent=agent
            ),
        }
        if text := explanations.get(error.reason):
            return f"{text} ({error.detail})" if error.detail else text
        return super()._explain(error)

    def _advise(self, problem):
        advice = {
            "agent_silent": self.env._(
                "Switch the counter's PC on, and look whether it reaches the network."
            ),
            "agent_stopped": self.env._(
                "Switch the counter's PC on, or print on another printer."
            ),
            "agent_library": self.env._(
                "Tell your technician: python3-escpos must be installed on the PC."
            ),
            "agent_spool": self.env._("Tell your technician: the PC's disk is full."),
            "agent_error": self.env._(
                "Restart the counter's PC, or tell your technician."
            ),
            "agent_crashed": self._advise_to_look(),
            "agent_replaced": self._advise_to_look(),
            "agent_revoked": self._advise_to_look(),
        }
        return advice.get(problem) or super()._advise(problem)
