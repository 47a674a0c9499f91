import hashlib
import math
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import LockError

from odoo.addons.ticket_sale.transaction import short_transaction

from ..exceptions import ApprovalInvalid, ApprovalMissing

SUPERVISOR = "ticket_sale.group_ticket_supervisor"
MANAGER = "ticket_sale.group_ticket_manager"
VALID_FOR = timedelta(minutes=2)
MOST_KEYS = 500
ACTS = [
    ("refund", "Refund"),
    ("exchange", "Exchange"),
    ("reseat", "Other seat"),
    ("reprint", "Reprint"),
    ("complimentary", "Complimentary"),
    ("price", "Price override"),
    ("drawer", "Drawer opened"),
    ("difference", "Difference at closing"),
    ("rental", "Rental refund"),
]
#: What a right, wrong or late PIN leaves in the log.
OUTCOMES = {"right": "granted", "wrong": "wrong", "locked": "locked"}


class TicketTillApproval(models.Model):
    """What needed a supervisor at a till: who asked, who said yes, what became of it.

    A right PIN makes a *grant*: for one act on named objects, for the cashier who asked,
    once, within two minutes. Supervisors need none; what they do is noted as well.
    """

    _name = "ticket.till.approval"
    _description = "Supervisor's Approval"
    _order = "id desc"
    _rec_name = "reference"

    act = fields.Selection(ACTS, required=True, readonly=True)
    state = fields.Selection(
        [
            ("granted", "Approved, not used"),
            ("used", "Done"),
            ("wrong", "Wrong PIN"),
            ("locked", "PIN locked"),
        ],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Cashier",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="Who did it, or wanted to.",
    )
    supervisor_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="Whose PIN was typed, or who did it by their own role.",
    )
    by_pin = fields.Boolean(string="By PIN", readonly=True)
    config_id = fields.Many2one(
        "pos.config", string="Till", readonly=True, ondelete="set null"
    )
    pos_session_id = fields.Many2one(
        "pos.session",
        string="Shift",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, readonly=True, ondelete="restrict"
    )
    amount = fields.Monetary(
        readonly=True, help="Below zero for money that was given back."
    )
    summary = fields.Char(
        string="Asked for",
        readonly=True,
        help="What the till told the supervisor.",
    )
    reference = fields.Char(
        string="What Was Done", readonly=True, help="What the server did with it."
    )
    reason = fields.Char(readonly=True)
    object_model = fields.Char(readonly=True)
    object_keys = fields.Json(readonly=True)
    token_hash = fields.Char(
        readonly=True, copy=False, groups=fields.NO_ACCESS, prefetch=False
    )
    expires_at = fields.Datetime(readonly=True)
    used_at = fields.Datetime(string="Done on", readonly=True)

    _token_uniq = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL")

    # --- asking -----------------------------------------------------------------

    @api.model
    def _ask(self, till, supervisor, pin, request):
        """Try a supervisor's PIN and note the outcome, whatever becomes of the caller.

        :param request: ``act``, ``model``, ``keys`` and maybe ``summary``, ``reason``,
            ``amount``, as a till sends them
        :return: (``right`` | ``wrong`` | ``locked``, token of the grant or False)
        :raise ApprovalInvalid: the request is not one
        """
        values = self._request_values(till, request)
        pin_sudo = (
            self.env["ticket.supervisor.pin"]
            .sudo()
            .search([("user_id", "=", supervisor.id)])
        )
        token = secrets.token_urlsafe(24)
        with short_transaction(self.env) as env:
            outcome = pin_sudo.with_env(env(su=True))._guess(pin)
            if outcome == "right":
                values |= {
                    "token_hash": _hash(token),
                    "expires_at": fields.Datetime.now() + VALID_FOR,
                }
            env[self._name].sudo().create(
                {
                    **values,
                    "state": OUTCOMES[outcome],
                    "supervisor_id": supervisor.id,
                    "by_pin": True,
                }
            )
        return outcome, outcome == "right" and token

    def _request_values(self, till, request):
        if not isinstance(request, dict):
            request = {}
        act, model, keys = (request.get(name) for name in ("act", "model", "keys"))
        amount = request.get("amount") or 0
        if (
            not isinstance(act, str)
            or act not in dict(ACTS)
            or not isinstance(model, str)
            or not isinstance(keys, list)
            or not 0 < len(keys) <= MOST_KEYS
            or not all(isinstance(key, int | str) for key in keys)
            or not isinstance(amount, int | float)
            or not math.isfinite(amount)
        ):
            raise ApprovalInvalid(
                self.env._("This cannot be approved. Start again from the order.")
            )
        return {
            "act": act,
            "object_model": model[:64],
            "object_keys": _canonical(keys),
            "summary": str(request.get("summary") or "")[:200],
            "reason": str(request.get("reason") or "")[:200],
            "amount": amount,
            **self._till_values(till),
        }

    def _till_values(self, till):
        return {
            "user_id": self.env.uid,
            "config_id": till.id,
            "pos_session_id": till.current_session_id.id,
            "company_id": till.company_id.id,
            "currency_id": till.currency_id.id,
        }

    # --- using ------------------------------------------------------------------

    @api.model
    def _authorise(self, till, act, objects, token=None, *, group=SUPERVISOR, **done):
        """Let the act pass by the user's role, or by a grant that is used up by it.

        Called in the transaction that does the act: if that fails, the grant is left.

        :param objects: the records the act is about; or (name, keys) of what is no
            record yet
        :param group: the role it takes
        :param done: ``amount``, ``reference``, ``reason`` as the server knows them
        :return: the log entry, with sudo
        :raise ApprovalMissing: neither role nor a grant for this very act and objects
        """
        if self.env.user.has_group(group):
            return self._note(till, act, objects, **done)
        model, keys = _named(objects)
        grant_sudo = self._take_grant(token)
        if (
            grant_sudo.act != act
            or grant_sudo.object_model != model
            or grant_sudo.object_keys != _canonical(keys)
            or grant_sudo.config_id != till
        ):
            raise ApprovalMissing(
                self.env._(
                    "The supervisor has approved something else. Please ask again."
                )
            )
        if not grant_sudo.supervisor_id.has_group(group):
            raise ApprovalMissing(
                self.env._(
                    "%(supervisor)s may not approve so much. Please call a sales "
                    "manager.",
                    supervisor=grant_sudo.supervisor_id.name,
                )
            )
        grant_sudo.write({**done, "state": "used", "used_at": fields.Datetime.now()})
        return grant_sudo

    @api.model
    def _note(self, till, act, objects, **done):
        """Write down what somebody did by their own role.

        :return: the log entry, with sudo
        """
        model, keys = _named(objects)
        return self.sudo().create(
            {
                "act": act,
                "object_model": model,
                "object_keys": _canonical(keys),
                "supervisor_id": self.env.uid,
                **self._till_values(till),
                **done,
                "state": "used",
                "used_at": fields.Datetime.now(),
            }
        )

    def _take_grant(self, token):
        """The user's grant behind a token, locked.

        :raise ApprovalMissing: there is none, or it was used or ran out
        """
        grant_sudo = self.sudo()
        if token and isinstance(token, str):
            grant_sudo = grant_sudo.search(
                [("token_hash", "=", _hash(token)), ("user_id", "=", self.env.uid)]
            )
        if not grant_sudo:
            raise ApprovalMissing(
                self.env._("This is done by a supervisor. Please call one.")
            )
        try:
            grant_sudo.lock_for_update()
        except LockError as error:
            raise self._gone() from error
        grant_sudo.invalidate_recordset()
        if (
            grant_sudo.state != "granted"
            or grant_sudo.expires_at < fields.Datetime.now()
        ):
            raise self._gone()
        return grant_sudo

    def _gone(self):
        return ApprovalMissing(
            self.env._(
                "The supervisor's approval was used or is older than two minutes. "
                "Please ask again."
            )
        )


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()


def _named(objects):
    return objects if isinstance(objects, tuple) else (objects._name, objects.ids)


def _canonical(keys):
    return sorted({str(key)[:64] for key in keys})
