from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TicketDistributorCommon


@tagged("post_install", "-at_install")
class TestContract(TicketDistributorCommon):
    def test_partner_has_one_contract_a_company(self):
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self._create_distributor(self.agency)

    def test_contract_is_made_with_the_company_not_its_contact(self):
        contact = self.env["res.partner"].create(
            {"name": "Wang", "parent_id": self.agency.id}
        )
        with self.assertRaises(ValidationError):
            self._create_distributor(contact)

    def test_period_and_discount_are_checked(self):
        for values in (
            {"date_from": "2026-02-01", "date_to": "2026-01-31"},
            {"discount": 101},
            {"discount": -1},
            {"hold_minutes": 0},
        ):
            with (
                self.subTest(values),
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.distributor.write(values)
                self.env.flush_all()

    def test_states(self):
        draft = self.env["ticket.distributor"].create({"partner_id": self.customer.id})
        self.assertEqual(draft.state, "draft")
        draft.action_activate()
        draft.action_suspend()
        draft.action_activate()
        draft.action_close()
        self.assertEqual(draft.state, "closed")
        with self.assertRaises(UserError):
            draft.action_activate()

    def test_pricelist_must_be_in_the_wallet_currency(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        pricelist = self.env["product.pricelist"].create(
            {"name": "Euro", "currency_id": euro.id}
        )
        with self.assertRaises(ValidationError):
            self.distributor.pricelist_id = pricelist

    def test_discount_is_taken_from_the_pricelist_price(self):
        self.distributor.pricelist_id = self.env["product.pricelist"].create(
            {
                "name": "Agencies",
                "currency_id": self.company.currency_id.id,
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
        price = self.distributor._net_price(self.session, self.zone_a, self.adult)
        self.assertEqual(price["price"], 290.7)  # 380 - 10 % - 15 %

    def test_partner_pricelist_does_not_leak_into_net_prices(self):
        self.agency.specific_property_product_pricelist = self.env[
            "product.pricelist"
        ].create(
            {
                "name": "Members",
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": 50})
                ],
            }
        )
        price = self.distributor._net_price(self.session, self.zone_a, self.adult)
        self.assertEqual(price["price"], 323)

    def test_used_wallet_keeps_its_partner(self):
        with self.assertRaises(ValidationError):
            self.distributor.partner_id = self.customer

    def test_generated_key_is_told_once(self):
        manager = self._staff("man", "ticket_sale.group_ticket_manager")

        action = self.distributor.with_user(manager).action_generate_key()

        key = self.distributor.key_ids.filtered(
            lambda key: key.key == action["params"]["key"]
        )
        self.assertEqual(key.sudo().secret, action["params"]["secret"])
        self.assertNotIn(
            action["params"]["secret"], str(self.distributor.message_ids.mapped("body"))
        )

    def test_portal_users_get_and_lose_the_group(self):
        group = self.env.ref("ticket_distributor.group_ticket_distributor")
        user = self._staff("agent", "base.group_portal")
        user.partner_id.parent_id = self.agency

        self.distributor.portal_user_ids = user
        self.assertIn(group, user.group_ids)
        self.assertEqual(self.distributor.portal_user_ids, user)

        self.distributor.portal_user_ids = False
        self.assertNotIn(group, user.group_ids)

    def test_stranger_is_no_portal_user(self):
        stranger = self._staff("stranger", "base.group_portal")
        with self.assertRaises(ValidationError):
            self.distributor.portal_user_ids = stranger
