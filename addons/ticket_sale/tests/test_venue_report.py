from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user, tagged

from .common_money import TicketMoneyCommon


@tagged("post_install", "-at_install")
class TestVenueReport(TicketMoneyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._order_mixed(["1-1", "1-2", "1-3"], ["1-4"])
        cls.order.ticket_ids[0]._refund("ill")
        cls.order.ticket_ids[1].admitted = 1
        cls.Report = cls.env["ticket.venue.report"]

    def _figures(self, *domain):
        self.env.flush_all()
        [figures] = self.Report._read_group(
            [("venue_id", "=", self.venue.id), *domain],
            [],
            ["sessions:sum", "capacity:sum", "sold:sum", "attended:sum"],
        )
        return figures

    def test_session_counts_its_places_its_live_tickets_and_who_came(self):
        self.assertEqual(self._figures(), (1, 70, 3, 1))

    def test_sessions_of_a_venue_add_up(self):
        self._create_session_on_sale(start=fields.Datetime.now() + timedelta(days=60))
        self.assertEqual(self._figures(), (2, 140, 3, 1))

    def test_share_sold_is_of_all_places_to_come(self):
        self.env.flush_all()
        self.assertAlmostEqual(self.venue.fill, 100 * 3 / 70, 2)
        self.session.state = "cancelled"
        self.venue.invalidate_recordset()
        self.assertEqual(self.venue.fill, 0)

    def test_another_company_sees_no_figures(self):
        other = self.env["res.company"].create({"name": "Other House"})
        outsider = new_test_user(
            self.env,
            "statistics_outsider",
            "ticket_venue.group_ticket_admin",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.env.flush_all()
        self.assertFalse(self.Report.with_user(outsider).search([]))
