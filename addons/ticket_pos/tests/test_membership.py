from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import SaleClosed

from ..exceptions import PriceChanged
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosTicketMembership(TicketPosCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pricelist = cls.env["product.pricelist"].create(
            {
                "name": "VIP",
                "item_ids": [
                    (
                        0,
                        0,
                        {
                            "compute_price": "percentage",
                            "percent_price": 10,
                            "applied_on": "3_global",
                        },
                    )
                ],
            }
        )
        fee = cls.env["product.product"].create(
            {
                "name": "VIP fee",
                "type": "service",
                "service_tracking": "ticket_membership",
                "list_price": 100,
                "taxes_id": False,
            }
        )
        cls.tier = cls.env["ticket.membership.tier"].create(
            {
                "name": "VIP",
                "code": "VIPT",
                "product_id": fee.id,
                "pricelist_id": cls.pricelist.id,
                "presale": True,
            }
        )
        cls.member = cls.env["res.partner"].create({"name": "Wang Fang"})
        cls.env["ticket.membership"]._activate_for(cls.member, cls.tier)

    def test_member_pays_the_price_of_the_tier(self):
        order = self._sell_at_till("1-1", partner=self.member)
        self.assertEqual(order.amount_total, 342)
        self.assertEqual(order.ticket_ids.price, 342)
        self.assertEqual(order.ticket_ids.partner_id, self.member)

    def test_offer_shows_the_member_prices(self):
        offer = self._till().ticket_offer(self.session.id, self.member.id)
        self.assertEqual(offer["zones"][0]["prices"][str(self.adult.id)], 342)

    def test_price_of_a_member_is_for_members(self):
        reply = self._take("1-1", partner=self.member)
        with self.assertRaises(PriceChanged):
            self._pay(self._lines(reply))

    def test_presale_sells_to_members_only(self):
        self._begin_presale()
        with self.assertRaises(SaleClosed):
            self._take("1-1")
        order = self._sell_at_till("1-1", partner=self.member)
        self.assertEqual(order.ticket_ids.state, "valid")

    def test_presale_seat_is_not_passed_on_to_others(self):
        self._begin_presale()
        [line] = self._lines(self._take("1-1", partner=self.member))
        line["price_unit"] = 380.0
        with self.assertRaises(SaleClosed):
            self._pay([line])

    def test_fee_bought_at_the_till_makes_a_member(self):
        customer = self.env["res.partner"].create({"name": "Zhao Lei"})
        self._pay([self._line_values(self.tier.product_id)], partner=customer)
        self.assertEqual(customer.ticket_tier_id, self.tier)

    def test_fee_without_customer_is_refused(self):
        with self.assertRaises(UserError):
            self._pay([self._line_values(self.tier.product_id)])

    def _begin_presale(self):
        now = fields.Datetime.now()
        self.session.write(
            {
                "state": "presale",
                "presale_start": fields.Datetime.subtract(now, days=1),
                "sale_start": fields.Datetime.add(now, days=1),
            }
        )
