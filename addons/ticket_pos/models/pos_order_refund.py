from odoo import models

from odoo.addons.ticket_sale.tools.allocate import allocate

from ..exceptions import RefundFeeMissing


class PosOrder(models.Model):
    """What giving tickets back costs at the counter: the same policy as everywhere."""

    _inherit = "pos.order"

    def ticket_refundable(self, act="refund"):
        """The living tickets of each line, for the till to choose from, each with what
        is kept of its price, or why it is not taken back.

        :param act: ``refund`` or ``exchange``
        """
        self._ticket_check_printing()
        lines = self.lines.filtered("ticket_ids")
        act = "exchange" if act == "exchange" else "refund"
        terms = lines.ticket_ids.sudo()._refund_terms(act)
        return {
            str(line.id): [
                {
                    "id": ticket.id,
                    "number": ticket.display_name,
                    "label": ticket.seat_label,
                    "session_id": ticket.session_id.id,
                    "used": ticket.state == "used",
                    "price": ticket.price,
                    "fee": terms[ticket].fee,
                    "fee_unit": self._ticket_fee_unit(terms[ticket].fee),
                    "refusal": terms[ticket].reason or False,
                }
                for ticket in line.ticket_ids.sudo().sorted("id")
                if ticket.state in ("valid", "used")
            ]
            for line in lines
        }

    def _ticket_fee_unit(self, fee):
        """The price of the fee line that comes to ``fee`` with its taxes."""
        product_sudo = self._ticket_fee_product()
        taxes = product_sudo.taxes_id._filter_taxes_by_company(self.company_id)
        if any(taxes.flatten_taxes_hierarchy().mapped("price_include")):
            return fee
        return taxes.with_context(force_price_include=True).compute_all(
            fee, self.currency_id, 1.0, product_sudo
        )["total_excluded"]

    def _ticket_fee_product(self):
        return self.env.ref("ticket_sale.product_ticket_fee").sudo()

    def _ticket_take_back(self):
        """Void the tickets that this order pays back, and keep the fees of the policy.

        :raise RefundRefused: the policy does not allow it
        :raise RefundFeeMissing: the order's fee line is not what the policy says
        """
        # Whoever refunds other products needs no right to read tickets.
        refunded_sudo = self.sudo().lines.refunded_orderline_id.filtered("ticket_ids")
        lines = self.lines.filtered(
            lambda line: line.refunded_orderline_id.id in refunded_sudo.ids
        )
        if not lines:
            return
        chosen = {line: line._ticket_chosen() for line in lines}
        tickets = self.env["ticket.ticket"].sudo().union(*chosen.values())
        self._ticket_approve_refund(tickets)
        act = self._ticket_return_act()
        terms = tickets._refund_terms(act)
        waives = self.env.user.has_group("ticket_sale.group_ticket_manager")
        if not waives:
            tickets._check_terms(terms)
            if act == "refund":
                tickets._check_not_partial(terms)
        for line, of_line in chosen.items():
            line._ticket_take_back(of_line)
        self._ticket_check_returns()
        self._ticket_keep_fees(tickets, terms, waives)

    def _ticket_return_act(self):
        """What the tickets that come back come back for: ``refund`` or ``exchange``."""
        return "refund"

    def _ticket_keep_fees(self, tickets, terms, waives):
        """Write on each ticket what this order's fee line keeps of it."""
        expected = self.currency_id.round(sum(terms[ticket].fee for ticket in tickets))
        kept = self._ticket_fee_paid()
        differs = abs(kept - expected) > self.currency_id.rounding
        if differs and not (waives and 0 <= kept < expected):
            raise RefundFeeMissing(
                self.env._(
                    "%(expected)s are kept of these tickets, the till says %(kept)s. "
                    "Start the refund again.",
                    expected=self.currency_id.format(expected),
                    kept=self.currency_id.format(kept),
                ),
                expected=expected,
                kept=kept,
            )
        digits = 10**self.currency_id.decimal_places
        weights = [round(terms[ticket].fee * digits) for ticket in tickets]
        if not any(weights):
            return
        parts = allocate(round(kept * digits), weights)
        for ticket, part in zip(tickets, parts, strict=True):
            ticket.fee_amount = part / digits

    def _ticket_fee_paid(self):
        """The fees in this order, tax included."""
        product = self._ticket_fee_product()
        lines = self.lines.filtered(lambda line: line.product_id.id == product.id)
        return sum(
            line._compute_amount_line_all()["price_subtotal_incl"] for line in lines
        )
