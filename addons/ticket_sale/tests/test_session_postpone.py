from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..exceptions import SaleClosed
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestSessionPostponeSale(TicketSaleCommon):
    def _apply(self, **values):
        self.env.flush_all()
        self.env["ticket.session.postpone"].create(
            {"session_ids": self.session.ids, "reason": "ill", **values}
        ).action_apply()
        self.env.invalidate_all()
        self._run_cron("ticket_sale.ir_cron_messages")

    def _mails(self):
        return self.env["mail.mail"].search([("email_to", "like", "li@example.com")])

    def test_customers_are_told_once_in_their_language(self):
        self.customer.lang = "zh_CN"
        self._sell("1-1", "1-2")
        before = self._mails()

        self._apply(notice="Later!")

        mail = self._mails() - before
        self.assertEqual(len(mail), 1)
        self.assertIn("Later!", mail.body_html)
        self.assertEqual(self.session.change_ids.told_count, 1)

    def test_nobody_is_told_when_not_wanted(self):
        self._sell("1-1")
        before = self._mails()
        self._apply(notify=False)
        self.assertEqual(self._mails(), before)
        self.assertEqual(self.session.change_ids.told_count, 0)

    def test_postponed_sells_nothing_until_it_has_a_date(self):
        self._apply()
        with self.assertRaises(SaleClosed):
            self._hold_places("1-1")
        self._apply(date_known=True, start=self.session.start + timedelta(days=30))
        self.assertEqual(self.session.state, "on_sale")
        self._hold_places("1-1")

    def test_cancelled_session_empties_carts_and_leaves_tickets_to_refunds(self):
        order = self._sell("1-1")
        held = self._hold_places("1-2")

        self._apply(act="cancel")

        self.assertEqual(self._places("1-2").state, "free")
        self.assertEqual(self.Hold.browse(held.hold_id).state, "released")
        self.assertEqual(order.ticket_ids.state, "valid")

    def test_an_editor_does_not_call_off_what_is_for_sale(self):
        editor = new_test_user(
            self.env, "ed_pp", groups="ticket_venue.group_ticket_editor"
        )
        with self.assertRaises(AccessError):
            self.session.with_user(editor)._cancel("no")
