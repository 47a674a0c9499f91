from odoo import fields, models


class SaleOrder(models.Model):
    """Money that reached the house for nothing goes back."""

    _inherit = "sale.order"

    ticket_expired = fields.Boolean(
        string="Ended by the Clock",
        readonly=True,
        copy=False,
        help="Nobody paid in time; a payment that lands later may take the places again.",
    )

    def _get_prepayment_required_amount(self):
        """A web order is confirmed by its whole amount: a cart that grew while somebody
        paid for it is not given away."""
        if self.website_id and not self.require_payment and self._ticket_lines():
            return self.amount_total
        return super()._get_prepayment_required_amount()

    def _is_confirmation_amount_reached(self):
        """Odoo does not follow the states of transactions in this field."""
        self.invalidate_recordset(["amount_paid"], flush=False)
        return super()._is_confirmation_amount_reached()

    def _ticket_expire(self):
        self.ticket_expired = True
        return super()._ticket_expire()

    def _ticket_reopen_expired(self):
        """Orders that ended by the clock before their payment landed try their places
        again; that they are lost is told by ``_ticket_issue``."""
        for order in self.filtered(lambda o: o.state == "cancel" and o.ticket_expired):
            if order.sudo()._ticket_lines()._ticket_still_to_come():
                order.action_draft()
                order.ticket_expired = False

    def _ticket_overpaid(self, transaction):
        """Whether the order is paid in full without this transaction."""
        self.ensure_one()
        others = self._ticket_paid_transactions() - transaction
        kept = sum(others.mapped("amount")) + sum(
            others._ticket_refunds()
            .filtered(lambda tx: tx.state not in ("cancel", "error"))
            .mapped("amount")
        )
        return self.currency_id.compare_amounts(kept, self.amount_total) >= 0

    def _ticket_give_back(self, transaction, reason):
        """Return this money and tell the buyer; staff where the provider cannot."""
        self.ensure_one()
        amount = transaction.currency_id.format(transaction.amount)
        refund = transaction.browse()
        if transaction.provider_id.support_refund != "none":
            refund = transaction._refund()
        if not refund or refund.state == "error":
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Give back %(amount)s", amount=amount),
                note=f"{transaction.reference}: {reason}",
                user_id=(self.user_id or self.env.ref("base.user_admin")).id,
            )
        order = self._ticket_for_customer()
        order._ticket_tell(
            order.env._("Your money comes back"),
            order.env._(
                "We have received %(amount)s and give it back to you. %(reason)s",
                amount=amount,
                reason=reason,
            ),
        )
