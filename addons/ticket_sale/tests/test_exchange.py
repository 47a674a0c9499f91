from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..exceptions import ExchangeRefused, PlacesUnavailable, RefundRefused
from .common_refund import TicketRefundCommon


@tagged("post_install", "-at_install")
class TestExchange(TicketRefundCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.later = cls._create_later_session()
        cls.zone_f_place = cls.env["ticket.place"].search(
            [("session_id", "=", cls.session.id), ("section_id", "=", cls.floor.id)],
            limit=1,
        )

    def _exchange(self, tickets, places, **values):
        return tickets._exchange(places, reason="other day", **values)

    def _due(self, order):
        """What the customer owes (positive) or is owed for an order, by the books."""
        return sum(order.invoice_ids.mapped("amount_residual_signed"))

    def test_new_places_are_sold_and_old_ones_free(self):
        order = self._sell("1-1", "1-2")
        old = order.ticket_ids
        new, _documents = self._exchange(old, self._places("2-1", "2-2"))
        self.assertEqual(set(old.mapped("state")), {"exchanged"})
        self.assertEqual(set(new.mapped("state")), {"valid"})
        self.assertEqual(self._places("1-1", "1-2").mapped("state"), ["free"] * 2)
        self.assertEqual(self._places("2-1", "2-2").mapped("state"), ["sold"] * 2)
        self.assertEqual(new.replaces_id, old)

    def test_the_old_token_is_dead_and_a_new_one_issued(self):
        old = self._sell("1-1").ticket_ids
        token = old.token
        new, _documents = self._exchange(old, self._places("2-1"))
        self.assertNotEqual(new.token, token)
        self.assertNotEqual(new.number, old.number)
        found, _answer = self.env["ticket.ticket"]._find_by_code(token)
        self.assertEqual(found.state, "exchanged")

    def test_a_dearer_place_leaves_the_difference_to_pay(self):
        order = self._order_standing()
        self._pay(self._invoice(order))
        quote = order.ticket_ids._exchange_quote(self._places("1-1"))
        self.assertEqual((quote.back, quote.new, quote.due), (120, 380, 260))
        _new, document = self._exchange(order.ticket_ids, self._places("1-1"))
        self.assertEqual(document.move_type, "out_invoice")
        self.assertEqual(document.amount_residual, 260)
        self.assertEqual(order.amount_total, 380)
        self.assertProven()

    def _order_standing(self):
        held = self.Hold._hold(self.session, "website", place_ids=self.zone_f_place.ids)
        return self._order(held)

    def test_a_cheaper_place_gives_the_difference_back(self):
        order = self._sell("1-1")
        self._pay(self._invoice(order))
        _new, document = self._exchange(order.ticket_ids, self.zone_f_place)
        self.assertEqual(document.move_type, "out_refund")
        self.assertEqual(document.amount_residual, 260)
        self.assertEqual(order.amount_total, 120)
        self.assertEqual(self._balance(self.advance), 120)
        self.assertProven()

    def test_an_order_not_invoiced_is_invoiced_at_what_it_is_now(self):
        order = self._sell("1-1", "1-2")
        _new, documents = self._exchange(order.ticket_ids[0], self.zone_f_place)
        self.assertFalse(documents)
        self.assertEqual(order.amount_total, 500)
        self.assertEqual(self._invoice(order).amount_total, 500)
        self.assertProven()

    def test_the_exchange_fee_is_shown_and_charged(self):
        self._tenth(exchange=[self._step(1, "fixed", amount=20, act="exchange")])
        order = self._sell("1-1", "1-2")
        self._pay(self._invoice(order))
        places = self._places("1-1", "1-2", session=self.later)
        quote = order.ticket_ids._exchange_quote(places)
        self.assertEqual((quote.fee, quote.due), (40, 40))
        _new, document = self._exchange(order.ticket_ids, places)
        self.assertEqual(document.amount_residual, 40)
        self.assertEqual(self._balance(self.fees), 40)
        self.assertEqual(order.amount_total, 800)
        self.assertProven()

    def test_money_moves_with_the_ticket_to_the_other_session(self):
        order = self._sell("1-1")
        self._invoice(order)
        new, _documents = self._exchange(
            order.ticket_ids, self._places("1-1", session=self.later)
        )
        self.assertEqual(
            (self.session.advance_amount, self.later.advance_amount), (0, 380)
        )
        self.assertTrue(new.booked)
        self.later.action_play()
        self.assertEqual(self._balance(self.income), 380)
        self.assertEqual(self._balance(self.advance), 0)
        self.assertProven()

    def test_difference_goes_to_the_e_wallet(self):
        program = self._create_wallet_program()
        order = self._sell("1-1")
        self._pay(self._invoice(order))
        _new, document = self._exchange(
            order.ticket_ids, self.zone_f_place, money="wallet"
        )
        self.assertEqual(program.coupon_ids.points, 260)
        self.assertEqual((document.amount_total, document.state), (0, "posted"))
        self.assertProven()

    def test_an_exchanged_ticket_is_refunded_at_its_new_price(self):
        order = self._sell("1-1")
        self._pay(self._invoice(order))
        new, _documents = self._exchange(order.ticket_ids, self.zone_f_place)
        self._tenth()
        note = new._refund("ill")
        self.assertEqual(note.amount_total, 108)
        self.assertEqual(self._due(order), -(260 + 108))
        self.assertProven()

    def test_an_exchanged_ticket_can_be_exchanged_again(self):
        order = self._sell("1-1")
        self._pay(self._invoice(order))
        for key in ("1-2", "1-3", "1-1"):
            new, _documents = self._exchange(
                order.ticket_ids.filtered(lambda t: t.state == "valid"),
                self._places(key),
            )
            self.assertEqual(new.place_id, self._places(key))
            self.assertEqual(self._due(order), 0)
            self.assertProven()

    def test_the_type_changes_on_the_same_place(self):
        order = self._sell("1-1")
        new, _documents = self._exchange(
            order.ticket_ids, self._places("1-1"), types=self.child
        )
        self.assertEqual((new.type_id, new.price), (self.child, 190))
        self.assertEqual(new.place_id.state, "sold")

    def test_a_taken_place_changes_nothing(self):
        order = self._sell("1-1", "1-2")
        self._sell("2-2")
        with self.assertRaises(PlacesUnavailable), self.env.cr.savepoint():
            self._exchange(order.ticket_ids, self._places("2-1", "2-2"))
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"] * 2)
        self.assertEqual(self._places("2-1").state, "free")
        self.assertEqual(order.amount_total, 760)

    def test_held_places_of_the_exchange_are_used(self):
        order = self._sell("1-1")
        held = self._hold_places("2-1", channel="backoffice")
        with self.assertRaises(PlacesUnavailable), self.env.cr.savepoint():
            self._exchange(order.ticket_ids, self._places("2-1"))
        new, _documents = self._exchange(
            order.ticket_ids, self._places("2-1"), hold=self.Hold._find(held.token)
        )
        self.assertEqual(new.state, "valid")

    def test_refused_by_the_policy_used_or_foreign(self):
        order = self._sell("1-1")
        self._create_policy(self._step(90, "free"))
        with self.assertRaises(RefundRefused):
            self._exchange(order.ticket_ids, self._places("2-1"))
        order.ticket_ids.sudo().write({"state": "used", "admitted": 1})
        with self.assertRaises(UserError):
            self._exchange(order.ticket_ids, self._places("2-1"), waive=True)
        both = self._sell("1-3").ticket_ids + self._sell("1-4").ticket_ids
        with self.assertRaises(ExchangeRefused):
            self._exchange(both, self._places("2-1", "2-2"))
        self.later.state = "cancelled"
        with self.assertRaises(ExchangeRefused):
            self._exchange(both[0], self._places("2-1", session=self.later))

    def test_never_twice(self):
        old = self._sell("1-1").ticket_ids
        self._exchange(old, self._places("2-1"))
        with self.assertRaises(UserError):
            self._exchange(old, self._places("2-2"))

    def test_the_history_of_the_place_tells_it(self):
        old = self._sell("1-1").ticket_ids
        new, _documents = self._exchange(old, self._places("2-1"))
        logs = self.env["ticket.place.log"].search(
            [("ticket_id", "in", (old + new).ids)]
        )
        self.assertEqual(
            sorted(logs.mapped("action")), ["moved", "sold", "sold", "voided"]
        )

    def test_the_customer_gets_one_message_with_the_new_tickets(self):
        order = self._sell("1-1")
        before = order.message_ids
        self._exchange(order.ticket_ids, self._places("2-1"))
        [told] = (order.message_ids - before).filtered("attachment_ids")
        self.assertIn("Row 2", told.body)
        self.assertEqual(told.partner_ids, self.customer)

    def test_cashier_may_not_exchange_and_supervisor_may(self):
        order = self._sell("1-1")
        self._invoice(order)
        for role in ("cashier", "supervisor"):
            user = new_test_user(
                self.env, f"exchange_{role}", f"ticket_sale.group_ticket_{role}"
            )
            tickets = order.ticket_ids.with_user(user)
            if role == "cashier":
                with self.assertRaises(AccessError):
                    self._exchange(tickets, self._places("2-1"))
        new, _documents = self._exchange(tickets, self._places("2-1"))
        self.assertEqual(new.sudo().state, "valid")
        self.assertProven()

    def test_random_exchanges_and_refunds_keep_every_cent(self):
        """Money in equals money out plus books, whatever is done in which order."""
        self._tenth()
        self._set_price(self.adult, 9.99, self.tax)
        self._set_price(self.child, 3.33, self.tax_included)
        order = self._order_mixed(["1-1", "1-2", "1-3"], ["1-4", "1-5"])
        invoice = self._invoice(order)
        self._pay(invoice)
        acts = [(0, "2-1"), (1, None), (2, "2-3"), (0, None), (0, "2-5"), (1, None)]
        for index, key in acts:
            live = order.ticket_ids.filtered(lambda t: t.state == "valid").sorted("id")
            ticket = live[index % len(live)]
            if key:
                self._exchange(ticket, self._places(key, session=self.later))
            else:
                ticket._refund("ill")
            self.assertProven()
        live = order.ticket_ids.filtered(lambda t: t.state == "valid")
        kept = sum(order.ticket_ids.mapped("fee_amount"))
        owed = self._due(order)
        self.assertAlmostEqual(
            invoice.amount_total + owed, sum(live.mapped("price")) + kept, 2
        )
        self.assertEqual(self._balance(self.fees), self.company.currency_id.round(kept))
