from odoo import models

from odoo.addons.ticket_sale.exceptions import TicketError

#: Transactions that bring money for an order, not back.
INCOMING = ("online_redirect", "online_direct", "online_token", "offline")


class PaymentTransaction(models.Model):
    """Money that comes late, twice or for another cart: the buyer gets the tickets or
    the money, and is told which."""

    _inherit = "payment.transaction"

    def _set_done(self, *, state_message=None, extra_allowed_states=()):
        """A provider that has the money after all is believed, also when it had said
        before that the payment was cancelled."""
        if self.sale_order_ids._ticket_lines():
            extra_allowed_states = (*extra_allowed_states, "cancel")
        return super()._set_done(
            state_message=state_message, extra_allowed_states=extra_allowed_states
        )

    def _post_process(self):
        pending = self.filtered(lambda tx: tx.state == "pending")
        for tx in pending:
            tx._ticket_begin_waiting()
        paid = self.filtered(lambda tx: tx.state == "done" and tx._ticket_is_payment())
        paid.sale_order_ids._ticket_reopen_expired()
        paid.sale_order_ids.filtered("ticket_cash_due").ticket_cash_due = False
        result = super()._post_process()
        for tx in paid:
            tx._ticket_return_superfluous()
        return result

    def _ticket_is_payment(self):
        return self.operation in INCOMING and bool(self.sale_order_ids._ticket_lines())

    def _ticket_begin_waiting(self):
        """Money is promised: the places wait for the bank, or come before the money."""
        self.ensure_one()
        mode = self.provider_id.custom_mode
        open_orders = self.sale_order_ids.filtered(
            lambda order: order.state in ("draft", "sent") and order._ticket_lines()
        )
        if mode == "cash_on_delivery":
            open_orders.ticket_cash_due = True
        elif mode == "wire_transfer":
            try:
                open_orders._ticket_keep_for_transfer()
            except TicketError as error:
                self._set_canceled(state_message=str(error))

    def _ticket_return_superfluous(self):
        """Give back what was paid for an order that is cancelled, has changed meanwhile,
        or was paid already."""
        self.ensure_one()
        order = self.sale_order_ids[:1]
        if order.ticket_issue_error or self._ticket_refunds():
            return
        env = order._ticket_for_customer().env
        if order.state == "cancel":
            reason = env._("The order was cancelled before your payment reached us.")
        elif order.state in ("draft", "sent") and order.website_id:
            reason = env._("The order was changed while you paid.")
        elif order.state == "sale" and order._ticket_overpaid(self):
            reason = env._("This order was paid already.")
        else:
            return
        order._ticket_give_back(self, reason)

    def _ticket_refunds(self):
        return self.child_transaction_ids.filtered(lambda tx: tx.operation == "refund")
