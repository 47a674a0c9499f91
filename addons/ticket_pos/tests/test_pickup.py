from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import TicketError

from ..models import pos_config_pickup
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPickup(TicketPosCommon):
    """Tickets bought on the web are handed out once, to who may have them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.phone = "+86 138 0013 8000"
        cls.order = cls._sell("1-1", "1-2")
        cls.tickets = cls.order.ticket_ids.sorted("id")
        cls.jam = cls.env.ref("ticket_pos.reprint_reason_jam")
        cls.Job = cls.env["ticket.print.job"]

    def _pickup(self, proof="phone", text="8000", tickets=None, **values):
        ids = (tickets or self.tickets).ids
        return self._till().ticket_pickup(ids, proof, text, **values)

    def _jobs(self):
        return self.Job.search([("ticket_id", "in", self.tickets.ids)], order="id")

    def test_right_phone_prints_all_and_notes_who_and_how(self):
        answer = self._pickup()
        self.assertFalse(answer["refused"])
        self.assertEqual(
            [ticket["job"]["state"] for ticket in answer["prints"]["tickets"]],
            ["waiting", "waiting"],
        )
        pickup = self.tickets.pickup_id
        self.assertEqual(
            (pickup.proof, pickup.user_id, pickup.config_id, pickup.reference),
            ("phone", self.cashier, self.config, self.order.name),
        )
        self.assertEqual(self._jobs().printer_id, self.printer)
        self.assertEqual(
            self._jobs().pos_session_id, self.config.sudo().current_session_id
        )

    def test_order_tells_who_collected(self):
        self._pickup("document", "", collector=" 陈嘉怡 ")
        body = self.order.message_ids[0].body
        self.assertIn("2 tickets were handed out at Box Office to 陈嘉怡", body)
        self.assertEqual(self.tickets.pickup_id.collector, "陈嘉怡")

    def test_tickets_that_are_paid_on_delivery_go_out_with_the_messenger(self):
        self.order.ticket_cash_due = True
        with self.assertRaisesRegex(TicketError, "messenger"):
            self._pickup()
        self.assertFalse(self._jobs() or self.tickets.pickup_id)

    def test_wrong_phone_prints_nothing_and_is_noted(self):
        answer = self._pickup(text="8001")
        self.assertIn("does not fit", answer["refused"])
        self.assertFalse(self._jobs() or self.tickets.pickup_id)
        line = self.env["ticket.find.log"].search([], limit=1)
        self.assertEqual((line.kind, line.is_refused), ("proof", False))

    def test_guessing_ends_after_some_wrong_answers(self):
        with patch.object(pos_config_pickup, "PROOF_MOST", 2):
            for text in ("0001", "0002"):
                self._pickup(text=text)
            answer = self._pickup(text="8000")
        self.assertIn("Too many wrong answers", answer["refused"])
        self.assertFalse(self.tickets.pickup_id)
        line = self.env["ticket.find.log"].search([], limit=1)
        self.assertTrue(line.is_refused)

    def test_scanned_ticket_of_the_order_is_proof_and_of_another_is_not(self):
        other = self._sell("2-1").ticket_ids
        self.assertTrue(self._pickup("ticket", other.token)["refused"])
        self.assertFalse(self._pickup("ticket", self.tickets[1].token)["refused"])

    def test_link_of_the_order_is_proof(self):
        link = self.env["ticket.link"]._share(self.tickets)
        self.assertFalse(self._pickup("link", link.url)["refused"])

    def test_made_up_proofs_are_refused(self):
        for proof, text in (("ticket", "x"), ("link", ""), ("", "8000"), ("name", "")):
            self.assertTrue(self._pickup(proof, text)["refused"])

    def test_second_pickup_is_warned_and_prints_nothing(self):
        self._pickup()
        again = self._pickup(tickets=self.tickets[:1])
        self.assertEqual(
            [
                (one["label"], one["by"], one["till"], one["who"])
                for one in again["again"]
            ],
            [
                (
                    self.tickets[0].seat_label,
                    self.cashier.name,
                    "Box Office",
                    "the buyer",
                )
            ],
        )
        self.assertEqual(len(self._jobs()), 2)

    def test_tickets_printed_elsewhere_are_warned_of_too(self):
        self.Job._enqueue(self.tickets[:1], self.printer)
        again = self._pickup()["again"]
        self.assertEqual([one["id"] for one in again], self.tickets[:1].ids)
        self.assertFalse(self.tickets.pickup_id)

    def test_rest_of_an_order_can_be_collected_later(self):
        self._pickup(tickets=self.tickets[:1])
        answer = self._pickup(tickets=self.tickets[1:])
        self.assertFalse(answer["again"])
        self.assertEqual(len(self.tickets.pickup_id), 2)

    def test_card_tells_what_was_handed_out(self):
        self._pickup(tickets=self.tickets[:1])
        [card] = self._till().ticket_find(self.order.name)["results"]
        collected = [ticket["collected"] for ticket in card["tickets"]]
        self.assertEqual(collected[0]["by"], self.cashier.name)
        self.assertFalse(collected[1])

    def test_refunded_tickets_are_not_handed_out(self):
        self.tickets[0]._void("refunded", "test")
        with self.assertRaises(TicketError):
            self._pickup()

    def test_tickets_of_two_orders_are_not_handed_out_together(self):
        other = self._sell("2-1").ticket_ids
        with self.assertRaises(TicketError):
            self._pickup(tickets=self.tickets | other)

    def test_pickup_without_printer_is_noted_and_printed_where_chosen(self):
        self.config.ticket_printer_id = False
        answer = self._pickup()
        self.assertEqual(
            [t["job"] for t in answer["prints"]["tickets"]], [False, False]
        )
        prints = self._till().ticket_prints_again(self.tickets.ids, self.printer.id)
        self.assertEqual(
            [ticket["job"]["printer"] for ticket in prints["tickets"]],
            ["Counter 1", "Counter 1"],
        )

    def test_nothing_is_printed_again_of_tickets_nobody_collected(self):
        with self.assertRaises(TicketError):
            self._till().ticket_prints_again(self.tickets.ids)

    # --- copies -----------------------------------------------------------------

    def _copy(self, grant=False):
        return self._till().ticket_found_reprint(
            self.tickets[:1].ids, self.jam.id, "torn", grant
        )

    def test_copy_has_a_number_and_a_reason(self):
        self._pickup()
        self._jobs()._set_printed()
        [ticket] = self._copy()["tickets"]
        self.assertEqual(
            (ticket["job"]["copy"], ticket["job"]["state"]), (2, "waiting")
        )
        self.assertEqual(self._jobs()[-1].reason, "Paper jam: torn")

    def test_copy_beyond_the_limit_needs_a_supervisor(self):
        self.company.ticket_reprint_limit = 0
        self._pickup()
        self._jobs()._set_printed()
        with self.assertRaises(UserError):
            self._copy()
        self._till(self.supervisor).ticket_found_reprint(
            self.tickets[:1].ids, self.jam.id
        )
        self.assertEqual(self._jobs()[-1].copy_number, 2)

    def test_copy_of_what_was_never_printed_is_refused(self):
        with self.assertRaises(TicketError):
            self._copy()

    # --- who --------------------------------------------------------------------

    def test_user_without_the_role_hands_out_nothing(self):
        stranger = new_test_user(
            self.env, "pickup_stranger", groups="point_of_sale.group_pos_user"
        )
        till = self.config.with_user(stranger)
        for call in (
            lambda: till.ticket_pickup(self.tickets.ids, "document"),
            lambda: till.ticket_prints(self.tickets.ids),
            lambda: till.ticket_prints_again(self.tickets.ids),
            lambda: till.ticket_found_reprint(self.tickets.ids, self.jam.id),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_cashier_reads_pickups_and_writes_none(self):
        self._pickup()
        pickup = self.tickets.pickup_id.with_user(self.cashier)
        self.assertEqual(pickup.ticket_count, 2)
        with self.assertRaises(AccessError):
            pickup.write({"collector": "me"})

    def test_tickets_of_another_company_are_out_of_reach(self):
        other = self.env["res.company"].create({"name": "Other"})
        till = self._till()
        with (
            patch.object(type(self.config), "company_id", other),
            self.assertRaises(TicketError),
        ):
            till.ticket_pickup(self.tickets.ids, "document")

    def test_names_of_collectors_are_forgotten(self):
        self._pickup("document", "", collector="Ann Lee")
        pickup = self.tickets.pickup_id
        pickup.at = fields.Datetime.now() - timedelta(days=91)
        self.env["ticket.pickup"]._gc_names()
        self.assertFalse(pickup.collector)
