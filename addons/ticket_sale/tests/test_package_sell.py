from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from ..exceptions import PackageChoice
from .common_package import TicketPackageCommon


@tagged("post_install", "-at_install")
class TestPackageSell(TicketPackageCommon):
    def _wizard(self, package=None, user=None, **values):
        wizards = self.env["ticket.package.sell"].with_user(user or self.env.user)
        return wizards.create(
            {
                "package_id": (package or self.series).id,
                "partner_id": self.customer.id,
                **values,
            }
        )

    def test_form_shows_price_saving_and_shares(self):
        with Form(self.env["ticket.package.sell"]) as form:
            form.package_id = self.series
            form.partner_id = self.customer
            self.assertEqual((form.price, form.saving), (900, 240))
            self.assertIn("300", form.shares)

    def test_supervisor_sells_a_package_without_being_a_salesperson(self):
        user = new_test_user(
            self.env, "package_seller", "ticket_sale.group_ticket_supervisor"
        )
        self._wizard(user=user, units=2).action_sell()
        sales = self.series.sale_ids
        self.assertEqual(len(sales), 2)
        self.assertEqual(sales.order_id.amount_total, 1800)
        self.assertEqual(sales.order_id.user_id, user)

    def test_package_goes_into_an_order_that_is_open(self):
        order = self._sell("2-1", confirm=False)
        self.env.flush_all()
        self._wizard(order_id=order.id).action_sell()
        order.invalidate_recordset()  # written in a transaction of its own
        self.assertEqual(order.amount_total, 380 + 900)

    def test_seats_may_be_chosen(self):
        seat = self._places("2-2").seat_id
        self._wizard(seat_ids=[(6, 0, seat.ids)]).action_sell()
        self.assertEqual(self.series.sale_ids.line_ids.ticket_place_ids.seat_id, seat)

    def test_choice_must_be_complete(self):
        package = self._create_package(kind="choice", choose_count=2)
        wizard = self._wizard(package)
        wizard.line_ids[0].chosen = True
        self.assertTrue(wizard.choose_hint)
        with self.assertRaises(PackageChoice):
            wizard.action_sell()

    def test_cashier_may_not_sell_packages_in_the_back_office(self):
        user = new_test_user(
            self.env, "package_cashier", "ticket_sale.group_ticket_cashier"
        )
        with self.assertRaises(AccessError):
            self._wizard(user=user)

    def test_another_company_sees_no_packages(self):
        order = self._sell_package()
        company = self.env["res.company"].create({"name": "Other Venue"})
        outsider = new_test_user(
            self.env,
            "package_outsider",
            "ticket_venue.group_ticket_admin",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        for record in (
            self.series,
            self.series.line_ids[0],
            self.series.type_ids,
            order.ticket_package_ids,
        ):
            theirs = record.with_user(outsider)
            self.assertFalse(theirs.search([("id", "in", record.ids)]))
            with self.assertRaises(AccessError):
                theirs.read(["display_name"])
