from odoo import api, fields, models


class TicketPrintAgentPairing(models.TransientModel):
    """Shows a pairing code once, and the command that uses it.

    The form is never saved: the code travels in the action's context to the browser of
    whoever made it and is written nowhere.
    """

    _name = "ticket.print.agent.pairing"
    _description = "Pairing of a Print Agent"

    agent_id = fields.Many2one("ticket.print.agent", readonly=True)
    code = fields.Char(compute="_compute_code")
    command = fields.Char(string="Command for Linux", compute="_compute_commands")
    manual_command = fields.Char(
        string="Command for Other Systems",
        compute="_compute_commands",
        help="Any computer with Python 3.9 or newer, such as Windows.",
    )

    @api.depends_context("default_code")
    def _compute_code(self):
        for wizard in self:
            wizard.code = self.env.context.get("default_code")

    @api.depends("code")
    def _compute_commands(self):
        url = self.get_base_url()
        for wizard in self:
            wizard.command = (
                f"curl -fsSL {url}/ticket/print-agent.sh | sudo sh -s -- {wizard.code}"
            )
            wizard.manual_command = f"python3 print-agent.pyz pair {url} {wizard.code}"
