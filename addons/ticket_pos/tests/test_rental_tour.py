from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .rental_common import TicketRentalCommon


@tagged("post_install", "-at_install")
class TestRentalTour(TicketRentalCommon, HttpCase):
    """Equipment in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cashier.password = "till_cashier"
        cls.show.name = "Swan Lake"
        cls.second = cls._create_item(name="Wheelchair 2", code="WC-002")

    def setUp(self):
        super().setUp()
        self.session = None  # HttpCase keeps the web session under this name

    def _tour(self, name):
        self.config.with_user(self.cashier).open_ui()
        self.start_tour(
            f"/pos/ui/{self.config.id}?from_backend=1", name, login="till_cashier"
        )
        self.env.invalidate_all()

    def test_scanned_out_with_deposit_and_back_with_charge(self):
        loan = self.env["ticket.rental.loan"]._give_out(self.second)
        loan.start = fields.Datetime.now() - timedelta(minutes=135)
        self._tour("ticket_rental_out_and_back")
        self.assertEqual((loan.state, loan.charge), ("done", 20))
        self.assertEqual(loan.line_ids.order_id.amount_total, -80)
        self.assertEqual((self.chair.state, self.chair.loan_id.deposit), ("out", 100))

    def test_promotions_of_the_shop_leave_deposits_alone(self):
        self.env["loyalty.program"].create(
            {
                "name": "Ten off",
                "program_type": "promotion",
                "trigger": "auto",
                "applies_on": "current",
                "company_id": self.company.id,
                "pos_ok": True,
                "rule_ids": [Command.create({"minimum_qty": 1})],
                "reward_ids": [
                    Command.create(
                        {
                            "reward_type": "discount",
                            "discount": 10,
                            "discount_mode": "percent",
                            "discount_applicability": "order",
                        }
                    )
                ],
            }
        )
        self._tour("ticket_rental_is_spared")

    def test_picked_by_eye_and_found_by_the_customers_card(self):
        self._tour("ticket_rental_by_eye")
        loan = self.chair.loan_ids
        self.assertEqual(
            (loan.state, loan.card, loan.outcome), ("done", "04A1B2", "damaged")
        )
        self.assertEqual((loan.compensation, self.chair.state), (30, "service"))
