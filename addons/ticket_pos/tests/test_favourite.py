from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import TicketError

from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestTillFavourite(TicketPosCommon):
    def _is_favourite(self, till):
        [row] = [r for r in till.ticket_sessions() if r["id"] == self.session.id]
        return row["show_id"] == self.show.id and row["favourite"]

    def test_a_cashier_stars_a_show_for_the_till(self):
        till = self._till()
        self.assertFalse(self._is_favourite(till))
        till.ticket_favourite(self.show.id, True)
        self.assertTrue(self._is_favourite(till))
        till.ticket_favourite(self.show.id, False)
        self.assertFalse(self._is_favourite(till))

    def test_stars_are_each_tills_own(self):
        self._till().ticket_favourite(self.show.id, True)
        other = self.config.copy({"name": "Box Office 2"}).with_user(self.cashier)
        self.assertFalse(self._is_favourite(other))

    def test_others_star_nothing(self):
        stranger = new_test_user(
            self.env, "star_stranger", groups="point_of_sale.group_pos_user"
        )
        with self.assertRaises(AccessError):
            self._till().with_user(stranger).ticket_favourite(self.show.id, True)

    def test_a_show_of_another_company_is_not_starred(self):
        company = self.env["res.company"].create({"name": "Other House"})
        foreign = self.env["ticket.show"].create(
            {"name": "Elsewhere", "company_id": company.id}
        )
        with self.assertRaises(TicketError):
            self._till().ticket_favourite(foreign.id, True)
        with self.assertRaises(TicketError):
            self._till().ticket_favourite(2**31 - 1, True)
