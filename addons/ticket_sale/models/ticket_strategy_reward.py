from odoo import models

from ..tools.strategy import amount_off, bundle_off, percent_off


class TicketStrategy(models.Model):
    """What strategies about the whole order take off its tickets."""

    _inherit = "ticket.strategy"

    def _takings(self, rows, currency, at=None):
        """What these strategies take off, all counted together.

        The first in priority takes first, the next from what is left. A ticket that one
        of them has counted is not counted again, unless a strategy combines.

        :param rows: list of :class:`TicketRow`
        :return: {strategy: [minor units off each row]}, only those that take something
        """
        left = [list(row.prices) for row in rows]
        counted = set()
        takings = {}
        for strategy in self.sorted(lambda s: (*s._rank(), s.id)):
            tickets = [
                ticket
                for ticket in strategy._fitting(rows, at)
                if strategy.is_combinable or ticket not in counted
            ]
            off = strategy._take(rows, tickets, left, currency)
            if not any(off.values()):
                continue
            takings[strategy] = [0] * len(rows)
            for (row, index), amount in off.items():
                left[row][index] -= amount
                takings[strategy][row] += amount
                if amount and not strategy.is_combinable:
                    counted.add((row, index))
        return takings

    def _fitting(self, rows, at=None):
        """[(row, index)] of the tickets that meet the conditions."""
        counts = {}
        for row in rows:
            counts[row.session] = counts.get(row.session, 0) + len(row.prices)
        return [
            (number, index)
            for number, row in enumerate(rows)
            if self._fits(row.session, row.zone, row.type, counts[row.session], at)
            for index in range(len(row.prices))
        ]

    def _take(self, rows, tickets, left, currency):
        """{(row, index): minor units off} for the tickets that count."""
        groups = {}
        for row, index in tickets:
            key = rows[row].session if self._counts_by_session() else None
            groups.setdefault(key, []).append((row, index))
        off = {}
        for group in groups.values():
            prices = [left[row][index] for row, index in group]
            off |= dict(zip(group, self._off(prices, currency), strict=True))
        return off

    def _counts_by_session(self):
        return self.kind == "bundle" and self.per_session

    def _off(self, prices, currency):
        self.ensure_one()
        if self.kind == "bundle":
            return bundle_off(prices, self.buy_count, self.get_count, self.discount)
        if self.discount_mode == "percent":
            return percent_off(prices, self.discount)
        amount = self.currency_id._convert(
            self.discount, currency, self.company_id, self.env.cr.now().date()
        )
        return amount_off(prices, round(amount / currency.rounding))
