from datetime import UTC, timedelta

from odoo import models

#: A ticket is kept on a phone until so long after its session.
KEPT_AFTER_END = timedelta(hours=12)


class TicketTicket(models.Model):
    """What a ticket needs to be shown on a phone."""

    _inherit = "ticket.ticket"

    def _phone_code(self):
        """What the phone draws the QR code from. It is kept on the phone with the page
        and read by people who have the link: nothing about the holder.
        """
        self.ensure_one()
        return {"token": self.token}

    def _static_code_allowed(self, medium):
        """Whether a code that never changes may be given out.

        :param medium: ``pdf`` or ``wallet``
        """
        self.ensure_one()
        return bool(medium)

    def _phone_until(self):
        """Unix time after which a phone forgets these tickets."""
        ends = self.session_id.mapped("end")
        if not ends:
            return 0
        return int((max(ends) + KEPT_AFTER_END).replace(tzinfo=UTC).timestamp())
