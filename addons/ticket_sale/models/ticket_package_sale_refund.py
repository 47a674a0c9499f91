from odoo import models
from odoo.fields import Command

from ..exceptions import PackageWhole
from ..tools.package_price import take_back
from .ticket_ticket import LIVE_STATES


class TicketPackageSale(models.Model):
    """Giving back a package, or tickets of it."""

    _inherit = "ticket.package.sale"

    def _check_refund(self, tickets):
        """:raise PackageWhole: the rule wants all tickets of a package or none"""
        for sale in self:
            if kept := sale._kept_against_rule(tickets):
                raise PackageWhole(
                    sale._refusal(kept),
                    staff=self.env._(
                        "“%(package)s” was sold under the rule “only the whole package”. "
                        "Choose all its tickets, or let a manager waive the rule.",
                        package=sale.package_id.name,
                    ),
                    tickets=kept.mapped("number"),
                )

    def _kept_against_rule(self, tickets):
        """The tickets that would have to be given back too, if any."""
        self.ensure_one()
        if self.refund_rule != "whole":
            return tickets.browse()
        return self._live_tickets() - tickets

    def _refusal(self, kept):
        return self.env._(
            "“%(package)s” can only be given back as a whole. Also choose %(tickets)s.",
            package=self.package_id.name,
            tickets=", ".join(kept.mapped("display_name")),
        )

    def _live_tickets(self):
        return self.line_ids.ticket_ids.filtered(lambda t: t.state in LIVE_STATES)

    def _worth_without(self, tickets):
        """What each living ticket is worth when ``tickets`` are given back.

        :return: {ticket: amount, tax included}; of the given ones it is what the buyer
            gets back before fees
        """
        self.ensure_one()
        live = self._live_tickets().sorted("id")
        if self.refund_rule != "recalculate":
            return {ticket: ticket.price for ticket in live}
        digits = 10**self.order_id.currency_id.decimal_places
        worth = take_back(
            [round(ticket.price * digits) for ticket in live],
            [round(ticket._single_price() * digits) for ticket in live],
            [ticket in tickets for ticket in live],
        )
        return {
            ticket: amount / digits for ticket, amount in zip(live, worth, strict=True)
        }

    def _reprice(self, tickets, reason):
        """Count the kept tickets at their single price, before the others go.

        What was invoiced is corrected by a credit note of nothing in total, which moves
        the money from the sessions given back to the sessions kept. What was not is
        invoiced at the new prices.
        """
        self.ensure_one()
        worth = self._worth_without(tickets)
        changed = self.env["ticket.ticket"].concat(
            *(t for t in worth if t.currency_id.compare_amounts(worth[t], t.price))
        )
        booked = changed.filtered("booked")
        before = self._credit_lines(booked, 1)
        for line, of_line in changed.grouped("sale_line_id").items():
            of_line._set_worth(line, worth)
        if booked:
            self._correct_books([*before, *self._credit_lines(booked, -1)], reason)
        for line, of_line in (changed - booked).grouped("sale_line_id").items():
            line._ticket_price_anew(of_line, tickets)

    def _credit_lines(self, tickets, sign):
        """Values of document lines that take tickets out of the books at what they are
        worth now, or put them in (``sign`` -1)."""
        return [
            of_line._prepare_credit_line(line, line._ticket_invoice(), sign)
            for (line, *_worth), of_line in tickets.grouped(
                lambda t: (t.sale_line_id, t.price, t.net_amount)
            ).items()
        ]

    def _correct_books(self, lines, reason):
        """Post the same tickets at other prices: nothing in total."""
        invoice = self.line_ids[0]._ticket_invoice()
        self.env["account.move"].create(
            {
                **self.order_id._prepare_invoice(),
                "move_type": "out_refund",
                "journal_id": invoice.journal_id.id,
                "partner_id": invoice.partner_id.id,
                "fiscal_position_id": invoice.fiscal_position_id.id,
                "invoice_currency_rate": invoice.invoice_currency_rate,
                "ref": self.env._(
                    "%(package)s: the tickets kept at their single price (%(reason)s)",
                    package=self.package_id.name,
                    reason=reason,
                ),
                "transaction_ids": [],
                "invoice_line_ids": [Command.create(values) for values in lines],
            }
        ).action_post()
