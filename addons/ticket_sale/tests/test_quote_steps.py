from odoo.tests import tagged

from ..exceptions import PriceMissing, RateMissing
from .common_money import TicketMoneyCommon
from .common_price import TicketPriceCommon


@tagged("post_install", "-at_install")
class TestQuoteSteps(TicketPriceCommon, TicketMoneyCommon):
    """A price is explained line by line, promised while held, and frozen when sold."""

    def _quote(self, *keys, **values):
        places = self._places(*keys)
        return self.Hold._quote([(place, self.adult) for place in places], **values)

    def _explained(self, line):
        return [text for text, _amount in self.Hold._explain_price(line.steps)]

    def _pricelist(self, currency=None, percent=0):
        return self.env["product.pricelist"].create(
            {
                "name": "Friends",
                "currency_id": (currency or self.company.currency_id).id,
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": percent})
                ],
            }
        )

    def test_every_step_of_a_price_is_told(self):
        self.adult.product_id.taxes_id = self.tax
        self._override(400)
        self._create_change(name="Holidays")
        self._create_rule({"days_before": 60, "percent": -5}, trigger="days")
        [line] = self._quote("1-1", pricelist=self._pricelist(percent=10))
        self.assertEqual(
            [(step["kind"], step["amount"]) for step in line.steps],
            [
                ("plan", 380.0),
                ("session", 400.0),
                ("change", 440.0),
                ("rule", 418.0),
                ("pricelist", 376.2),
                ("tax", 432.63),
            ],
        )
        self.assertEqual(line.list_price, 418)
        self.assertEqual(line.unit_total, line.steps[-1]["amount"])

    def test_the_explanation_speaks_the_readers_language(self):
        [line] = self._quote("1-1")
        [text] = self._explained(line)
        self.assertEqual(text, "Price plan Standard")

    def test_a_limit_is_a_step_of_its_own(self):
        self._create_rule(
            {"days_before": 60, "percent": 50},
            trigger="days",
            type_id=self.adult.id,
            zone_id=self.zone_a.id,
            has_ceiling=True,
            ceiling=500,
        )
        [line] = self._quote("1-1")
        self.assertEqual(
            [(step["kind"], step["amount"]) for step in line.steps],
            [("plan", 380), ("rule", 570), ("ceiling", 500)],
        )

    def test_held_places_keep_the_price_of_the_moment_they_were_given(self):
        held = self._hold_places("1-1")
        self.env.cr.execute(
            "UPDATE ticket_hold SET create_date = create_date - INTERVAL '5 minutes' "
            "WHERE id = %s",
            [held.hold_id],
        )
        self.env.invalidate_all()
        self._create_change(starts_at=self._in(minutes=-1))
        self.assertEqual(self._quote("1-1")[0].list_price, 380)
        self.assertEqual(self._quote("1-2")[0].list_price, 418)

    def test_the_price_is_frozen_on_the_ticket(self):
        order = self._sell("1-1")
        self._set_price(self.adult, 999, self.env["account.tax"])
        ticket = order.ticket_ids
        self.assertEqual((ticket.list_price, ticket.price), (380, 380))
        self.assertEqual([step["kind"] for step in ticket.price_steps], ["plan"])
        self.assertIn("Price plan Standard", ticket.price_explanation)

    def test_a_channel_that_quotes_nothing_still_freezes_the_list_price(self):
        held = self._hold_places("1-1")
        ticket = self.Hold._issue(
            self.Hold._find(held.token),
            [
                {
                    "place_id": held.places[0].id,
                    "type_id": self.adult.id,
                    "price": 0.0,
                    "net_amount": 0.0,
                    "currency_id": self.company.currency_id.id,
                }
            ],
        )
        self.assertEqual((ticket.list_price, ticket.price), (380, 0))

    def test_an_order_keeps_its_price_when_the_plan_changes_before_payment(self):
        order = self._sell("1-1", confirm=False)
        self._set_price(self.adult, 999, self.env["account.tax"])
        order.action_confirm()
        self.assertEqual(order.ticket_ids.price, 380)

    # --- currencies ---------------------------------------------------------

    def _foreign(self, rate=None):
        code = "CHF" if self.company.currency_id.name != "CHF" else "GBP"
        currency = self.env.ref(f"base.{code}")
        currency.active = True
        currency.rate_ids.unlink()
        if rate:
            self.env["res.currency.rate"].create(
                {"currency_id": currency.id, "name": "2020-01-01", "rate": rate}
            )
        return currency

    def test_a_pricelist_sells_in_its_currency(self):
        currency = self._foreign(rate=0.5)
        [line] = self._quote("1-1", "1-2", pricelist=self._pricelist(currency))
        self.assertEqual(line.currency, currency)
        self.assertEqual((line.price_unit, line.total), (190, 380))
        self.assertEqual(line.list_price, 380)
        self.assertEqual(line.steps[-1]["currency"], currency.name)

    def test_an_order_in_another_currency_prices_its_tickets_in_it(self):
        currency = self._foreign(rate=0.5)
        self.customer.property_product_pricelist = self._pricelist(currency)
        order = self._sell("1-1")
        ticket = order.ticket_ids
        self.assertEqual((ticket.currency_id, ticket.price), (currency, 190))
        self.assertEqual(ticket.list_price, 380)

    def test_a_currency_without_a_rate_is_refused(self):
        pricelist = self._pricelist(self._foreign())
        with self.assertRaises(RateMissing) as caught:
            self._quote("1-1", pricelist=pricelist)
        self.assertEqual(caught.exception.code, "rate_missing")
        self.assertIn("exchange rate", caught.exception.staff_message)

    def test_a_pair_without_a_price_is_not_sold(self):
        with self.assertRaises(PriceMissing) as caught:
            self.Hold._quote(
                [(self._places("1-1"), self.env.ref("ticket_sale.ticket_type_senior"))]
            )
        self.assertEqual(caught.exception.details["type"], "senior")
