from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..exceptions import RefundRefused

#: Where refunded money goes: provider, e-wallet, or the customer's account.
MONEY = ("online", "wallet", "credit")


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    def action_refund(self):
        """Ask why, and refund these tickets."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Refund Tickets"),
            "res_model": "ticket.refund",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_ids": [Command.set(self.ids)]},
        }

    def _refund(self, reason, online=False, money=None, waive=False):
        """Take tickets of sale orders back: places free, books reversed, money due.

        The credit note has exactly what these tickets put on the accounts, to the cent,
        whatever the rounding of the invoice was, less the fee of the refund policy. An
        order not invoiced yet gets none: its tickets are left out of the invoice to
        come, and the fee is in it. The money leaves last, when all else is written.

        :param online: the same as ``money="online"``
        :param money: ``online`` (the provider that took it), ``wallet`` (the
            customer's e-wallet) or ``credit`` (open on the customer's account)
        :param waive: give back all, whatever the policy says
        :return: the posted credit notes
        :raise UserError: a ticket was not sold by a sale order, or is not valid
        :raise RefundRefused: the policy does not allow it
        """
        money = money or ("online" if online else "credit")
        self._check_may_refund()
        self._check_may_waive(waive)
        terms = self._refund_terms("refund", waive)
        self._check_terms(terms)
        self._check_not_partial(terms)
        booked = self.filtered("booked")
        self._void_all("refunded", reason)
        notes_sudo = self.env["account.move"].sudo()
        for order_sudo, tickets in self._by_order().items():
            notes_sudo += tickets._refund_order(
                order_sudo, booked & tickets, terms, reason, money
            )
        return notes_sudo

    def _by_order(self):
        return self.grouped(lambda ticket: ticket.sudo().sale_line_id.order_id)

    def _void_all(self, state, reason):
        """Void these tickets; nobody else may have done it meanwhile."""
        voided = self._void(state, reason)
        if voided != self:
            raise RefundRefused(
                self.env._("Somebody has given these tickets back a moment ago."),
                tickets=(self - voided).mapped("number"),
            )

    def _refund_order(self, order_sudo, booked, terms, reason, money):
        """Books and money of tickets of one order, void already.

        :param booked: those of them that stand in the books
        :return: the posted credit notes
        """
        fee_line_sudo = self._keep_fees(order_sudo, terms, self.env._("Refund fee"))
        price = sum(terms[ticket].price for ticket in self)
        back = order_sudo.currency_id.round(price - fee_line_sudo.price_total)
        extra_sudo = fee_line_sudo
        if money == "wallet":
            extra_sudo += order_sudo._ticket_top_up_wallet(back, reason)
        notes_sudo = booked.sudo()._settle(order_sudo, extra_sudo, reason)
        order_sudo.message_post(
            body=self.env._(
                "Tickets refunded: %(numbers)s. Given back: %(back)s, kept: %(fee)s. "
                "Reason: %(reason)s",
                numbers=", ".join(self.mapped("display_name")),
                back=order_sudo.currency_id.format(back),
                fee=order_sudo.currency_id.format(fee_line_sudo.price_total),
                reason=reason,
            )
        )
        order_sudo._ticket_tell_refund(self, back, fee_line_sudo.price_total, money)
        if money == "online" and back:
            self.env.flush_all()  # what may still fail fails before the money leaves
            order_sudo._ticket_refund_online(back, notes_sudo)
        return notes_sudo

    def _keep_fees(self, order_sudo, terms, label):
        """Write each ticket's fee down, and their sum as a line of the order."""
        for ticket in self:
            if terms[ticket].fee:
                ticket.sudo().fee_amount = terms[ticket].fee
        return order_sudo._ticket_add_fee(
            sum(terms[ticket].fee for ticket in self), label, len(self)
        )

    def _check_may_refund(self):
        if not self.env.su and not self.env.user.has_group(
            "ticket_sale.group_ticket_supervisor"
        ):
            raise AccessError(
                self.env._("Only a ticket supervisor may refund tickets.")
            )
        for ticket in self.sudo():
            ticket._check_refundable()

    def _check_may_waive(self, waive):
        """:raise AccessError: fees are waived by managers"""
        if (
            waive
            and not self.env.su
            and not self.env.user.has_group("ticket_sale.group_ticket_manager")
        ):
            raise AccessError(
                self.env._("Only a sales manager may waive the rules of a refund.")
            )

    def _check_refundable(self):
        """:raise UserError: not valid, or not sold by a sale order"""
        if self.state != "valid":
            raise UserError(
                self.env._(
                    "Ticket %(number)s is %(state)s and cannot be refunded.",
                    number=self.number,
                    state=dict(self._fields["state"]._description_selection(self.env))[
                        self.state
                    ],
                )
            )
        if not self.sale_line_id:
            raise UserError(
                self.env._(
                    "Ticket %(number)s was not sold by a sale order. Refund it where "
                    "it was sold (%(channel)s).",
                    number=self.number,
                    channel=dict(
                        self._fields["channel"]._description_selection(self.env)
                    ).get(self.channel, self.channel),
                )
            )
