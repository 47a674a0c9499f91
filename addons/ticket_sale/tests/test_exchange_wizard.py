from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged

from .common_refund import TicketRefundCommon


@tagged("post_install", "-at_install")
class TestExchangeWizard(TicketRefundCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor = new_test_user(
            cls.env, "exchange_wizard", "ticket_sale.group_ticket_supervisor"
        )

    def _wizard(self, tickets, **values):
        tickets = tickets.with_user(self.supervisor)
        action = tickets.action_exchange()
        return (
            self.env[action["res_model"]]
            .with_user(self.supervisor)
            .with_context(**action["context"])
            .create({"reason": "other day", **values})
        )

    def test_best_seats_are_kept_and_priced_before_the_exchange(self):
        self._tenth()
        later = self._create_later_session()
        order = self._sell("1-1", "1-2")
        wizard = self._wizard(order.ticket_ids, session_id=later.id)
        self.env.flush_all()
        wizard.action_find_best()
        places = wizard.line_ids.place_id
        self.assertEqual(places.sudo().mapped("state"), ["held"] * 2)
        self.assertEqual(
            (wizard.price, wizard.new_price, wizard.fee, wizard.due), (760, 760, 76, 76)
        )
        self.assertEqual(wizard.line_ids.mapped("fee"), [38, 38])
        wizard.action_exchange()
        self.assertEqual(places.sudo().mapped("state"), ["sold"] * 2)
        self.assertEqual(order.amount_total, 836)

    def test_a_place_chosen_by_hand_is_exchanged(self):
        order = self._sell("1-1")
        wizard = self._wizard(order.ticket_ids)
        wizard.line_ids.place_id = self._places("2-1")
        wizard.action_exchange()
        self.assertEqual(self._places("2-1").state, "sold")

    def test_free_reseating_changes_no_money(self):
        self._tenth()
        order = self._sell("1-1")
        wizard = self._wizard(order.ticket_ids, free=True)
        wizard.line_ids.place_id = self._places("2-1")
        self.assertEqual(wizard.due, 0)
        wizard.action_exchange()
        self.assertEqual(order.amount_total, 380)

    def test_cancel_gives_the_kept_places_back(self):
        wizard = self._wizard(self._sell("1-1").ticket_ids)
        self.env.flush_all()
        wizard.action_find_best()
        place = wizard.line_ids.place_id
        wizard.action_cancel()
        self.env.invalidate_all()
        self.assertEqual(place.sudo().state, "free")

    def test_every_ticket_needs_a_place(self):
        wizard = self._wizard(self._sell("1-1").ticket_ids)
        with self.assertRaisesRegex(UserError, "every ticket"):
            wizard.action_exchange()

    def test_the_form_says_why_it_is_refused(self):
        self._create_policy(self._step(90, "free"))
        wizard = self._wizard(self._sell("1-1").ticket_ids)
        wizard.line_ids.place_id = self._places("2-1")
        self.assertIn("90 days before", wizard.refusal)
        with self.assertRaises(UserError):
            wizard.action_exchange()

    def test_what_is_to_pay_is_a_posted_invoice(self):
        self._create_policy(self._step(1, "fixed", amount=20))
        order = self._sell("1-1")
        self._pay(self._invoice(order))
        wizard = self._wizard(order.ticket_ids)
        wizard.line_ids.place_id = self._places("2-1")
        wizard.action_exchange()
        self.assertEqual(order.invoice_ids.sorted("id")[-1].amount_residual, 20)

    def test_places_are_found_by_section_row_and_seat(self):
        found = self.env["ticket.place"].search(
            [
                ("session_id", "=", self.session.id),
                ("display_name", "ilike", "stalls 2 3"),
            ]
        )
        self.assertEqual(found, self._places("2-3"))

    def test_the_form_proposes_all_lines(self):
        order = self._sell("1-1", "1-2")
        action = order.ticket_ids.action_exchange()
        with Form(
            self.env["ticket.exchange"].with_context(**action["context"])
        ) as form:
            form.reason = "other day"
            self.assertEqual(len(form.line_ids), 2)
        self.assertEqual(form.record.line_ids.ticket_id, order.ticket_ids)
