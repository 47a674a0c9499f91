import logging

from odoo import models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class PaymentTransaction(models.Model):
    """Money that reaches a kiosk's order too late goes back, and staff is told."""

    _inherit = "payment.transaction"

    def _process_pos_online_payment(self):
        of_kiosks = self.filtered(
            lambda tx: (
                tx.pos_order_id.ticket_visit_id
                and tx.state in ("authorized", "done")
                and not tx.payment_id.pos_order_id
            )
        )
        for tx in of_kiosks:
            tx._ticket_take_or_return(
                super(PaymentTransaction, tx)._process_pos_online_payment
            )
        return super(PaymentTransaction, self - of_kiosks)._process_pos_online_payment()

    def _ticket_take_or_return(self, process):
        """Turn the payment into tickets, or give the money back if that is too late."""
        self.ensure_one()
        order = self.pos_order_id
        if order.state == "cancel":
            self._ticket_give_back(self.env._("the customer had left"))
            return
        try:
            with self.env.cr.savepoint():
                process()
                self.env.flush_all()
        except UserError as error:
            order.ticket_visit_id._end("too_late")
            self._ticket_give_back(str(error))

    def _ticket_give_back(self, reason):
        """Refund once; where the provider cannot, somebody has to."""
        self.ensure_one()
        visit = self.pos_order_id.ticket_visit_id
        if visit.is_paid_late:
            return
        visit.is_paid_late = True
        refunds = self.provider_id.support_refund not in (False, "none")
        kiosk = visit.kiosk_id
        if refunds and self.state == "done":
            self._refund()
            message = self.env._(
                "Payment %(reference)s came too late and was refunded: %(reason)s.",
                reference=self.reference,
                reason=reason,
            )
        else:
            message = self.env._(
                "Payment %(reference)s came too late: %(reason)s. Refund it by hand.",
                reference=self.reference,
                reason=reason,
            )
            kiosk._ask_for_help(message)
        kiosk.message_post(body=message)
        _logger.info("late kiosk payment %s given back", self.reference)
