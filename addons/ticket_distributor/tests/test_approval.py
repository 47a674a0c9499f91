from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import ApiCase


@tagged("post_install", "-at_install")
class TestApproval(ApiCase):
    """S13 at distributors: a booking waits locked, and its money reserved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ticket.approval.rule"].search([]).active = False
        cls.approver = new_test_user(
            cls.env, login="desk", groups="ticket_sale.group_ticket_manager"
        )
        cls.env["ticket.approval.rule"].create(
            {
                "name": "Big bookings",
                "min_count": 2,
                "step_ids": [
                    Command.create(
                        {"name": "Desk", "user_ids": [Command.set(cls.approver.ids)]}
                    )
                ],
            }
        )

    def _ask(self, *keys):
        """A booking that was locked and confirmed by the API."""
        answer = self.call("POST", "/orders", self.order(*keys)).json()["order"]
        confirmed = self.call("POST", f"/orders/{answer['id']}/confirm")
        self.env.invalidate_all()
        return (
            self.env["ticket.booking"].browse(answer["id"]),
            confirmed.json()["order"],
        )

    def test_booking_waits_locked_and_issues_nothing(self):
        booking, answer = self._ask("1-1", "1-2")
        self.assertEqual((answer["state"], answer["approval"]), ("locked", "waiting"))
        self.assertFalse(booking.ticket_ids)
        self.assertEqual(self._places("1-1", "1-2").mapped("state"), ["held", "held"])
        left = booking.expires_at - booking.ticket_approval_ids.requested_at
        self.assertGreater(left.total_seconds(), 20 * 3600)

    def test_approval_confirms_and_charges(self):
        booking, _answer = self._ask("1-1", "1-2")
        booking.ticket_approval_ids.with_user(self.approver).action_approve()
        self.assertEqual(booking.state, "confirmed")
        self.assertEqual(len(booking.ticket_ids), 2)
        answer = self.call("GET", f"/orders/{booking.id}").json()["order"]
        self.assertEqual(
            (answer["state"], answer["approval"]), ("confirmed", "approved")
        )

    def test_rejection_gives_places_and_money_back(self):
        booking, _answer = self._ask("1-1", "1-2")
        approval = booking.ticket_approval_ids.with_user(self.approver)
        approval._decide("rejected", "Not this evening")
        self.assertEqual(booking.state, "cancelled")
        self.assertEqual(self._places("1-1", "1-2").mapped("state"), ["free", "free"])
        self.assertEqual(self.distributor.reserved, 0)

    def test_small_booking_is_confirmed_as_ever(self):
        booking, answer = self._ask("1-1")
        self.assertEqual((answer["state"], answer["approval"]), ("confirmed", None))
        self.assertEqual(len(booking.ticket_ids), 1)

    def test_cancelled_booking_withdraws_the_question(self):
        booking, _answer = self._ask("1-1", "1-2")
        self.call("POST", f"/orders/{booking.id}/cancel")
        self.env.invalidate_all()
        self.assertEqual(booking.ticket_approval_ids.state, "cancelled")
