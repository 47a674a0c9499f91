from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import new_test_user, tagged

from ..controllers import transfer as transfer_controller
from ..exceptions import HandOverRefused
from .common import TicketWebsiteCommon


class HandOverCommon(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.portal_user.partner_id
        cls.order = cls._sell("5-1", "5-2", partner=cls.seller)
        cls.ticket, cls.other = cls.order.ticket_ids.sorted("id")
        cls.friend = new_test_user(
            cls.env, "friend", password="friend", groups="base.group_portal"
        )
        cls.Transfer = cls.env["ticket.transfer"]

    def _send(self, path, data=None):
        """Post a form of this browser."""
        token = Request.csrf_token(self)
        reply = self.url_open(path, {"csrf_token": token, **(data or {})})
        self.env.invalidate_all()
        return reply

    def _page(self, path):
        reply = self.url_open(path)
        self.env.invalidate_all()
        return reply


@tagged("post_install", "-at_install")
class TestTransfer(HandOverCommon):
    """W8: a ticket is given to a friend; the old code dies, a new one is born."""

    def _offer(self, tickets=None, **values):
        values = {"to_name": "Ann", **values}
        return self.Transfer._offer(
            self.ticket if tickets is None else tickets, **values
        )

    def _accept(self, transfer, **form):
        form = {"taker": "Ann", "email": "ann@example.com", **form}
        return self._send(f"{transfer._offer_url()}/accept", form)

    def test_member_gives_one_of_two_and_the_friend_accepts(self):
        self._as_customer()
        reply = self._send(
            f"/my/tickets/{self.ticket.id}/transfer",
            {"ticket": self.ticket.id, "name": "Ann", "email": "ann@example.com"},
        )
        self.assertIn("Send this to", reply.text)
        transfer = self.Transfer.search([("sender_id", "=", self.seller.id)])
        self.assertEqual(transfer.ticket_ids, self.ticket)
        self._as_guest()
        self.assertIn("gives you", self._page(transfer._offer_url()).text)
        reply = self._accept(transfer)
        successor = transfer.successor_ids
        self.assertIn(successor.display_name, reply.text)
        self.assertEqual((self.ticket.state, self.other.state), ("exchanged", "valid"))
        self.assertEqual(successor.partner_id.email, "ann@example.com")
        self.assertNotEqual(successor.token, self.ticket.token)

    def test_place_stays_sold_and_books_stay_as_they_are(self):
        worth = sum(self.order.ticket_ids._living().mapped("advance_amount"))
        transfer = self._offer()
        transfer._accept(self.friend.partner_id)
        self.assertEqual(self._states("5-1"), ["sold"])
        living = self.order.ticket_ids._living()
        self.assertEqual(len(living), 2)
        self.assertEqual(sum(living.mapped("advance_amount")), worth)
        self.assertEqual(self.order.order_line.qty_to_invoice, 2)

    def test_giver_has_no_way_to_the_new_ticket(self):
        token = self.order._portal_ensure_token()
        transfer = self._offer()
        transfer._accept(self.friend.partner_id)
        successor = transfer.successor_ids
        number = successor.display_name
        self._as_customer()
        for path in (
            "/my/tickets",
            "/my/tickets/phone",
            f"/my/orders/{self.order.id}?access_token={token}",
            f"/my/tickets/phone/order/{self.order.id}?access_token={token}",
            f"/my/tickets/order/{self.order.id}/refund",
            transfer._offer_url(),
            transfer._sent_url(),
        ):
            self.assertNotIn(number, self._page(path).text, path)
        query = f"?access_token={token}"
        pdf = f"/my/tickets/{successor.id}/pdf{query}"
        self.assertEqual(self._page(pdf).status_code, 404)
        self.authenticate("friend", "friend")
        self.assertIn(number, self._page("/my/tickets").text)
        self.assertNotIn(self.order.name, self._page("/my/tickets").text)

    def test_taken_back_before_it_is_accepted(self):
        transfer = self._offer()
        self._send(f"{transfer._sent_url()}/take_back")
        self.assertEqual(transfer.state, "taken_back")
        self.assertIn("offer is over", self._accept(transfer).text)
        self.assertEqual(self.ticket.state, "valid")

    def test_friend_was_quicker_than_the_giver(self):
        transfer = self._offer()
        transfer._accept(self.friend.partner_id)
        reply = self._send(f"{transfer._sent_url()}/take_back")
        self.assertIn("has your tickets", reply.text)
        self.assertEqual(transfer.state, "accepted")

    def test_accepted_once(self):
        transfer = self._offer()
        self._accept(transfer)
        self._accept(transfer)
        self.assertEqual(
            len(
                self.env["ticket.ticket"].search([("replaces_id", "=", self.ticket.id)])
            ),
            1,
        )

    def test_friend_says_no(self):
        transfer = self._offer()
        reply = self._send(f"{transfer._offer_url()}/decline")
        self.assertIn("You have said no", reply.text)
        self.assertEqual((transfer.state, self.ticket.state), ("declined", "valid"))

    def test_show_may_forbid_it(self):
        self.show.transfer_allowed = False
        with self.assertRaisesRegex(HandOverRefused, "cannot be given on"):
            self._offer()

    def test_not_shortly_before_the_start(self):
        self.performance.start = fields.Datetime.now() + timedelta(hours=1)
        with self.assertRaisesRegex(HandOverRefused, "box office"):
            self._offer()

    def test_limit_of_a_person_and_session(self):
        self.show.hand_over_limit = 1
        self._offer()
        with self.assertRaisesRegex(HandOverRefused, "1 tickets"):
            self._offer(self.other)

    def test_a_ticket_is_offered_once_at_a_time(self):
        self._offer()
        with self.assertRaisesRegex(HandOverRefused, "Take it back"):
            self._offer()

    def test_offer_dies_with_its_ticket(self):
        transfer = self._offer()
        self.ticket._void("refunded", "test")
        self.assertEqual(transfer.state, "void")
        with self.assertRaises(HandOverRefused):
            transfer._accept(self.friend.partner_id)

    def test_received_ticket_is_given_on_again(self):
        first = self._offer()
        first._accept(self.friend.partner_id)
        second = self._offer(first.successor_ids)
        self.assertEqual(second.sender_id, self.friend.partner_id)
        second._accept(self.customer)
        self.assertEqual(second.successor_ids.partner_id, self.customer)

    def test_money_stays_out_of_the_hands_of_both(self):
        self.env["ticket.refund.policy"].create(
            {
                "name": "Web",
                "company_id": self.company.id,
                "self_service": True,
                "refund_step_ids": [(0, 0, {"before": 24, "kind": "free"})],
            }
        )
        transfer = self._offer()
        self.assertEqual(self.order.ticket_ids._self_service(), self.order.ticket_ids)
        transfer._accept(self.friend.partner_id)
        self.assertEqual(self.order.ticket_ids._self_service(), self.other)

    def test_reseated_ticket_stays_with_the_friend(self):
        transfer = self._offer()
        transfer._accept(self.friend.partner_id)
        moved = transfer.successor_ids._reseat(self._places("1-1"), "test")
        self.assertEqual(
            (moved.partner_id, moved.handed_over), (self.friend.partner_id, True)
        )

    def test_giver_does_not_accept(self):
        transfer = self._offer()
        self._as_customer()
        self.assertIn("your own tickets", self._accept(transfer).text)
        self.assertEqual(transfer.state, "open")

    def test_guest_gives_by_the_link_of_the_order(self):
        token = self.order._portal_ensure_token()
        path = f"/my/tickets/{self.ticket.id}/transfer"
        self.assertEqual(self._page(path).status_code, 404)
        self.assertIn("For whom", self._page(f"{path}?access_token={token}").text)
        self._send(
            path, {"access_token": token, "ticket": self.ticket.id, "name": "Ann"}
        )
        self.assertEqual(self.ticket.transfer_ids.state, "open")

    def test_tickets_of_others_are_not_given(self):
        self.authenticate("friend", "friend")
        path = f"/my/tickets/{self.ticket.id}/transfer"
        self.assertEqual(self._page(path).status_code, 404)
        self.assertEqual(self._send(path, {"name": "x"}).status_code, 404)
        mine = self._sell("4-1", partner=self.friend.partner_id).ticket_ids
        self._send(
            f"/my/tickets/{mine.id}/transfer",
            {"ticket": [mine.id, self.ticket.id], "name": "Ann"},
        )
        self.assertEqual(mine.transfer_ids.ticket_ids, mine)

    def test_wrong_address_opens_nothing(self):
        transfer = self._offer()
        token = transfer._secret_token("offer")
        sent = transfer._secret_token("sent")
        for wrong in (sent, token[:-1], f"zz{token}", "x", "1-é", "-"):
            self.assertEqual(self._page(f"/transfer/{wrong}").status_code, 404, wrong)
        self.assertEqual(self._page(f"/transfer/sent/{token}").status_code, 404)
        self.assertEqual(
            self._send(f"/transfer/sent/{token}/take_back").status_code, 404
        )
        self.assertEqual(transfer.state, "open")

    def test_words_of_people_are_inert(self):
        evil = "<script>alert(1)</script>"
        transfer = self._offer(to_name=evil, note=evil)
        for path in (transfer._offer_url(), transfer._sent_url()):
            self.assertNotIn(evil, self._page(path).text)

    def test_mail_and_sms_bring_the_address(self):
        transfer = self._offer(to_email="ann@example.com")
        mail = self.env["mail.mail"].search([("model", "=", transfer._name)])
        reached = (mail.email_to or "") + (mail.recipient_ids.email or "")
        self.assertIn("ann@example.com", reached)
        self.assertIn(transfer._offer_url(), mail.body_html)
        for wrong in ({"to_email": "x"}, {"to_phone": "call me"}, {"to_name": " "}):
            with self.assertRaises(HandOverRefused):
                self._offer(self.other, **wrong)

    def test_named_person_gives_way_to_the_new_one(self):
        self.performance.real_name = True
        number = "11010519491231002X"
        holders = self.env["ticket.holder"]
        entry = {"name": "Li Hua", "document": "cn_id", "number": number}
        holders.sudo()._write_holders(
            self.ticket.hold_id,
            {self.ticket.place_id.id: entry},
            {self.ticket.place_id.id: self.ticket},
        )
        transfer = self._offer()
        place = transfer._named_places()
        self.assertIn(f"number-{place.id}", self._page(transfer._offer_url()).text)
        wrong = {f"name-{place.id}": "Ann", f"document-{place.id}": "cn_id"}
        reply = self._accept(transfer, **wrong, **{f"number-{place.id}": "123"})
        self.assertIn("is-invalid", reply.text)
        self.assertEqual(self.ticket.state, "valid")
        reply = self._accept(
            transfer, **wrong, **{f"number-{place.id}": "110101199003077715"}
        )
        self.assertNotIn("alert-danger", reply.text)
        successor = transfer.successor_ids
        self.assertEqual(successor.holder_ids.mapped("last_four"), ["7715"])
        self.assertFalse(
            holders.search([("last_four", "=", "002X"), ("state", "=", "sold")])
        )

    def test_robots_are_told_to_wait(self):
        self.patch(transfer_controller, "OFFERS_MOST", 0)
        transfer = self._offer()
        self.assertIn("very often", self._accept(transfer).text)
        self.assertEqual(transfer.state, "open")

    def test_household_of_another_company_sees_nothing(self):
        transfer = self._offer()
        company = self.env["res.company"].create({"name": "Other House"})
        other = new_test_user(
            self.env,
            "transfer_other",
            groups="ticket_sale.group_ticket_supervisor",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertFalse(
            self.Transfer.with_user(other).search([("id", "=", transfer.id)])
        )
        for user in (self.portal_user, self.public_user):
            with self.assertRaises(AccessError):
                transfer.with_user(user).read(["to_name"])

    def test_kiosk_finds_it_no_more_by_the_order_of_the_giver(self):
        transfer = self._offer()
        transfer._accept(self.friend.partner_id)
        found = self.env["ticket.ticket"]._find_tickets(
            "order", self.order.name, self.company
        )
        self.assertNotIn(transfer.successor_ids, found)
        self.assertIn(self.other, found)
