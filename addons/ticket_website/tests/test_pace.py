from contextlib import contextmanager
from unittest.mock import patch

from odoo.fields import Command
from odoo.models import LOG_ACCESS_COLUMNS
from odoo.tests import tagged

from .common import TicketWebsiteCommon

#: Queries of a purchase whose settings another one has read before, with those of the
#: tests' own savepoints; a third of what was asked when nothing was kept.
MOST = {"hold": 12, "cart": 25, "begin": 14, "landed": 22}


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
            self.env["ticket.kept"]._begin("payment landed")
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

    # --- carts alike ---

    def _next_cart(self, key):
        """The cart of another visitor."""
        self._as_guest()
        return self._fill_cart(key)

    def _facts(self, records):
        """Columns of two carts with one such ticket that may not differ."""
        own = {"id", "name", "access_token", "date_order", "order_id", "ticket_hold_id"}
        own |= set(LOG_ACCESS_COLUMNS)
        columns = [n for n, f in records._fields.items() if f.store and f.column_type]
        names = [name for name in columns if name not in own]
        [facts] = records.sudo().read(names, load=False)
        return {**facts, "id": 0}

    def test_cart_is_filled_in_like_the_one_before(self):
        """What is remembered of one cart is what Odoo computes of the next."""
        self._next_cart("3-1")
        with patch.object(
            self.registry["sale.order.line"], "_reset_price_unit"
        ) as computed:
            remembered = self._next_cart("3-2")
        computed.assert_not_called()
        with patch.object(
            self.registry["ticket.kept"],
            "_fill_alike",
            lambda self, vals_list, keys, names, fill: fill(vals_list),
        ):
            made = self._next_cart("3-3")
        self.assertEqual(self._facts(remembered), self._facts(made))
        lines = remembered.order_line, made.order_line
        self.assertEqual(*map(self._facts, lines))
        self.assertEqual(*(line.tax_ids for line in lines))

    def test_tax_changed_between_two_carts_is_taken(self):
        self._next_cart("3-1")
        tax = self.env["account.tax"].create({"name": "Six", "amount": 6})
        self.adult.sudo().product_id.taxes_id = tax
        line = self._next_cart("3-2").order_line
        self.assertEqual((line.tax_ids, line.price_total), (tax, self._quoted(line)))
        tax.amount = 9
        line = self._next_cart("3-3").order_line
        self.assertEqual(line.price_total, self._quoted(line))

    def _quoted(self, line):
        """What the price engine said that the tickets of this line cost."""
        return line.ticket_price_steps[-1]["amount"] * line.product_uom_qty

    def test_only_tickets_need_no_delivery(self):
        for with_goods in (False, True):
            order = self._next_cart("3-2" if with_goods else "3-1")
            if with_goods:
                goods = self.env["product.product"].create(
                    {"name": "Mug", "type": "consu", "list_price": 0}
                )
                order.order_line = [Command.create({"product_id": goods.id})]
            tx = self._create_transaction(
                "direct",
                amount=order.amount_total,
                currency_id=order.currency_id.id,
                partner_id=order.partner_id.id,
                sale_order_ids=[Command.set(order.ids)],
                reference=f"{order.name}-goods",
            )
            tx._set_done()
            self.assertEqual(order.state, "sale")
            self.assertEqual(bool(order.picking_ids), with_goods)

    def test_terms_of_a_customer_are_the_customers_own(self):
        terms = self.env["account.payment.term"].create([{"name": n} for n in "ab"])
        customer = self.portal_user.partner_id
        for key, term in zip(("3-1", "3-2"), terms, strict=True):
            customer.property_payment_term_id = term
            self._as_customer()
            order = self._fill_cart(key)
            self.assertEqual(order.payment_term_id, term)
            order.action_cancel()

    def test_prices_changed_between_two_purchases_are_asked_anew(self):
        self._as_customer()
        self._buy("3-1")
        price = self.plan.price_ids.filtered(
            lambda price: price.zone_id == self.zone_a and price.type_id == self.adult
        )
        price.amount = 400
        order = self._fill_cart("3-2")
        self.assertEqual(order.amount_total, 400)
