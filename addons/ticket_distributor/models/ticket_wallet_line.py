from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import times

MONEY_KINDS = ("topup", "charge", "return")


class TicketWalletLine(models.Model):
    """One movement of a distributor's wallet. Lines are added, never changed.

    ``amount`` is what the movement does to the money the distributor may spend, so the
    sum of all lines is balance less reserved, and the sum of the lines of the
    ``MONEY_KINDS`` is the balance. Each of the latter has one journal entry.
    """

    _name = "ticket.wallet.line"
    _description = "Wallet Line"
    _order = "id desc"
    _rec_name = "kind"
    _check_company_auto = True

    distributor_id = fields.Many2one(
        "ticket.distributor", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, readonly=True, ondelete="restrict"
    )
    kind = fields.Selection(
        [
            ("topup", "Top-up"),
            ("reserve", "Reservation"),
            ("unreserve", "Reservation Released"),
            ("charge", "Charge"),
            ("return", "Return"),
        ],
        required=True,
        readonly=True,
    )
    amount = fields.Monetary(required=True, readonly=True)
    balance_after = fields.Monetary(
        string="Balance", required=True, readonly=True, aggregator=None
    )
    reserved_after = fields.Monetary(
        string="Reserved", required=True, readonly=True, aggregator=None
    )
    booking_id = fields.Many2one(
        "ticket.booking",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    move_id = fields.Many2one(
        "account.move",
        string="Journal Entry",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    memo = fields.Char(readonly=True)

    _distributor_idx = models.Index("(distributor_id, id)")
    _move_uniq = models.UniqueIndex(
        "(move_id) WHERE move_id IS NOT NULL",
        "A journal entry belongs to one wallet line.",
    )
    _money_has_entry = models.Constraint(
        "CHECK((kind IN ('topup', 'charge', 'return')) = (move_id IS NOT NULL))",
        "Money moves with a journal entry, a reservation without one.",
    )
    _amount_sign = models.Constraint(
        "CHECK(CASE WHEN kind IN ('topup', 'unreserve', 'return')"
        " THEN amount > 0 ELSE amount < 0 END)",
        "The amount of a wallet line has the wrong sign.",
    )

    def init(self):
        """Let the database itself refuse to change history."""
        self.env.cr.execute(
            SQL(
                """CREATE OR REPLACE FUNCTION ticket_wallet_line_append_only()
                   RETURNS trigger LANGUAGE plpgsql AS $$
                   BEGIN
                     RAISE EXCEPTION 'Wallet lines cannot be changed or deleted.'
                       USING ERRCODE = 'integrity_constraint_violation';
                   END $$;
                   CREATE OR REPLACE TRIGGER ticket_wallet_line_append_only
                   BEFORE UPDATE OR DELETE ON ticket_wallet_line
                   FOR EACH ROW EXECUTE FUNCTION ticket_wallet_line_append_only()"""
            )
        )

    @api.depends("kind", "amount", "create_date")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for line in self:
            amount = line.currency_id.format(line.amount)
            line.display_name = f"{kinds.get(line.kind)} {amount}"

    def _api_line(self):
        """One line of a statement."""
        distributor = self.distributor_id
        return {
            "id": self.id,
            "date": times.iso(self.create_date),
            "kind": self.kind,
            "amount": distributor._amount(self.amount),
            "balance": distributor._amount(self.balance_after),
            "reserved": distributor._amount(self.reserved_after),
            "order": self.booking_id.id or None,
            "reference": self.booking_id.reference or None,
            "memo": self.memo or None,
        }
