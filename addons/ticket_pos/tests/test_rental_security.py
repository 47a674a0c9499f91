from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..exceptions import RentalInvalid
from .rental_common import TicketRentalCommon


@tagged("post_install", "-at_install")
class TestRentalSecurity(TicketRentalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "rental_manager", groups="ticket_sale.group_ticket_manager"
        )

    def test_pos_user_without_the_role_rents_nothing(self):
        stranger = new_test_user(
            self.env, "rental_stranger", groups="point_of_sale.group_pos_user"
        )
        till = self._till().with_user(stranger)
        for method, args in (
            ("rental_shelf", []),
            ("rental_scan", ["WC-001"]),
            ("rental_back", [1]),
            ("rental_resume", [1]),
        ):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(till, method)(*args)

    def test_till_without_rental_rents_nothing(self):
        line = self._out_line()
        self.config.ticket_rental = False
        with self.assertRaises(AccessError):
            self._till().rental_shelf()
        with self.assertRaises(AccessError):
            self._pay([line])

    def test_cashier_reads_and_changes_nothing_by_hand(self):
        loan = self._lend().with_user(self.cashier)
        self.assertEqual(loan.item_id.name, "Wheelchair 1")
        for record, values in (
            (loan, {"charge": 0}),
            (loan.item_id, {"deposit": 0}),
            (loan.item_id.rate_id, {"first_price": 0}),
            (loan.category_id, {"deposit": 0}),
        ):
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.write(values)

    def test_cashier_does_not_put_things_on_the_shelf(self):
        with self.assertRaises(AccessError):
            self.chair.with_user(self.cashier).action_send_to_repair()

    def test_supervisor_changes_the_shelf_and_nothing_else(self):
        chair = self.chair.with_user(self.supervisor)
        chair.action_send_to_repair()
        self.assertEqual(chair.state, "service")
        with self.assertRaises(AccessError):
            chair.deposit = 0

    def test_manager_sets_rates_and_nobody_deletes_loans(self):
        self.rate.with_user(self.manager).first_price = 12
        self.assertEqual(self.rate.first_price, 12)
        loan = self._lend()
        with self.assertRaises(AccessError):
            loan.with_user(self.manager).unlink()

    def test_things_of_another_company_are_not_lent(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        rate = self.rate.copy({"company_id": other.id})
        category = self.category.copy({"company_id": other.id, "rate_id": rate.id})
        foreign = self._create_item(name="Foreign", code="F-1", category_id=category.id)
        self.assertFalse(self._till().rental_scan("F-1"))
        with self.assertRaises(RentalInvalid):
            self._pay([self._out_line(foreign)])
