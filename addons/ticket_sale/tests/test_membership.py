from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..exceptions import SaleClosed
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestMembership(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.group_ids |= cls.env.ref("product.group_product_pricelist")
        cls.pricelist = cls._create_pricelist("VIP prices", 20)
        cls.tier = cls._create_tier("VIP", pricelist_id=cls.pricelist.id, presale=True)
        cls.today = fields.Date.context_today(cls.tier)

    @classmethod
    def _create_pricelist(cls, name, percent):
        return cls.env["product.pricelist"].create(
            {
                "name": name,
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": percent})
                ],
            }
        )

    @classmethod
    def _create_tier(cls, name, **values):
        product = cls.env["product.product"].create(
            {
                "name": f"{name} membership",
                "type": "service",
                "service_tracking": "ticket_membership",
                "invoice_policy": "order",
                "list_price": 300.0,
                "taxes_id": False,
            }
        )
        return cls.env["ticket.membership.tier"].create(
            {"name": name, "code": name, "product_id": product.id, **values}
        )

    def _buy(self, tier=None, partner=None):
        order = self.env["sale.order"].create(
            {
                "partner_id": (partner or self.customer).id,
                "order_line": [
                    (0, 0, {"product_id": (tier or self.tier).product_id.id})
                ],
            }
        )
        order.action_confirm()
        return order

    def _card(self, state="active"):
        return self.env["ticket.membership"].search(
            [("partner_id", "=", self.customer.id), ("state", "=", state)]
        )

    def test_confirmed_order_makes_a_member(self):
        self._buy()
        card = self._card()
        self.assertEqual(card.tier_id, self.tier)
        self.assertEqual(card.start, self.today)
        self.assertEqual(card.end, self.today + relativedelta(months=12, days=-1))
        self.assertRegex(card.number, r"^M\d{7}$")
        self.assertEqual(self.customer.ticket_tier_id, self.tier)

    def test_quotation_makes_no_member(self):
        self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "order_line": [(0, 0, {"product_id": self.tier.product_id.id})],
            }
        )
        self.assertFalse(self._card())

    def test_member_pays_the_tier_prices(self):
        self._buy()
        self.assertEqual(self.customer.property_product_pricelist, self.pricelist)
        order = self._sell("1-1")
        self.assertEqual(order.amount_total, 304.0)

    def test_tier_prices_are_nobodys_fallback(self):
        self.pricelist.sequence = -100
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        self.assertNotEqual(stranger.property_product_pricelist, self.pricelist)

    def test_member_buys_in_presale_others_do_not(self):
        self.session.write(
            {
                "state": "presale",
                "sale_start": fields.Datetime.now() + timedelta(days=2),
                "presale_start": fields.Datetime.now() - timedelta(days=1),
            }
        )
        with self.assertRaises(SaleClosed):
            self.session._check_sale_open("website", self.customer)
        self._buy()
        self.session._check_sale_open("website", self.customer)

    def test_tier_without_presale_waits(self):
        self.session.write(
            {
                "state": "presale",
                "sale_start": fields.Datetime.now() + timedelta(days=2),
                "presale_start": fields.Datetime.now() - timedelta(days=1),
            }
        )
        self._buy(self._create_tier("Plain"))
        with self.assertRaises(SaleClosed):
            self.session._check_sale_open("website", self.customer)

    def test_renewal_follows_on_the_end(self):
        self._buy()
        end = self._card().end
        self._buy()
        card = self._card()
        self.assertEqual(len(card), 1)
        self.assertEqual(card.end, end + relativedelta(months=12))
        self.assertEqual(len(card.term_ids), 2)

    def test_same_sale_counts_once(self):
        order = self._buy()
        Membership = self.env["ticket.membership"]
        Membership._activate_for(self.customer, self.tier, sale_line=order.order_line)
        self.assertEqual(len(self._card().term_ids), 1)
        for _attempt in range(2):
            Membership._activate_for(self.customer, self.tier, origin="pos-line-uuid")
        self.assertEqual(len(self._card().term_ids), 2)

    def test_expiry_gives_the_own_pricelist_back(self):
        own = self._create_pricelist("Own", 5)
        self.customer.specific_property_product_pricelist = own
        self._buy()
        card = self._card()
        with freeze_time(card.end + timedelta(days=1)):
            self._run_cron("ticket_sale.ir_cron_expire_memberships")
        self.assertEqual(card.state, "expired")
        self.assertEqual(self.customer.specific_property_product_pricelist, own)
        self.assertFalse(self.customer.ticket_tier_id)

    def test_last_day_still_counts(self):
        self._buy()
        card = self._card()
        with freeze_time(card.end):
            self._run_cron("ticket_sale.ir_cron_expire_memberships")
        self.assertEqual(card.state, "active")

    def test_expiry_keeps_a_pricelist_set_meanwhile(self):
        self._buy()
        other = self._create_pricelist("Other", 1)
        self.customer.specific_property_product_pricelist = other
        card = self._card()
        with freeze_time(card.end + timedelta(days=1)):
            self._run_cron("ticket_sale.ir_cron_expire_memberships")
        self.assertEqual(self.customer.specific_property_product_pricelist, other)

    def test_expired_member_starts_again_with_the_same_card(self):
        self._buy()
        card = self._card()
        card._stop("expired")
        later = card.end + timedelta(days=90)
        self.env["ticket.membership"]._activate_for(
            self.customer, self.tier, date=later
        )
        self.assertEqual(card.state, "active")
        self.assertEqual(card.end, later + relativedelta(months=12, days=-1))

    def test_frozen_days_are_given_back(self):
        self._buy()
        card = self._card()
        end = card.end
        with freeze_time("2031-01-01"):
            card.action_freeze()
        self.assertFalse(self.customer.ticket_tier_id)
        self.assertNotEqual(self.customer.property_product_pricelist, self.pricelist)
        with freeze_time("2031-01-11"):
            card.action_unfreeze()
        self.assertEqual(card.end, end + timedelta(days=10))
        self.assertEqual(self.customer.property_product_pricelist, self.pricelist)

    def test_frozen_membership_does_not_expire(self):
        self._buy()
        card = self._card()
        card.action_freeze()
        with freeze_time(card.end + timedelta(days=5)):
            self._run_cron("ticket_sale.ir_cron_expire_memberships")
        self.assertEqual(card.state, "frozen")

    def test_frozen_twice_is_refused(self):
        self._buy()
        card = self._card()
        card.action_freeze()
        with self.assertRaisesRegex(UserError, "Frozen"):
            card.action_freeze()

    def test_another_tier_replaces_the_running_one(self):
        self._buy()
        gold = self._create_tier(
            "Gold", pricelist_id=self._create_pricelist("G", 30).id
        )
        self._buy(gold)
        self.assertEqual(self._card().tier_id, gold)
        self.assertEqual(self._card("cancelled").tier_id, self.tier)
        self.assertEqual(self.customer.property_product_pricelist, gold.pricelist_id)

    def test_one_running_membership_a_customer(self):
        self._buy()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["ticket.membership"].create(
                {
                    "partner_id": self.customer.id,
                    "tier_id": self.tier.id,
                    "number": "M-twice",
                }
            )

    def test_cancelled_order_takes_its_period_back(self):
        self._buy()
        end = self._card().end
        second = self._buy()
        second._action_cancel()
        self.assertEqual(self._card().end, end)

    def test_cancelled_first_order_ends_the_membership(self):
        order = self._buy()
        order._action_cancel()
        self.assertFalse(self._card())
        self.assertFalse(self.customer.ticket_tier_id)

    def test_contacts_share_the_membership_of_their_firm(self):
        firm = self.env["res.partner"].create({"name": "Firm", "is_company": True})
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": firm.id})
        self._buy(partner=contact)
        self.assertEqual(firm.ticket_membership_ids.tier_id, self.tier)
        self.assertEqual(contact.ticket_tier_id, self.tier)

    def test_members_are_found_by_tier(self):
        self._buy()
        found = self.env["res.partner"].search([("ticket_tier_id", "=", self.tier.id)])
        self.assertEqual(found, self.customer)
        none = self.env["res.partner"].search(
            [("ticket_tier_id", "=", False), ("id", "=", self.customer.id)]
        )
        self.assertFalse(none)

    def test_reminder_goes_out_once(self):
        self._buy()
        card = self._card()
        with freeze_time(card.end - timedelta(days=10)):
            self._run_cron("ticket_sale.ir_cron_expire_memberships")
            self._run_cron("ticket_sale.ir_cron_expire_memberships")
        mails = self.env["mail.mail"].search(
            [("model", "=", "ticket.membership"), ("res_id", "=", card.id)]
        )
        self.assertEqual(len(mails), 1)
        self.assertIn(card.number, mails.body_html)

    def test_fee_product_must_be_a_membership(self):
        with self.assertRaisesRegex(ValidationError, "Membership"):
            self.tier.product_id = self.adult.product_id

    def test_supervisor_sells_a_membership_in_the_back_office(self):
        supervisor = new_test_user(
            self.env, "member_supervisor", "ticket_sale.group_ticket_supervisor"
        )
        action = (
            self.env["ticket.membership.sell"]
            .with_user(supervisor)
            .create({"partner_id": self.customer.id, "tier_id": self.tier.id})
            .action_sell()
        )
        card = self.env["ticket.membership"].browse(action["res_id"])
        self.assertEqual(card, self._card())
        self.assertEqual(card.term_ids.order_id.amount_untaxed, 300.0)

    def test_month_end_does_not_drift(self):
        card = self.env["ticket.membership"]._activate_for(
            self.customer, self._create_tier("Month", months=1), date=date(2031, 1, 31)
        )
        self.assertEqual(card.end, date(2031, 2, 27))
