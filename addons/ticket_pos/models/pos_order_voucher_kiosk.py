from odoo import models


class PosOrder(models.Model):
    """A kiosk's vouchers are redeemed in the name of the kiosk, whoever brings the money
    for the rest, and only by the visit that has them in hand."""

    _inherit = "pos.order"

    def _ticket_redeem_vouchers(self):
        order, visit = self, self.ticket_visit_id
        if visit:
            order = self.with_user(self.user_id).sudo()
            order = order.with_context(ticket_visit_id=visit.id)
        return super(PosOrder, order)._ticket_redeem_vouchers()

    def _ticket_drop_unpaid(self):
        """The customer of a kiosk does not pay this order: its vouchers pay nothing."""
        self.write({"state": "cancel"})
        self.payment_ids.filtered("ticket_voucher").unlink()
        for order in self:
            order.amount_paid = order._compute_amount_paid()
