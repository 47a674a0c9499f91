import logging
import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..exceptions import HandOverRefused

_logger = logging.getLogger(__name__)

ACCOUNT = re.compile(r"[A-Z0-9]{6,34}")
BATCH = 50


class TicketResale(models.Model):
    """What the house owes the seller of a resold ticket.

    The buyer's invoice credits the resale account. The payout takes it off there again:
    the fee is invoiced to the seller, and the rest is owed to the seller's e-wallet, or
    to the seller until finance has paid it. So the account is even for every ticket that
    is paid and paid out.
    """

    _inherit = "ticket.resale"

    payout = fields.Selection(
        [("wallet", "E-Wallet"), ("bank", "Bank Account")],
        required=True,
        readonly=True,
        default="wallet",
    )
    bank_account_id = fields.Many2one(
        "res.partner.bank",
        readonly=True,
        ondelete="restrict",
        groups="ticket_sale.group_ticket_finance",
    )
    payout_state = fields.Selection(
        [
            ("none", "Not Sold"),
            ("due", "To Book"),
            ("requested", "To Pay"),
            ("paid", "Paid Out"),
        ],
        required=True,
        readonly=True,
        default="none",
    )
    fee_move_id = fields.Many2one(
        "account.move", string="Fee Invoice", readonly=True, ondelete="restrict"
    )
    payout_move_id = fields.Many2one(
        "account.move", string="Payout Entry", readonly=True, ondelete="restrict"
    )
    payment_id = fields.Many2one("account.payment", readonly=True, ondelete="restrict")

    _payout_idx = models.Index("(payout_state) WHERE payout_state = 'due'")

    @api.model
    def _payout_ways(self, ticket):
        """How the seller of this ticket may be paid, the quickest first."""
        ways = ["bank"]
        if self._wallet_program(ticket.company_id):
            ways.insert(0, "wallet")
        return ways

    @api.model
    def _read_payout(self, ticket, payout, bank_account):
        """:raise HandOverRefused: no such way, or no account number"""
        if payout not in self._payout_ways(ticket):
            raise HandOverRefused(self.env._("Choose how you are paid."))
        if payout == "wallet":
            return {"payout": "wallet"}
        number = re.sub(r"[\s-]", "", bank_account or "").upper()
        if not ACCOUNT.fullmatch(number):
            raise HandOverRefused(self.env._("This is no bank account number."))
        seller = ticket.partner_id
        accounts_sudo = self.env["res.partner.bank"].sudo()
        account_sudo = accounts_sudo.search(
            [
                ("partner_id", "=", seller.id),
                ("sanitized_acc_number", "=", number),
            ],
            limit=1,
        )
        account_sudo = account_sudo or accounts_sudo.create(
            {"partner_id": seller.id, "acc_number": number}
        )
        return {"payout": "bank", "bank_account_id": account_sudo.id}

    def _ask_payout(self):
        """Booked by a job of its own: what finance has wrongly set up never undoes what
        a buyer has paid."""
        self.payout_state = "due"
        self.env.ref("ticket_website.ir_cron_resale_payout").sudo()._trigger()

    @api.model
    def _cron_book_payouts(self):
        due = self.search([("payout_state", "=", "due")], limit=BATCH, order="id")
        for resale in due.try_lock_for_update(allow_referencing=True):
            try:
                with self.env.cr.savepoint():
                    resale._book_payout()
            except UserError as error:
                _logger.info("payout of resale %s waits: %s", resale.id, error)
            self.env["ir.cron"]._commit_progress(1)

    def _book_payout(self):
        """Post what the sale means for the seller, once.

        :raise UserError: accounts or the e-wallet are missing
        """
        self.ensure_one()
        company = self.company_id
        if not company.ticket_resale_account_id or not company.ticket_journal_id:
            raise UserError(
                self.env._(
                    "%(company)s has no accounts for ticket sales yet. Set them in "
                    "Ticketing ‣ Configuration ‣ Settings.",
                    company=company.display_name,
                )
            )
        self.fee_move_id = self._invoice_fee()
        self.payout_move_id = self._post_payout()
        if self.payout == "wallet":
            self._fill_wallet()
        self.payout_state = "paid" if self.payout == "wallet" else "requested"

    def _invoice_fee(self):
        """The seller's invoice for the fee; none for no fee."""
        invoices = self.env["account.move"].with_company(self.company_id)
        if self.currency_id.is_zero(self.fee):
            return invoices
        product = self.env.ref("ticket_sale.product_ticket_fee")
        invoice = invoices.create(
            {
                "move_type": "out_invoice",
                "partner_id": self.seller_id.id,
                "currency_id": self.currency_id.id,
                "invoice_date": fields.Date.context_today(self),
                "ref": self._payout_label(),
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "name": self._payout_label(),
                            "quantity": 1,
                            "price_unit": self.line_id.order_id._ticket_fee_unit(
                                product, self.fee
                            ),
                        }
                    )
                ],
            }
        )
        invoice.action_post()
        return invoice

    def _post_payout(self):
        """Take the price off the resale account: the fee is paid with it, and the rest
        is owed."""
        seller = self.seller_id.commercial_partner_id
        receivable = self.fee_move_id.line_ids.filtered(
            lambda item: item.account_type == "asset_receivable"
        )
        fee = sum(receivable.mapped("amount_residual"))
        owed = self.company_id.ticket_stored_value_account_id
        if self.payout == "bank":
            owed = seller.with_company(self.company_id).property_account_payable_id
        rows = [
            (self.company_id.ticket_resale_account_id, self.price),
            (owed, fee - self.price),
        ]
        if receivable:
            rows.append((receivable.account_id, -fee))
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "company_id": self.company_id.id,
                "journal_id": self.company_id.ticket_journal_id.id,
                "ref": self._payout_label(),
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": seller.id,
                            "name": self._payout_label(),
                            "debit": max(amount, 0.0),
                            "credit": max(-amount, 0.0),
                        }
                    )
                    for account, amount in rows
                ],
            }
        )
        move.action_post()
        (
            receivable
            + move.line_ids.filtered(lambda i: i.account_id in receivable.account_id)
        ).reconcile()
        return move

    def _payout_label(self):
        return self.env._(
            "Resale of ticket %(number)s", number=self.ticket_id.display_name
        )

    # --- the e-wallet ------------------------------------------------------------------

    @api.model
    def _wallet_program(self, company):
        return (
            self.env["loyalty.program"]
            .sudo()
            .search(
                [
                    ("program_type", "=", "ewallet"),
                    ("company_id", "in", (company.id, False)),
                    ("currency_id", "=", company.currency_id.id),
                    ("rule_ids.product_ids", "!=", False),
                ],
                limit=1,
            )
        )

    def _fill_wallet(self):
        """:raise UserError: there is no e-wallet any more"""
        program_sudo = self._wallet_program(self.company_id)
        if not program_sudo:
            raise UserError(self.env._("There is no e-wallet in this currency yet."))
        cards_sudo = self.env["loyalty.card"].sudo()
        seller = self.seller_id
        card_sudo = cards_sudo.search(
            [
                ("program_id", "=", program_sudo.id),
                ("partner_id", "in", (seller | seller.commercial_partner_id).ids),
            ],
            limit=1,
        ) or cards_sudo.create({"program_id": program_sudo.id, "partner_id": seller.id})
        card_sudo.points += self.payout_amount
        self.env["loyalty.history"].sudo().create(
            {
                "card_id": card_sudo.id,
                "description": self._payout_label(),
                "issued": self.payout_amount,
                "order_model": self._name,
                "order_id": self.id,
            }
        )

    # --- finance -------------------------------------------------------------------------

    def action_pay_out(self):
        """Register that the seller was paid from the house's bank.

        :raise AccessError: only finance pays
        """
        if not self.env.user.has_group("ticket_sale.group_ticket_finance"):
            raise AccessError(self.env._("Only finance pays sellers."))
        self.check_access("read")
        for resale_sudo in self.sudo():
            resale_sudo._pay_out()

    def _pay_out(self):
        self.lock_for_update(allow_referencing=True)
        if self.payout_state != "requested":
            raise UserError(self.env._("This seller waits for no payment."))
        owed = self.payout_move_id.line_ids.filtered(
            lambda item: item.account_type == "liability_payable"
        )
        payment = self.env["account.payment"].create(
            {
                "payment_type": "outbound",
                "partner_type": "supplier",
                "partner_id": owed.partner_id.id,
                "partner_bank_id": self.bank_account_id.id,
                "amount": -sum(owed.mapped("balance")),
                "currency_id": self.currency_id.id,
                "company_id": self.company_id.id,
                "memo": self._payout_label(),
            }
        )
        payment.action_post()
        paid = payment.move_id.line_ids.filtered(
            lambda item: item.account_id == owed.account_id
        )
        (paid + owed).reconcile()
        self.write({"payment_id": payment.id, "payout_state": "paid"})
