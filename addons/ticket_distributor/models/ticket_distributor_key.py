import secrets

from odoo import api, fields, models

from ..exceptions import StaleTimestamp, Unauthorized
from ..tools import signature as signing


class TicketDistributorKey(models.Model):
    """Who signs requests. Two keys may be alive while a distributor changes over."""

    _name = "ticket.distributor.key"
    _description = "Distributor API Key"
    _order = "id desc"
    _rec_name = "key"

    distributor_id = fields.Many2one(
        "ticket.distributor",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="distributor_id.company_id", store=True)
    key = fields.Char(string="Key Id", required=True, readonly=True, copy=False)
    secret = fields.Char(
        required=True, readonly=True, copy=False, groups="base.group_system"
    )
    active = fields.Boolean(default=True)

    _key_uniq = models.Constraint("UNIQUE(key)", "Two API keys have the same id.")

    @api.model
    def _generate(self, distributor):
        """Make a key and return ``(key id, secret)``; the secret is told this once."""
        key = f"tkd_{secrets.token_hex(8)}"
        secret = secrets.token_urlsafe(32)
        # Nobody but the system may read or write secrets; callers check rights.
        self.sudo().create(
            {"distributor_id": distributor.id, "key": key, "secret": secret}
        )
        return key, secret

    @api.model
    def _authenticate(self, headers, method, path, body, now):
        """Return the distributor (sudo) whose signature a request carries.

        :param headers: mapping with the ``X-Ticket-…`` headers
        :param path: path with query, as in the request line
        :param float now: Unix time
        :raise Unauthorized: unknown key or wrong signature; both take the same work
        :raise StaleTimestamp: signed rightly, but not within five minutes of now
        """
        timestamp = headers.get("X-Ticket-Timestamp", "")
        key_sudo = self.sudo().search(
            [("key", "=", headers.get("X-Ticket-Key", "")), ("active", "=", True)],
            limit=1,
        )
        secret = key_sudo.secret or "no such key"
        expected = signing.sign(secret, method, path, timestamp, body)
        is_signed = signing.matches(headers.get("X-Ticket-Signature", ""), expected)
        if not (is_signed and key_sudo):
            raise Unauthorized(
                self.env._(
                    "The signature does not match. Check the key, the secret, and "
                    "that path, query and body are signed exactly as sent."
                )
            )
        if not signing.is_fresh(timestamp, now):
            raise StaleTimestamp(
                self.env._(
                    "X-Ticket-Timestamp must be Unix seconds within %(seconds)s "
                    "seconds of the server's clock.",
                    seconds=signing.TOLERANCE,
                ),
                server_time=int(now),
            )
        return key_sudo.distributor_id

    def action_revoke(self):
        """Stop accepting the key at once."""
        self.check_access("write")
        self.active = False
