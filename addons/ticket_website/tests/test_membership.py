from datetime import timedelta

from odoo import Command, fields
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestMembership(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vip_prices = cls.env["product.pricelist"].create(
            {
                "name": "VIP",
                "selectable": True,
                "currency_id": cls.env.company.currency_id.id,
                "item_ids": [
                    Command.create({"compute_price": "percentage", "percent_price": 25})
                ],
            }
        )
        cls.fee = cls.env["product.product"].create(
            {
                "name": "VIP membership",
                "type": "service",
                "service_tracking": "ticket_membership",
                "list_price": 300,
                "is_published": True,
            }
        )
        cls.tier = cls.env["ticket.membership.tier"].create(
            {
                "name": "VIP",
                "code": "TVIP",
                "product_id": cls.fee.id,
                "company_id": cls.env.company.id,
                "months": 12,
                "pricelist_id": cls.vip_prices.id,
                "presale": True,
            }
        )

    def _make_member(self):
        return self.env["ticket.membership"]._activate_for(
            self.portal_user.partner_id, self.tier
        )

    def _open_presale(self):
        now = fields.Datetime.now()
        self.performance.write(
            {
                "state": "announced",
                "presale_start": now - timedelta(days=1),
                "sale_start": now + timedelta(days=1),
            }
        )

    def test_member_pays_the_tiers_price(self):
        self._make_member()
        self._as_customer()
        order = self._fill_cart("1-1")
        self.assertEqual(order.pricelist_id, self.vip_prices)
        self.assertEqual(order.amount_total, 285)

    def test_picker_shows_each_visitor_their_own_price(self):
        self._make_member()
        self.assertIn("380.0", self.url_open(self.performance.website_url).text)
        self._as_customer()
        page = self.url_open(self.performance.website_url).text
        self.assertIn("285.0", page)
        self.assertNotIn("380.0", page)

    def test_tier_prices_are_for_members_only(self):
        """Not even when the pricelist is marked as one that visitors may choose."""
        self.url_open(f"/shop/change_pricelist/{self.vip_prices.id}")
        order = self._fill_cart("1-1")
        self.assertNotEqual(order.pricelist_id, self.vip_prices)
        self.assertEqual(order.amount_total, 380)

    def test_presale_is_for_members(self):
        self._open_presale()
        answer = self._ask_hold("1-1")
        self.assertEqual(answer["error"]["code"], "sale_closed")
        page = self.url_open(self.performance.website_url).text
        self.assertIn("Members buy first", page)
        self._as_customer()
        self.assertIn("error", self._ask_hold("1-1"))
        self._make_member()
        self._fill_cart("1-1")
        self.assertEqual(self._states("1-1"), ["held"])

    def test_membership_is_bought_in_the_shop(self):
        self._as_customer()
        self.make_jsonrpc_request(
            "/shop/cart/add",
            {
                "product_template_id": self.fee.product_tmpl_id.id,
                "product_id": self.fee.id,
            },
        )
        partner = self.portal_user.partner_id
        order = self.env["sale.order"].search([("partner_id", "=", partner.id)])
        order.action_confirm()
        self.assertEqual(partner.ticket_tier_id, self.tier)

    def test_account_shows_tier_and_last_day(self):
        member = self._make_member()
        self._as_customer()
        page = self.url_open("/my").text
        self.assertIn("VIP", page)
        self.assertIn(member.number, page)
