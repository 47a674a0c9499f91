import base64

from odoo import api, models
from odoo.tools import consteq, hmac

MAC_BYTES = 16
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class TicketSecretMixin(models.AbstractModel):
    """Records that whoever has their address may open.

    The secret in the address is not stored: it is made from the record's number, what
    the address is for, and the database's own secret.
    """

    _name = "ticket.secret.mixin"
    _description = "Records Opened by Their Address"

    def _secret_token(self, purpose):
        """:param purpose: a token for one purpose opens nothing else"""
        self.ensure_one()
        scope = f"{self._name}-{purpose}"
        digest = bytes.fromhex(hmac(self.env(su=True), scope, self.id))[:MAC_BYTES]
        mac = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return f"{_base36(self.id)}-{mac}"

    @api.model
    def _find_by_token(self, token, purpose):
        """Return the record of a token with sudo, or an empty one."""
        none_sudo = self.sudo().browse()
        token = token or ""
        number = token.partition("-")[0]
        if not token.isascii() or not number.isalnum() or len(number) > 6:
            return none_sudo
        record_sudo = none_sudo.browse(int(number, 36))
        # compared before anything is looked up, in constant time
        if not consteq(record_sudo._secret_token(purpose), token):
            return none_sudo
        return record_sudo.exists()


def _base36(number):
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"
