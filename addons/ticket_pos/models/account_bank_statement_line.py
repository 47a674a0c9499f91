from odoo import fields, models


class AccountBankStatementLine(models.Model):
    """Cash that was put into a drawer or taken out of it, and why."""

    _inherit = "account.bank.statement.line"

    ticket_cash_user_id = fields.Many2one(
        "res.users",
        string="Cashier",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="Who put this cash into the drawer or took it out. Empty: it is no such "
        "move.",
    )
    ticket_cash_reason_id = fields.Many2one(
        "ticket.cash.reason",
        string="Reason",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    ticket_cash_note = fields.Char(readonly=True, copy=False)
