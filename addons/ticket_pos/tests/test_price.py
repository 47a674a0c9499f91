from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import TypeCount

from ..exceptions import PriceChanged
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosPrice(TicketPosCommon):
    """The counter sells at the session's prices."""

    def _raise_prices(self):
        self.env["ticket.price.change"].create(
            {
                "plan_id": self.plan.id,
                "starts_at": fields.Datetime.now() - timedelta(minutes=1),
                "effect": "percent",
                "percent": 10,
            }
        )

    def test_a_price_of_the_session_is_what_the_till_takes(self):
        self.env["ticket.session.price"].create(
            {
                "session_id": self.session.id,
                "zone_id": self.zone_a.id,
                "type_id": self.adult.id,
                "amount": 410,
            }
        )
        ticket = self._sell_at_till("1-1").ticket_ids
        self.assertEqual((ticket.price, ticket.list_price), (410, 410))
        self.assertEqual(
            [step["kind"] for step in ticket.price_steps], ["plan", "session"]
        )

    def test_a_change_moves_the_next_sale_and_not_the_cart(self):
        reply = self._take("1-1")
        self.env.cr.execute(
            "UPDATE ticket_hold SET create_date = create_date - INTERVAL '5 minutes'"
        )
        self.env.invalidate_all()
        self._raise_prices()
        self.assertEqual(self._pay(self._lines(reply)).ticket_ids.price, 380)
        self.assertEqual(self._sell_at_till("1-2").ticket_ids.price, 418)

    def test_a_till_never_names_the_price(self):
        lines = self._lines(self._take("1-1"))
        lines[0]["price_unit"] = 1.0
        with self.assertRaises(PriceChanged):
            self._pay(lines)

    def test_the_least_of_a_type_is_asked_before_money_is_taken(self):
        self.child.order_min = 2
        reply = self._take("1-1", ticket_type=self.child)
        [seat] = reply["seats"]
        item = {"type_id": self.child.id, "place_ids": [seat["place_id"]]}
        with self.assertRaises(TypeCount):
            self._till().ticket_secure([[seat["token"], item["place_ids"]]], [item])
        with self.assertRaises(TypeCount):
            self._pay(self._lines(reply))
