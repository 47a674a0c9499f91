from odoo.tests import tagged

from .common_member import TicketPosMemberCommon
from .common_package import TicketPosPackageCommon
from .common_tour import TicketPosTourCommon


@tagged("post_install", "-at_install")
class TestMemberTour(TicketPosTourCommon, TicketPosMemberCommon):
    """Members at the counter in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plastic = (
            cls.env["ticket.member.card"]
            .with_company(cls.company)
            ._issue(cls.member, "04A22B7C")
        )

    def test_top_up_and_pay_tickets_with_stored_value(self):
        self._tour("ticket_pos_member_stored_value")
        order = self._last_order()
        self.assertEqual(len(order.ticket_ids), 2)
        self.assertEqual(order.amount_total, 260)
        self.assertEqual(order.lines.coupon_id, self._card())
        self.assertEqual(self._card().points, 0)

    def test_upgrade_and_another_card(self):
        tiers = {}
        for name, fee in (("Silver", 100), ("Gold", 300)):
            product = self.env["product.product"].create(
                {
                    "name": f"{name} fee",
                    "type": "service",
                    "service_tracking": "ticket_membership",
                    "list_price": fee,
                    "taxes_id": False,
                }
            )
            tiers[name] = self.env["ticket.membership.tier"].create(
                {"name": name, "code": name.upper(), "product_id": product.id}
            )
        fee = self._line_values(tiers["Silver"].product_id, price_unit=100)
        self._pay([fee], partner=self.member)
        self._tour("ticket_pos_member_upgrade")
        self.assertEqual(self.member.ticket_tier_id, tiers["Gold"])
        self.assertEqual(self.plastic.state, "replaced")

    def test_gift_card_is_scanned_on_the_seat_screen(self):
        order = self._pay([self._line_values(self.voucher)])
        gift = self.env["loyalty.card"].create(
            {
                "program_id": self.gifts.id,
                "points": 100,
                "code": "GIFT-2026-01",
                "source_pos_order_id": order.id,
            }
        )
        self._close()
        self._tour("ticket_pos_gift_card")
        self.assertEqual(self._last_order().ticket_ids.price, 380)
        self.assertEqual(gift.points, 0)


@tagged("post_install", "-at_install")
class TestPackageTour(TicketPosTourCommon, TicketPosPackageCommon):
    """Packages in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second.state = "on_sale"

    def test_packages_with_the_best_seats_and_with_seats_from_the_map(self):
        self._tour("ticket_pos_package")
        order = self._last_order()
        self.assertEqual(order.amount_total, 1225)
        self.assertEqual(len(order.ticket_ids), 4)
        self.assertEqual(len(order.ticket_ids.place_id.seat_id), 2)
        chosen = self._places("2-3").seat_id
        self.assertIn(chosen, order.ticket_ids.place_id.seat_id)
        self.assertEqual(self.series.sold_count, 2)
