from odoo import models

from .ticket_till_approval import SUPERVISOR


class TicketPrintJob(models.Model):
    _inherit = "ticket.print.job"

    def _check_may_reprint(self):
        """Beyond the cashier's limit, a till's grant will do instead of the role.

        The till's ``ticket_till`` and ``ticket_grant`` come in the context: a made-up
        grant there is refused as everywhere.
        """
        till = self.env["pos.config"].browse(self.env.context.get("ticket_till") or ())
        token = self.env.context.get("ticket_grant")
        beyond = self.filtered(
            lambda job: job.copy_number > job.company_id.ticket_reprint_limit
        )
        if not (till and beyond) or not (token or self.env.user.has_group(SUPERVISOR)):
            return super()._check_may_reprint()
        self.env["ticket.till.approval"]._authorise(
            till, "reprint", beyond, token, reference=", ".join(beyond.mapped("name"))
        )
        return None
