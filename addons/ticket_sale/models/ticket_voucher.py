import re
import secrets

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from ..exceptions import VoucherRefused

#: No letter that is read as another; 12 of them cannot be guessed.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12
MIN_CODE, MAX_CODE = 6, 40


class TicketVoucher(models.Model):
    """One voucher, or one booking coupon of a platform: good for one ticket, once."""

    _name = "ticket.voucher"
    _description = "Voucher"
    _order = "id desc"
    _rec_name = "shown_code"
    _check_company_auto = True

    code = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        groups="ticket_sale.group_ticket_supervisor",
        help="Whoever knows it gets a ticket.",
    )
    shown_code = fields.Char(string="Voucher", compute="_compute_shown_code")
    type_id = fields.Many2one(
        "ticket.voucher.type",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="type_id.company_id", store=True, precompute=True, index=True
    )
    state = fields.Selection(
        [("open", "Not Used Yet"), ("redeemed", "Redeemed"), ("void", "Void")],
        required=True,
        readonly=True,
        copy=False,
        default="open",
    )
    ticket_id = fields.Many2one(
        "ticket.ticket",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    amount = fields.Monetary(
        readonly=True, copy=False, help="What it paid of the ticket's price."
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    redeemed_at = fields.Datetime(readonly=True, copy=False)
    redeemed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )

    _code_uniq = models.UniqueIndex(
        "(company_id, code)", "There is a voucher with this code already."
    )
    _ticket_uniq = models.UniqueIndex(
        "(ticket_id) WHERE state = 'redeemed'",
        "This ticket was paid with another voucher.",
    )

    @api.depends("code")
    def _compute_shown_code(self):
        for voucher in self:
            voucher.shown_code = f"…{(voucher.sudo().code or '')[-4:]}"

    def action_void(self):
        """These are good for nothing any more: lost, stolen, given back."""
        self.check_access("write")
        for voucher in self:
            if voucher.state == "redeemed":
                raise UserError(
                    self.env._(
                        "Voucher %(voucher)s was redeemed and cannot be made void.",
                        voucher=voucher.shown_code,
                    )
                )
        self.sudo().state = "void"

    def action_reopen(self):
        """Good again: made void by mistake, or its ticket was taken back.

        :raise UserError: its ticket is good still
        """
        self.check_access("write")
        for voucher_sudo in self.sudo():  # checked: the user may write vouchers
            if voucher_sudo.ticket_id.state in ("valid", "used"):
                raise UserError(
                    self.env._(
                        "Voucher %(voucher)s paid for ticket %(ticket)s, which is good "
                        "still.",
                        voucher=voucher_sudo.shown_code,
                        ticket=voucher_sudo.ticket_id.display_name,
                    )
                )
            voucher_sudo.write({"state": "open", "ticket_id": False, "amount": 0})

    # --- codes -------------------------------------------------------------------

    @api.model
    def _clean_code(self, text):
        """A code in the one spelling; empty when it can be none."""
        code = re.sub(r"[\s-]", "", str(text or "")[:200]).upper()
        is_code = MIN_CODE <= len(code) <= MAX_CODE and re.fullmatch(
            r"[0-9A-Z]+", code, re.ASCII
        )
        return code if is_code else ""

    @api.model
    def _new_code(self):
        return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))

    @api.model
    def _of_code(self, text, company):
        """Return the voucher of a code with sudo, or none."""
        code = self._clean_code(text)
        if not code:
            return self.sudo().browse()
        return self.sudo().search(
            [("code", "=", code), ("company_id", "=", company.id)], limit=1
        )

    # --- redeeming ---------------------------------------------------------------

    def _check_open(self):
        """:raise VoucherRefused: it is used, void, or not good today"""
        self.ensure_one()
        kind, today = self.type_id, fields.Date.context_today(self)
        if self.state == "redeemed":
            raise VoucherRefused(
                self.env._(
                    "Voucher %(voucher)s was redeemed already, on %(date)s.",
                    voucher=self.shown_code,
                    date=fields.Datetime.context_timestamp(self, self.redeemed_at)
                    .date()
                    .isoformat(),
                )
            )
        if self.state == "void" or not kind.active:
            raise VoucherRefused(
                self.env._("Voucher %(voucher)s is void.", voucher=self.shown_code)
            )
        if (kind.date_from and today < kind.date_from) or (
            kind.date_to and kind.date_to < today
        ):
            raise VoucherRefused(
                self.env._(
                    "Voucher %(voucher)s is good from %(start)s to %(end)s.",
                    voucher=self.shown_code,
                    start=kind.date_from or "…",
                    end=kind.date_to or "…",
                )
            )

    def _redeem(self, ticket, amount):
        """Use this voucher for a ticket, in the caller's transaction.

        :raise VoucherRefused: it is used or void, or not for this ticket or amount
        """
        self.ensure_one()
        try:
            self.lock_for_update()
        except LockError as error:
            raise VoucherRefused(
                self.env._(
                    "Voucher %(voucher)s is being redeemed elsewhere.",
                    voucher=self.shown_code,
                )
            ) from error
        self._check_open()
        kind = self.type_id
        most = kind._covers(ticket.price)
        if not kind._is_for(ticket.session_id, ticket.type_id) or (
            self.currency_id.compare_amounts(amount, most) > 0
        ):
            raise VoucherRefused(
                self.env._(
                    "Voucher %(voucher)s is not for ticket %(seat)s.",
                    voucher=self.shown_code,
                    seat=ticket.seat_label,
                )
            )
        self.sudo().write(
            {
                "state": "redeemed",
                "ticket_id": ticket.id,
                "amount": amount,
                "redeemed_at": fields.Datetime.now(),
                "redeemed_by_id": self.env.uid,
            }
        )
