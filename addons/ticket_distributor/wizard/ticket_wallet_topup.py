import base64

from odoo import api, fields, models


class TicketWalletTopup(models.TransientModel):
    """A deposit that arrived, to be put into a distributor's wallet."""

    _name = "ticket.wallet.topup"
    _description = "Top up a Wallet"
    _check_company_auto = True

    distributor_id = fields.Many2one(
        "ticket.distributor", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="distributor_id.company_id")
    currency_id = fields.Many2one(related="distributor_id.currency_id")
    balance = fields.Monetary(related="distributor_id.balance", string="Balance Now")
    amount = fields.Monetary(required=True)
    journal_id = fields.Many2one(
        "account.journal",
        string="Received In",
        required=True,
        ondelete="cascade",
        check_company=True,
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id),"
        " ('currency_id', 'in', (False, currency_id))]",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    memo = fields.Char(help="For example the reference on the bank slip.")
    slip = fields.Binary(string="Bank Slip", attachment=False)
    slip_name = fields.Char()

    @api.depends("distributor_id")
    def _compute_journal_id(self):
        Journal = self.env["account.journal"]
        for topup in self:
            topup.journal_id = Journal.search(
                [
                    *Journal._check_company_domain(topup.company_id),
                    ("type", "in", ("bank", "cash")),
                    ("currency_id", "in", (False, topup.currency_id.id)),
                ],
                limit=1,
            )

    def action_topup(self):
        """Post the payment, move the wallet and keep the slip with the payment."""
        self.ensure_one()
        self.check_access("write")
        self.distributor_id.check_access("read")
        # Finance may top up; the wallet itself is nobody's to write.
        distributor_sudo = self.distributor_id.sudo().with_company(self.company_id)
        line_sudo = distributor_sudo._wallet_topup(
            self.amount, self.journal_id.sudo(), date=self.date, memo=self.memo
        )
        payment_sudo = line_sudo.move_id.origin_payment_id
        if self.slip:
            payment_sudo.message_post(
                body=self.env._("Bank slip of the wallet top-up"),
                attachments=[(self.slip_name or "slip", base64.b64decode(self.slip))],
            )
        distributor_sudo.message_post(
            body=self.env._(
                "Wallet topped up by %(amount)s (%(entry)s).",
                amount=self.currency_id.format(self.amount),
                entry=line_sudo.move_id.name,
            )
        )
        return {"type": "ir.actions.act_window_close"}
