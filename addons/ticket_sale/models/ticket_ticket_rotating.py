import time

from odoo import models

from ..tools import rotating_code
from ..tools import token as ticket_token


class TicketTicket(models.Model):
    """What a phone needs to show a code that changes, and what other media show."""

    _inherit = "ticket.ticket"

    def _token_for(self, medium):
        """Return the signed token to show on ``medium``, one of ``token.MEDIA``.

        The same everywhere, unless the session's codes rotate: then the token says what
        it was made for, and the gate lets it pass alone only if the session allows.
        """
        self.ensure_one()
        ticket_sudo = self.sudo()  # the caller may read the token
        flags = ticket_token.MEDIA.index(medium)
        if not flags or not ticket_sudo.session_id.rotating_code:
            return ticket_sudo.token
        key = self.env["ticket.signing.key"]._current(ticket_sudo.company_id)
        return key._sign(ticket_sudo._claims(flags))

    def _static_code_allowed(self, medium):
        """Only what the session lets pass: the gates refuse every other fixed code."""
        rotation = self.env["ticket.session"]._rotation(self.session_id.id)
        if rotation and medium not in rotation.fixed:
            return False
        return super()._static_code_allowed(medium)

    def _phone_code(self):
        return super()._phone_code() | (self._rotating_settings() or {})

    def _rotating_settings(self):
        """Return what the phone page needs for the live code, ``None`` without one.

        For the holder's eyes only: whoever has the key can show the code.

        :return: dict of ``key`` (hexadecimal), ``step`` (seconds) and ``now``, the
            server's time in milliseconds
        """
        self.ensure_one()
        rotation = self.env["ticket.session"]._rotation(self.session_id.id)
        if rotation is None:
            return None
        key = rotating_code.ticket_key(rotation.secrets[0], int(self.number))
        return {
            "key": key.hex(),
            "step": rotating_code.STEP_SECONDS,
            "now": int(time.time() * 1000),
        }
