from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..exceptions import WalletInsufficient

#: What a movement of 1.00 does to (balance, reserved).
EFFECTS = {
    "topup": (1, 0),
    "reserve": (0, 1),
    "unreserve": (0, -1),
    "charge": (-1, 0),
    "return": (1, 0),
}

WALLET_FIELDS = (
    "balance",
    "reserved",
    "credit_limit",
    "available",
    "is_low",
    "ledger_balance",
    "ledger_differs",
)


class TicketDistributor(models.Model):
    """The wallet: three columns of one row, moved under its lock and nowhere else."""

    _inherit = "ticket.distributor"

    balance = fields.Monetary(readonly=True, copy=False, aggregator=None)
    reserved = fields.Monetary(
        readonly=True,
        copy=False,
        aggregator=None,
        help="Kept for bookings that are not confirmed yet.",
    )
    credit_limit = fields.Monetary(
        tracking=True, help="How far below zero the wallet may go."
    )
    low_balance = fields.Monetary(
        string="Warn Below",
        tracking=True,
        help="When less than this is left to spend, the responsible is told.",
    )
    available = fields.Monetary(compute="_compute_available")
    is_low = fields.Boolean(compute="_compute_available", search="_search_is_low")
    ledger_balance = fields.Monetary(
        string="Balance in the Books",
        compute="_compute_ledger_balance",
        groups="ticket_sale.group_ticket_finance,ticket_sale.group_ticket_manager",
        help="What the wallet account holds for this partner.",
    )
    ledger_differs = fields.Boolean(
        compute="_compute_ledger_balance",
        groups="ticket_sale.group_ticket_finance,ticket_sale.group_ticket_manager",
    )
    wallet_line_ids = fields.One2many("ticket.wallet.line", "distributor_id")

    _wallet_covered = models.Constraint(
        "CHECK(COALESCE(balance, 0) - COALESCE(reserved, 0)"
        " >= -COALESCE(credit_limit, 0))",
        "The wallet would fall below its credit limit.",
    )
    _reserved_not_negative = models.Constraint(
        "CHECK(COALESCE(reserved, 0) >= 0)", "More was released than was reserved."
    )
    _credit_not_negative = models.Constraint(
        "CHECK(COALESCE(credit_limit, 0) >= 0)", "A credit limit cannot be negative."
    )

    @api.depends("balance", "reserved", "credit_limit", "low_balance")
    def _compute_available(self):
        for distributor in self:
            distributor.available = (
                distributor.balance - distributor.reserved + distributor.credit_limit
            )
            distributor.is_low = distributor.available < distributor.low_balance

    def _search_is_low(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.flush_model(["balance", "reserved", "credit_limit", "low_balance"])
        domain = Domain.custom(to_sql=_is_low_sql)
        return domain if True in value else ~domain

    def _compute_ledger_balance(self):
        totals = {
            (partner.id, company.id): -balance
            for partner, company, balance in self.env["account.move.line"]
            .sudo()  # the total of one account, for those who may see the wallet
            ._read_group(
                [
                    ("account_id", "in", self._wallet_accounts().ids),
                    ("partner_id", "in", self.partner_id.ids),
                    ("parent_state", "=", "posted"),
                ],
                ["partner_id", "company_id"],
                ["balance:sum"],
            )
        }
        for distributor in self:
            key = (distributor.partner_id.id, distributor.company_id.id)
            distributor.ledger_balance = totals.get(key, 0.0)
            distributor.ledger_differs = bool(
                distributor.currency_id.compare_amounts(
                    distributor.ledger_balance, distributor.balance
                )
            )

    def _wallet_accounts(self):
        return self.company_id.sudo().ticket_wallet_account_id

    def _wallet_lock(self):
        """Wait for the wallet and read it anew; the lock lasts until the commit.

        SQL because the ORM's locks never wait. Whoever needs places as well takes
        them first, always, so that two bookings cannot wait for each other.
        """
        self.ensure_one()
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "SELECT id FROM ticket_distributor WHERE id = %s FOR NO KEY UPDATE",
                self.id,
            )
        )
        self._wallet_forget()

    def _wallet_forget(self):
        """Drop what is cached of the wallet: its columns change behind the ORM."""
        self.invalidate_recordset(WALLET_FIELDS)

    def _wallet_move(self, kind, amount, *, booking=None, move=None, memo=None):
        """Move the wallet and write the line that says so; nothing for zero.

        :param kind: a key of ``EFFECTS``
        :param amount: how much, positive
        :param move: the posted journal entry, for kinds that move money
        :return: the ``ticket.wallet.line``
        :raise WalletInsufficient: the movement needs more than is available
        """
        self.ensure_one()
        amount = self.currency_id.round(amount)
        if amount < 0:
            raise ValueError(f"negative wallet movement: {amount}")
        if not amount:
            return self.env["ticket.wallet.line"]
        on_balance, on_reserved = (factor * amount for factor in EFFECTS[kind])
        was_low = self._wallet_is_low()
        balance, reserved = self._wallet_update(on_balance, on_reserved)
        line = self.env["ticket.wallet.line"].create(
            {
                "distributor_id": self.id,
                "company_id": self.company_id.id,
                "currency_id": self.currency_id.id,
                "kind": kind,
                "amount": on_balance - on_reserved,
                "balance_after": balance,
                "reserved_after": reserved,
                "booking_id": booking.id if booking else False,
                "move_id": move.id if move else False,
                "memo": memo,
            }
        )
        if not was_low and self._wallet_is_low():
            self._warn_low_balance()
        return line

    def _wallet_is_low(self):
        self._wallet_forget()
        return self.is_low

    def _wallet_update(self, on_balance, on_reserved):
        """Change both columns in one conditional statement.

        SQL because the condition must be judged on the row as it is when its lock is
        ours, not as some cache remembers it.
        """
        self.flush_recordset()
        rows = self.env.execute_query(
            SQL(
                """UPDATE ticket_distributor
                      SET balance = COALESCE(balance, 0) + %(on_balance)s,
                          reserved = COALESCE(reserved, 0) + %(on_reserved)s
                    WHERE id = %(id)s
                      AND (%(on_balance)s - %(on_reserved)s >= 0
                           OR COALESCE(balance, 0) + %(on_balance)s
                              - COALESCE(reserved, 0) - %(on_reserved)s
                              >= -COALESCE(credit_limit, 0))
                RETURNING balance, reserved""",
                id=self.id,
                on_balance=self._wallet_decimal(on_balance),
                on_reserved=self._wallet_decimal(on_reserved),
            )
        )
        self._wallet_forget()
        if not rows:
            self._raise_insufficient(on_reserved - on_balance)
        [(balance, reserved)] = rows
        return balance, reserved

    def _wallet_decimal(self, amount):
        """An exact decimal literal, so that a float's tail never meets the column."""
        return SQL("%s::numeric", self._amount(amount))

    def _amount(self, amount):
        """``amount`` as the decimal string programs get."""
        return f"{amount:.{self.currency_id.decimal_places}f}"

    def _raise_insufficient(self, needed):
        self._wallet_forget()
        raise WalletInsufficient(
            self.env._(
                "The wallet has %(available)s to spend; this needs %(needed)s. Please "
                "top up.",
                available=self.currency_id.format(self.available),
                needed=self.currency_id.format(needed),
            ),
            available=self._amount(self.available),
            needed=self._amount(needed),
            currency=self.currency_id.name,
        )

    def _warn_low_balance(self):
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=(self.user_id or self.env.ref("base.user_admin")).id,
            summary=self.env._("Wallet is low"),
            note=self.env._(
                "%(distributor)s has %(available)s left to spend.",
                distributor=self.name,
                available=self.currency_id.format(self.available),
            ),
        )

    def _wallet_topup(self, amount, journal, *, date=None, memo=None):
        """Receive a deposit: one payment, one entry, one line.

        :param journal: bank or cash journal in the wallet's currency
        :return: the ``ticket.wallet.line``
        :raise UserError: the amount is not positive, or the journal does not fit
        """
        self.ensure_one()
        if self.currency_id.compare_amounts(amount, 0) <= 0:
            raise UserError(self.env._("A top-up must be more than zero."))
        if (journal.currency_id or self.currency_id) != self.currency_id:
            raise UserError(
                self.env._(
                    "Journal %(journal)s is in %(currency)s. Choose one in the "
                    "wallet's currency.",
                    journal=journal.name,
                    currency=journal.currency_id.name,
                )
            )
        self._wallet_lock()
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.partner_id.id,
                "amount": amount,
                "currency_id": self.currency_id.id,
                "journal_id": journal.id,
                "date": date or fields.Date.context_today(self),
                "memo": memo or self.env._("Wallet top-up %(code)s", code=self.code),
                "destination_account_id": self._wallet_accounts().id,
            }
        )
        payment.action_post()
        return self._wallet_move("topup", amount, move=payment.move_id, memo=memo)

    def _wallet_entry(self, label, line_values):
        """Post one entry of the wallet's journal under a number of the wallet's own.

        The journal's common sequence would make all distributors wait for each other
        until commit. A wallet numbers its own entries instead, under its row lock.
        """
        self._wallet_lock()
        journal = self.company_id.sudo().ticket_wallet_journal_id
        date = fields.Date.context_today(self)
        move = (
            self.env["account.move"]
            .with_context(skip_invoice_sync=True, tracking_disable=True)
            .create(
                {
                    "move_type": "entry",
                    "company_id": self.company_id.id,
                    "journal_id": journal.id,
                    "partner_id": self.partner_id.id,
                    "date": date,
                    "ref": label,
                    "name": self._next_entry_name(journal, date),
                    "line_ids": [fields.Command.create(vals) for vals in line_values],
                }
            )
        )
        move._post(soft=False)
        return move

    def _next_entry_name(self, journal, date):
        """Return ``TWAL/<contract>/<year>/<number>``; the wallet must be locked."""
        prefix = f"{journal.code}/{self.code}/{date.year}/"
        self.env["account.move"].flush_model(["sequence_prefix", "sequence_number"])
        [[last]] = self.env.execute_query(
            SQL(
                """SELECT max(sequence_number) FROM account_move
                    WHERE journal_id = %s AND sequence_prefix = %s""",
                journal.id,
                prefix,
            )
        )
        return f"{prefix}{(last or 0) + 1:05d}"


def _is_low_sql(_model, alias, _query):
    """The condition of ``is_low``; the ORM cannot compare a sum of columns."""
    names = ("balance", "reserved", "credit_limit", "low_balance")
    return SQL(
        "COALESCE(%s, 0) - COALESCE(%s, 0) + COALESCE(%s, 0) < COALESCE(%s, 0)",
        *(SQL.identifier(alias, name) for name in names),
    )
