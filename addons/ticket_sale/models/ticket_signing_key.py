import secrets

from odoo import api, fields, models, tools
from odoo.exceptions import LockError, UserError
from odoo.tools import SQL

from ..tools import token as ticket_token


class TicketSigningKey(models.Model):
    """The key pairs that sign ticket tokens.

    One key of each company is current and signs; every active key still verifies, so
    tickets issued before a rotation stay good. Archiving a key is the way to say that
    it leaked: gates refuse its tickets from their next update on.
    """

    _name = "ticket.signing.key"
    _description = "Ticket Signing Key"
    _inherit = ["ticket.cached.mixin"]
    _order = "id desc"
    _rec_name = "key_id"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    key_id = fields.Integer(string="Key Number", required=True, readonly=True)
    public_key = fields.Char(
        required=True, readonly=True, help="Hexadecimal, 32 bytes."
    )
    private_key = fields.Char(
        required=True, readonly=True, copy=False, groups="base.group_system"
    )
    is_current = fields.Boolean(string="Signs New Tickets", default=True, readonly=True)
    active = fields.Boolean(default=True)

    _company_key_uniq = models.UniqueIndex(
        "(company_id, key_id)", "A company cannot have two signing keys of one number."
    )
    _company_current_uniq = models.UniqueIndex(
        "(company_id) WHERE is_current", "A company signs with one key at a time."
    )

    @api.depends("company_id", "key_id")
    def _compute_display_name(self):
        for key in self:
            key.display_name = f"{key.company_id.name} · {key.key_id}"

    @api.constrains("active", "is_current")
    def _check_current_is_active(self):
        if any(key.is_current and not key.active for key in self):
            raise UserError(
                self.env._(
                    "This key signs new tickets. Rotate to a new key first, then "
                    "archive it."
                )
            )

    def action_rotate(self):
        """Sign with a new key from now on; the old one goes on verifying."""
        self.check_access("write")
        for company in self.company_id:
            self._rotate(company)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _sign(self, claims):
        """Return the token of ``claims`` signed with this key."""
        self.ensure_one()
        key_sudo = self.sudo()  # the caller gets a signature, never the private key
        return ticket_token.sign(
            claims, key_sudo.key_id, bytes.fromhex(key_sudo.private_key)
        )

    @api.model
    def _current(self, company):
        """Return the key that signs for ``company``, made now if it has none.

        Two transactions that make the first key at once end with the same one: the
        loser's insert does nothing at READ COMMITTED, and at REPEATABLE READ it raises
        the serialization error that the framework answers by trying again.
        """
        domain = [("company_id", "=", company.id), ("is_current", "=", True)]
        current = self.sudo().search(domain)
        if not current:
            self._insert(company, key_id=1)
            current = self.sudo().search(domain)
        return current.sudo(self.env.su)

    @api.model
    def _rotate(self, company):
        """Make a new current key for ``company`` and return it."""
        current_sudo = self._current(company).sudo()
        try:
            current_sudo.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("Someone else is rotating the keys of this company now.")
            ) from error
        key_id = (current_sudo.key_id + 1) % len(ticket_token.KEY_IDS)
        self._free_key_id(company, key_id)
        current_sudo.is_current = False
        current_sudo.flush_recordset()
        self._insert(company, key_id)
        return self._current(company)

    @api.model
    @tools.ormcache("company.id")
    def _public_keys(self, company):
        """Return ``{key id: public key}`` of every key a gate shall accept."""
        self._current(company)
        keys_sudo = self.sudo().search([("company_id", "=", company.id)])
        return {key.key_id: bytes.fromhex(key.public_key) for key in keys_sudo}

    def _free_key_id(self, company, key_id):
        """Key numbers go round after 16 rotations; only an archived key gives way."""
        same_number_sudo = (
            self.sudo()
            .with_context(active_test=False)
            .search([("company_id", "=", company.id), ("key_id", "=", key_id)])
        )
        if same_number_sudo.active:
            raise UserError(
                self.env._(
                    "All 16 key numbers are in use. Archive key %(number)s first, once "
                    "no ticket signed with it can still be shown.",
                    number=key_id,
                )
            )
        same_number_sudo.unlink()
        same_number_sudo.flush_recordset()

    def _insert(self, company, key_id):
        # The ORM cannot say ON CONFLICT, which is what makes the first key race-free.
        private, public = ticket_token.new_key_pair(secrets.token_bytes(32))
        self.env.execute_query(
            SQL(
                """
                INSERT INTO ticket_signing_key (
                    company_id, key_id, public_key, private_key, is_current, active,
                    create_uid, write_uid, create_date, write_date
                ) VALUES (
                    %(company)s, %(key_id)s, %(public)s, %(private)s, TRUE, TRUE,
                    %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                ) ON CONFLICT DO NOTHING RETURNING id
                """,
                company=company.id,
                key_id=key_id,
                public=public.hex(),
                private=private.hex(),
                uid=self.env.uid,
            )
        )
        self._forget()
