from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import TicketSaleCommon

SELLER = {"ticketing": "external", "external_url": "https://tickets.example.com"}


@tagged("post_install", "-at_install")
class TestShowSoldElsewhere(TicketSaleCommon):
    def test_no_places_are_made_for_it(self):
        show = self.env["ticket.show"].create({"name": "Guest Show", **SELLER})
        session = self._create_session(
            show_id=show.id,
            plan_id=self.plan.id,
            start=fields.Datetime.now() + timedelta(days=40),
        )
        with self.assertRaisesRegex(UserError, "sold elsewhere"):
            session.action_open_sale()
        self.assertFalse(session.inventory_open)

    def test_show_with_places_for_sale_stays_here(self):
        with self.assertRaisesRegex(ValidationError, "is sold here"):
            self.show.write(SELLER)
