from odoo import fields, models
from odoo.exceptions import UserError

#: More than any drawer holds.
MOST_CASH = 1e9


class PosSession(models.Model):
    """Cash in and out: a till that sells tickets says why."""

    _inherit = "pos.session"

    # What a drawer should hold counts moves that a cashier may make, but not read.
    cash_register_balance_end = fields.Monetary(compute_sudo=True)
    cash_register_difference = fields.Monetary(compute_sudo=True)

    def try_cash_in_out(self, _type, amount, reason, partner_id, extras):
        """At a till that sells tickets every cashier may, and names one of the reasons.

        Odoo wants an accountant for this; a drawer that is full cannot wait for one.

        :raise UserError: the reason is none, or the amount
        """
        if not any(self.mapped("config_id.ticket_selling")):
            return super().try_cash_in_out(_type, amount, reason, partner_id, extras)
        for session in self:
            session._ticket_check_closing()
        if not self._ticket_cash_reason(_type, extras):
            raise UserError(
                self.env._("Choose a reason, and write a note if it asks for one.")
            )
        if not isinstance(amount, int | float) or not 0 < amount < MOST_CASH:
            raise UserError(self.env._("This is no amount of money."))
        partner_id = self.env.user.partner_id.id  # whatever the till says
        return super(PosSession, self.sudo()).try_cash_in_out(
            _type, amount, str(reason)[:300], partner_id, extras
        )

    def _prepare_account_bank_statement_line_vals(
        self, session, sign, amount, reason, partner_id, extras
    ):
        values = super()._prepare_account_bank_statement_line_vals(
            session, sign, amount, reason, partner_id, extras
        )
        chosen = self._ticket_cash_reason("in" if sign > 0 else "out", extras)
        return values | {
            "ticket_cash_user_id": self.env.uid,
            "ticket_cash_reason_id": chosen.id,
            "ticket_cash_note": str(extras.get("ticket_note") or "")[:200] or False,
        }

    def _ticket_cash_reason(self, kind, extras):
        return self.env["ticket.cash.reason"]._chosen(
            extras.get("ticket_reason_id"), kind, extras.get("ticket_note")
        )
