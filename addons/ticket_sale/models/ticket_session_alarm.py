from odoo import models

from ..exceptions import SaleStopped


class TicketSession(models.Model):
    """No channel sells anything of a venue that is in an emergency."""

    _inherit = "ticket.session"

    def _check_sale_open(self, channel, partner=None):
        self._check_not_stopped()
        return super()._check_sale_open(channel, partner)

    def _check_not_stopped(self):
        """:raise SaleStopped: there is an emergency at a venue of these sessions"""
        stopped = self.env["ticket.venue"]._stopped_venues()
        if not stopped:  # nearly always, and then nothing is read
            return
        for session_sudo in self.sudo():
            if session_sudo.venue_id.id in stopped:
                raise SaleStopped(
                    self.env._(
                        "The sale for %(venue)s is interrupted at the moment. What you "
                        "have chosen stays yours. Please try again later.",
                        venue=session_sudo.venue_id.name,
                    ),
                    staff=self.env._(
                        "There is an emergency at %(venue)s: nothing is sold until it "
                        "is ended on the gate board.",
                        venue=session_sudo.venue_id.name,
                    ),
                    venue=session_sudo.venue_id.id,
                )
