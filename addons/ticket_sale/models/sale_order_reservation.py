from odoo import fields, models
from odoo.exceptions import UserError

from .ticket_ticket import LIVE_STATES


class SaleOrder(models.Model):
    """Orders made from reservations: places kept until the deadline, tickets issued
    when the rest of a deposit is paid."""

    _inherit = "sale.order"

    ticket_reservation_id = fields.Many2one(
        "ticket.reservation",
        string="Reservation",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    ticket_balance_due = fields.Boolean(compute="_compute_ticket_balance_due")

    def _compute_ticket_balance_due(self):
        for order in self:
            order.ticket_balance_due = (
                order.state == "sale" and order._ticket_waits_for_balance()
            )

    def _ticket_waits_for_balance(self):
        """Whether a deposit was agreed, the rest is open and no ticket is out yet."""
        self.ensure_one()
        reservation_sudo = self.sudo().ticket_reservation_id  # sellers may not read it
        return (
            reservation_sudo.state == "ordered"
            and bool(reservation_sudo.deposit_percent)
            and self.currency_id.compare_amounts(
                self._ticket_amount_settled(), self.amount_total
            )
            < 0
        )

    def _ticket_amount_settled(self):
        """What is paid, online or on invoices; what is on both counts once."""
        invoices_sudo = self.sudo().invoice_ids.filtered(lambda m: m.state == "posted")
        on_invoices = sum(
            -move.direction_sign * (move.amount_total - move.amount_residual)
            for move in invoices_sudo
        )
        return max(on_invoices, self.amount_paid)

    def _ticket_issue(self):
        """Tickets of an order with a deposit wait for the rest of the money."""
        waiting = self.filtered(lambda order: order._ticket_waits_for_balance())
        ready = self - waiting
        result = super(SaleOrder, ready)._ticket_issue()
        ready._ticket_reservations_sold()
        return result

    def _ticket_reservations_sold(self):
        for order in self.filtered("ticket_reservation_id"):
            if order.ticket_ids.filtered(lambda t: t.state in LIVE_STATES):
                order.sudo().ticket_reservation_id.state = "sold"

    def _ticket_issue_settled(self):
        """Issue the tickets of confirmed orders whose rest has been paid by now."""
        for order in self.filtered(
            lambda order: (
                order.state == "sale"
                and order.sudo().ticket_reservation_id.state == "ordered"
                and not order.ticket_ids
            )
        ):
            order._ticket_issue()
            order._ticket_lines()._ticket_sync_booked()

    def action_ticket_issue(self):
        """Issue the tickets although the rest is not paid: a supervisor trusts."""
        self.ensure_one()
        if not self.env.user.has_group("ticket_sale.group_ticket_supervisor"):
            raise UserError(
                self.env._("Only supervisors issue tickets before they are paid.")
            )
        self.ticket_reservation_id.sudo().deposit_percent = 0
        self._ticket_issue_settled()

    def _action_cancel(self):
        reservations_sudo = self.sudo().ticket_reservation_id
        reservations_sudo._release("released", self.env._("order cancelled"))
        return super()._action_cancel()
