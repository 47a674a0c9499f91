from odoo import models

from odoo.addons.ticket_sale.exceptions import VoucherRefused


class PosOrder(models.Model):
    """Vouchers are redeemed in the transaction that issues the tickets they pay for."""

    _inherit = "pos.order"

    def _process_saved_order(self, draft):
        result = super()._process_saved_order(draft)
        if not draft and self.state != "cancel":
            self._ticket_redeem_vouchers()
        return result

    def _ticket_redeem_vouchers(self):
        """Give each voucher its ticket.

        :raise VoucherRefused: one is unknown, used or for other tickets, or pays more
            than its ticket costs
        """
        payments = self.payment_ids.filtered("payment_method_id.ticket_voucher")
        if not payments:
            return
        tickets_sudo = self.lines.ticket_ids.sudo().filtered(
            lambda ticket: ticket.state == "valid"
        )
        open_ways = []
        for payment in payments:
            voucher_sudo = self.env["ticket.voucher"]._of_code(
                payment.ticket_voucher, self.company_id
            )
            if voucher_sudo.ticket_id and voucher_sudo.ticket_id in tickets_sudo:
                tickets_sudo -= voucher_sudo.ticket_id  # the till sent it once more
                continue
            if not voucher_sudo or payment.amount <= 0:
                raise VoucherRefused(
                    self.env._(
                        "A voucher pays for a ticket and nothing else: scan it, and let "
                        "refunds be paid in another way."
                    )
                )
            open_ways.append((voucher_sudo, payment.amount))
        self._ticket_check_voucher_sum(payments)
        for voucher_sudo, amount, fits in self._ticket_match(open_ways, tickets_sudo):
            voucher_sudo._check_open()
            ticket = (fits & tickets_sudo).sorted("price")[:1]
            if not ticket:
                raise VoucherRefused(
                    self.env._(
                        "No ticket of this order fits voucher %(voucher)s any more. Take "
                        "the payment out and scan the voucher again.",
                        voucher=voucher_sudo.shown_code,
                    )
                )
            voucher_sudo._redeem(ticket, amount)
            tickets_sudo -= ticket

    def _ticket_match(self, open_ways, tickets_sudo):
        """[(voucher, amount, the tickets it could be for)], the narrowest first."""
        currency = self.currency_id
        ways = [
            (
                voucher_sudo,
                amount,
                tickets_sudo.filtered(
                    lambda ticket, voucher=voucher_sudo, amount=amount: (
                        ticket.currency_id == voucher.currency_id
                        and voucher.type_id._is_for(ticket.session_id, ticket.type_id)
                        and currency.compare_amounts(
                            voucher.type_id._covers(ticket.price), amount
                        )
                        >= 0
                    )
                ),
            )
            for voucher_sudo, amount in open_ways
        ]
        return sorted(ways, key=lambda way: len(way[2]))

    def _ticket_check_voucher_sum(self, payments):
        """:raise VoucherRefused: vouchers would be paid out as change"""
        total = sum(payments.mapped("amount"))
        if self.currency_id.compare_amounts(total, self.amount_total) > 0:
            raise VoucherRefused(
                self.env._(
                    "Vouchers come to %(vouchers)s, the order to %(order)s: vouchers are "
                    "not paid out.",
                    vouchers=self.currency_id.format(total),
                    order=self.currency_id.format(self.amount_total),
                )
            )
