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

    def _passes_on(self, medium):
        """Whether the fixed code on ``medium`` is admitted at the gates."""
        self.ensure_one()
        rotation = self.env["ticket.session"]._rotation(self.session_id.id)
        return rotation is None or medium in rotation.fixed

    def _rotating_settings(self):
        """Return what the phone page needs for the live code, ``None`` without one.

        For the holder's eyes only: whoever has the key can show the code.

        :return: dict of ``token``, ``key`` (hexadecimal), ``step`` (seconds) and
            ``server_time`` (milliseconds)
        """
        self.ensure_one()
        rotation = self.env["ticket.session"]._rotation(self.session_id.id)
        if rotation is None:
            return None
        key = rotating_code.ticket_key(rotation.secrets[0], int(self.number))
        return {
            "token": self.sudo().token,
            "key": key.hex(),
            "step": rotating_code.STEP_SECONDS,
            "server_time": int(time.time() * 1000),
        }
