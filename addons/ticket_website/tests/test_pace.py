from contextlib import contextmanager

from odoo.tests import tagged

from .common import TicketWebsiteCommon

#: Queries of a purchase whose settings another one has read before, with those of the
#: tests' own savepoints; a third of what was asked when nothing was kept.
MOST = {"hold": 12, "cart": 32, "begin": 24, "landed": 33}


@tagged("post_install", "-at_install")
class TestPace(TicketWebsiteCommon):
    """A purchase asks the database only for what is its own."""

    @contextmanager
    def _asking_little(self, step):
        self.env.flush_all()
        before = self.cr.sql_log_count
        yield
        self.asked[step] = self.cr.sql_log_count - before

    def _buy(self, *keys):
        """:return: {step: queries}"""
        self.asked = {}
        with self._asking_little("hold"):
            hold = self._ask_hold(*keys)["hold"]
        with self._asking_little("cart"):
            self._ask_cart(hold)
        order = self._hold_of(hold)._cart_lines().order_id
        with self._asking_little("begin"):
            self._pay_route(order)
        tx = order.transaction_ids
        self.env.invalidate_all()
        with self._asking_little("landed"):
            self.env["ticket.kept"]._begin()
            tx._set_done()
        self.env.cr.cache.clear()
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"] * len(keys))
        return self.asked

    def test_second_purchase_asks_little_of_the_database(self):
        self._as_customer()
        self._buy("3-1", "3-2")
        asked = self._buy("3-3", "3-4")
        over = {step: asked[step] for step in MOST if asked[step] > MOST[step]}
        self.assertFalse(over, f"queries {asked}, at most {MOST}")

    def test_prices_changed_between_two_purchases_are_asked_anew(self):
        self._as_customer()
        self._buy("3-1")
        price = self.plan.price_ids.filtered(
            lambda price: price.zone_id == self.zone_a and price.type_id == self.adult
        )
        price.amount = 400
        order = self._fill_cart("3-2")
        self.assertEqual(order.amount_total, 400)
