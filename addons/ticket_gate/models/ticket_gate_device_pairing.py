import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, hmac

from ..tools import crockford

PAIRING_LENGTH = 8
PAIRING_MINUTES = 15


class TicketGateDevice(models.Model):
    """A device is paired by a short code: typed or scanned once, within minutes.

    The code is no token. The device gives it and gets a token that nobody else has
    seen; a code that was looked at over somebody's shoulder opens nothing afterwards.
    """

    _inherit = "ticket.gate.device"

    may_search = fields.Boolean(
        string="Searches Tickets",
        help="Supervisors find a ticket by its number, seat or the name on it.",
    )
    may_identify = fields.Boolean(
        string="Reads Persons",
        help="The device may send ID numbers and the matches of a face terminal as the "
        "ticket.",
    )
    pairing_hash = fields.Char(readonly=True, copy=False, groups="base.group_system")
    pairing_until = fields.Datetime(readonly=True, copy=False)
    pairing_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="set null"
    )
    is_pairing = fields.Boolean(compute="_compute_is_pairing")

    _pairing_uniq = models.UniqueIndex(
        "(pairing_hash) WHERE pairing_hash IS NOT NULL",
        "Two devices share a pairing code.",
    )

    @api.depends("pairing_until")
    def _compute_is_pairing(self):
        now = fields.Datetime.now()
        for device in self:
            device.is_pairing = device.pairing_until and device.pairing_until > now

    def action_pair(self):
        """Show a pairing code; one that was shown before stops working."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Pair %(device)s", device=self.name),
            "res_model": "ticket.gate.device.pairing",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_device_id": self.id,
                "default_code": self._new_pairing_code(),
            },
        }

    def _new_pairing_code(self):
        """Return a new code for this device; only its keyed hash is kept."""
        self.ensure_one()
        code = crockford.random_text(secrets.choice, PAIRING_LENGTH)
        self.sudo().write(  # the hash is for the system only, the caller may pair
            {
                "pairing_hash": self._hash_pairing(code),
                "pairing_until": fields.Datetime.now()
                + timedelta(minutes=PAIRING_MINUTES),
                "pairing_by_id": self.env.uid,
            }
        )
        return code

    @api.model
    def _redeem_pairing_code(self, code):
        """Exchange a code for the token of its device, once.

        :return: (device with sudo, token), or ``None`` for a code that is wrong, was
            used or is too old
        """
        code = crockford.normalise(code)
        if not code.isascii():  # also what no text can hold, such as half a character
            return None
        self.flush_model(["pairing_hash", "pairing_until"])
        # In one statement: of two devices that send one code at once, one gets it.
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE ticket_gate_device
                   SET pairing_hash = NULL, pairing_until = NULL
                 WHERE pairing_hash = %s AND pairing_until > %s AND active
             RETURNING id, pairing_by_id
                """,
                self._hash_pairing(code),
                fields.Datetime.now(),
            )
        )
        if not rows:
            return None
        [(device_id, user_id)] = rows
        device = self.with_user(user_id).browse(device_id)
        device.invalidate_recordset(["pairing_hash", "pairing_until"])
        return device.sudo(), device._mint_token()

    @api.model
    def _hash_pairing(self, code):
        """Keyed, because forty bits can be tried one by one."""
        return hmac(self.sudo().env, "ticket_gate.pairing", code)
