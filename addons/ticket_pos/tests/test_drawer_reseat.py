from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import HoldNotFound, TicketError

from ..exceptions import ApprovalMissing
from .common_approval import TicketApprovalCommon


@tagged("post_install", "-at_install")
class TestDrawerAndReseat(TicketApprovalCommon):
    # --- drawer -----------------------------------------------------------------

    def test_drawer_needs_a_supervisor_and_is_noted(self):
        till = self._till()
        with self.assertRaises(ApprovalMissing):
            till.ticket_open_drawer("Change for the bar")
        shift = till.current_session_id
        grant = self._grant("drawer", "pos.session", shift.ids)
        till.ticket_open_drawer("Change for the bar", grant)
        entry = self._noted("drawer")
        self.assertEqual(
            (entry.user_id, entry.supervisor_id, entry.reason, entry.pos_session_id),
            (self.cashier, self.supervisor, "Change for the bar", shift),
        )

    def test_drawer_is_not_opened_without_a_reason(self):
        with self.assertRaises(UserError):
            self._till(self.supervisor).ticket_open_drawer(" ")

    # --- another seat -------------------------------------------------------------

    def _sold_ticket(self):
        ticket = self._sell_at_till("1-1").ticket_ids
        self.env.flush_all()  # the next hold is made in a transaction of its own
        return ticket

    def _holds(self, reply):
        tokens = {}
        for seat in reply["seats"]:
            tokens.setdefault(seat["token"], []).append(seat["place_id"])
        return list(tokens.items())

    def test_ticket_moves_to_the_held_place_for_nothing(self):
        ticket = self._sold_ticket()
        holds = self._holds(self._take("1-3"))
        grant = self._grant("reseat", "ticket.ticket", ticket.ids)
        moved = self._till().ticket_reseat(ticket.ids, holds, "Broken chair", grant)
        successor = self.env["ticket.ticket"].browse(moved["tickets"])
        self.assertEqual(successor.place_id, self._places("1-3"))
        self.assertEqual((successor.replaces_id, successor.price), (ticket, 380))
        self.assertEqual(
            (ticket.state, self._places("1-1").state), ("exchanged", "free")
        )
        self.assertTrue(
            self.env["ticket.print.job"].search([("ticket_id", "=", successor.id)])
        )

    def test_reseat_is_noted_with_both_seats(self):
        ticket = self._sold_ticket()
        self._till(self.supervisor).ticket_reseat(
            ticket.ids, self._holds(self._take("1-3")), "Pillar"
        )
        entry = self._noted("reseat")
        self.assertEqual(
            (entry.supervisor_id, entry.reason), (self.supervisor, "Pillar")
        )
        self.assertIn("→", entry.reference)

    def test_cashier_alone_moves_nobody(self):
        ticket = self._sold_ticket()
        holds = self._holds(self._take("1-3"))
        with self.assertRaises(ApprovalMissing):
            self._till().ticket_reseat(ticket.ids, holds, "Pillar", "x" * 32)
        self.assertEqual(ticket.state, "valid")

    def test_places_that_the_till_does_not_hold_are_refused(self):
        ticket = self._sold_ticket()
        till = self._till(self.supervisor)
        with self.assertRaises(HoldNotFound):
            till.ticket_reseat(ticket.ids, [["x" * 20, self._places("1-3").ids]], "Why")
        with self.assertRaises(TicketError):
            till.ticket_reseat(ticket.ids, [], "Why")

    def test_tickets_of_another_company_are_not_moved(self):
        with self.assertRaises(TicketError):
            self._till(self.supervisor).ticket_reseat([2**31 - 1], [], "Why")
