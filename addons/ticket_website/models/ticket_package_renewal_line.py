from odoo import models


class TicketPackageRenewalLine(models.Model):
    """The holder's answer to a renewal comes over the web."""

    _inherit = "ticket.package.renewal.line"

    def _website_deadline(self):
        """The deadline in words and in the time of the venue."""
        session = self.package_id._sessions()[:1]
        day = session._website_format(self.deadline, "yMMMEd")
        return f"{day} {session._website_format(self.deadline, 'Hm')}"

    def _website_price(self):
        return self.package_id._quote(self._zones())
