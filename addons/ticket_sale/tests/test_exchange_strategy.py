from odoo.tests import tagged

from .common_strategy import TicketStrategyCommon


@tagged("post_install", "-at_install")
class TestExchangeStrategy(TicketStrategyCommon):
    """Tickets of a promotion are given back and moved at what they cost."""

    def _bundle(self):
        self._set_price(self.adult, 99.99, self.tax)
        strategy = self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        order.action_confirm()
        self._pay(self._invoice(order))
        return strategy, order

    def _owed(self, order):
        return sum(order.invoice_ids.mapped("amount_residual_signed"))

    def test_each_is_refunded_at_what_it_cost(self):
        _strategy, order = self._bundle()
        paid = 0
        for ticket in order.ticket_ids:
            note = ticket._refund("ill")
            paid += note.amount_total
            self.assertAlmostEqual(note.amount_total, ticket.price, 2)
            self.assertProven()
        self.assertAlmostEqual(paid, order.amount_total, 2)

    def test_reseating_keeps_price_steps_and_strategy(self):
        strategy, order = self._bundle()
        old = order.ticket_ids[0]
        told = (old.price_steps, old.list_price, old.price)
        before = strategy.ticket_count, strategy.cost
        new = old._reseat(self._places("2-1"), "wet seat")
        self.assertEqual((new.price_steps, new.list_price, new.price), told)
        strategy.invalidate_recordset()
        self.assertEqual((strategy.ticket_count, strategy.cost), before)
        self.assertProven()

    def test_an_exchange_loses_the_promotion_and_keeps_the_books(self):
        _strategy, order = self._bundle()
        old = order.ticket_ids[0]
        new, document = old._exchange(self._places("2-1"), reason="other row")
        self.assertAlmostEqual(new.price, 114.99, 2)
        self.assertAlmostEqual(document.amount_residual, new.price - old.price, 2)
        self.assertProven()
        new._refund("ill")
        self.assertAlmostEqual(self._owed(order), -old.price, 2)
        self.assertProven()
