from datetime import timedelta

from odoo import fields
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestMembershipOffer(TransactionCase):
    """What one more period costs, and which days it is for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls.env["res.partner"].create({"name": "Li Na"})
        cls.silver = cls._create_tier("Silver", 100)
        cls.gold = cls._create_tier("Gold", 300)
        cls.today = fields.Date.context_today(cls.member)

    @classmethod
    def _create_tier(cls, name, fee):
        product = cls.env["product.product"].create(
            {
                "name": f"{name} fee",
                "type": "service",
                "service_tracking": "ticket_membership",
                "list_price": fee,
                "taxes_id": False,
            }
        )
        return cls.env["ticket.membership.tier"].create(
            {"name": name, "code": name.upper(), "product_id": product.id}
        )

    def _offer(self, tier, running_fee=0.0):
        return self.env["ticket.membership"]._offer(
            self.member, tier, tier.fee, running_fee
        )

    def _buy(self, tier):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.member.id,
                "order_line": [(0, 0, {"product_id": tier.product_id.id})],
            }
        )
        order.action_confirm()
        return self.env["ticket.membership"]._running_of(self.member)

    def test_new_member_pays_the_fee_from_today(self):
        offer = self._offer(self.silver)
        self.assertEqual(
            (offer.kind, offer.price, offer.start), ("new", 100, self.today)
        )

    def test_renewal_follows_on_the_end(self):
        card = self._buy(self.silver)
        offer = self._offer(self.silver, 100)
        self.assertEqual(
            (offer.kind, offer.price, offer.start),
            ("renew", 100, card.end + timedelta(days=1)),
        )

    def test_expired_membership_is_renewed_from_today(self):
        self._buy(self.silver)._stop("expired")
        offer = self._offer(self.silver)
        self.assertEqual((offer.kind, offer.start), ("renew", self.today))

    def test_upgrade_credits_what_an_order_was_paid_for(self):
        self._buy(self.silver)
        offer = self._offer(self.gold, 100)
        self.assertEqual((offer.kind, offer.credit, offer.price), ("upgrade", 100, 200))

    def test_upgrade_never_gives_money_back(self):
        for _year in range(4):
            self._buy(self.silver)
        offer = self._offer(self.gold, 100)
        self.assertEqual((offer.credit, offer.price), (300, 0))

    def test_cheaper_tier_is_lower(self):
        self._buy(self.gold)
        self.assertEqual(self._offer(self.silver, 300).kind, "lower")

    def test_period_of_another_channel_is_taken_back_by_its_key(self):
        Membership = self.env["ticket.membership"]
        card = Membership._activate_for(self.member, self.silver, origin="till-1")
        Membership._revoke(self.env["sale.order.line"], origins=["till-2"])
        self.assertEqual(card.state, "active")
        Membership._revoke(self.env["sale.order.line"], origins=["till-1"])
        self.assertEqual(card.state, "cancelled")
