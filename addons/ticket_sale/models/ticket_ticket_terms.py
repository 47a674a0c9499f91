from dataclasses import dataclass

from odoo import fields, models

from ..exceptions import RefundRefused

#: Sessions whose tickets go back free of charge: the venue did not keep its word.
NOT_KEPT = ("cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class RefundTerms:
    """What giving back or exchanging one ticket costs now."""

    policy: models.BaseModel
    step: models.BaseModel
    price: float  # what is given back before the fee, tax included
    fee: float  # what is kept, tax included
    allowed: bool
    reason: str  # why it is not allowed

    @property
    def back(self):
        return self.price - self.fee if self.allowed else 0.0


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    replaces_id = fields.Many2one(
        "ticket.ticket",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The ticket that was exchanged for this one.",
    )
    replaced_by_ids = fields.One2many("ticket.ticket", "replaces_id", readonly=True)
    fee_amount = fields.Monetary(
        string="Fee",
        readonly=True,
        copy=False,
        help="Kept when this ticket was given back or exchanged, tax included.",
    )

    _replaces_uniq = models.UniqueIndex(
        "(replaces_id) WHERE replaces_id IS NOT NULL",
        "This ticket has been exchanged already.",
    )

    def _refund_prices(self):
        """{ticket id: what is given back for it before fees}"""
        return {ticket.id: ticket.price for ticket in self}

    def _refund_terms(self, act="refund", waive=False):
        """What giving back or exchanging these tickets costs at this moment.

        Without a policy it costs nothing, as for sessions that do not take place.

        :param act: ``refund`` or ``exchange``
        :param waive: whoever decides it gives them back for nothing, rules or not
        :return: {ticket: :class:`RefundTerms`}
        """
        tickets_sudo = self.sudo()  # rules and prices, for whoever may see the ticket
        prices = tickets_sudo._refund_prices()
        policies = self.env["ticket.refund.policy"].sudo()._of_tickets(tickets_sudo)
        return {
            ticket: ticket.sudo()._terms(
                act, prices[ticket.id], policies[ticket.sudo()], waive
            )
            for ticket in self
        }

    def _terms(self, act, price, policy, waive):
        session = self.session_id
        no_step = self.env["ticket.refund.step"]
        if waive or not policy or session.state in NOT_KEPT:
            return RefundTerms(policy, no_step, price, 0.0, True, "")
        left = (session.start - fields.Datetime.now()).total_seconds()
        step = policy._step_at(act, left)
        fee = step._fee(price, self.currency_id) if step else None
        if fee is not None:
            return RefundTerms(policy, step, price, fee, True, "")
        return RefundTerms(
            policy,
            step,
            price,
            0.0,
            False,
            self.env._(
                "Tickets of %(session)s cannot be given back or exchanged any more: "
                "%(rules)s.",
                session=session.display_name,
                rules="; ".join(policy._sentences(act)),
            ),
        )

    def _check_terms(self, terms):
        """:raise RefundRefused: the rules do not allow it"""
        for ticket, term in terms.items():
            if not term.allowed:
                raise RefundRefused(
                    term.reason,
                    staff=self.env._(
                        "%(reason)s A sales manager may waive the rules of "
                        "“%(policy)s”.",
                        reason=term.reason,
                        policy=term.policy.name,
                    ),
                    tickets=[ticket.number],
                )

    def _check_not_partial(self, terms):
        """:raise RefundRefused: an order's tickets go back together or not at all"""
        for ticket, term in terms.items():
            left = ticket._bought_together() - self
            if not term.policy or term.policy.partial or not term.step or not left:
                continue
            raise RefundRefused(
                self.env._(
                    "These tickets can only be given back together: %(seats)s are "
                    "missing.",
                    seats=", ".join(left.mapped("seat_label")),
                ),
                tickets=left.mapped("number"),
            )

    def _bought_together(self):
        """The living tickets of the same order; channels add theirs."""
        self.ensure_one()
        return self.sudo().order_id.order_line.ticket_ids.filtered(
            lambda ticket: ticket.state == "valid"
        )
