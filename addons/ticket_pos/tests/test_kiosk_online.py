from odoo.tests import tagged

from .kiosk_common import KioskCommon


class KioskOnlineCommon(KioskCommon):
    """A kiosk where telephones pay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        bank = cls.terminal.journal_id
        cls.provider = cls.env["payment.provider"].create(
            {
                "name": "Wallet",
                "code": "none",
                "state": "test",
                "is_published": True,
                "journal_id": bank.id,
                "payment_method_ids": [
                    (4, cls.env.ref("payment.payment_method_unknown").id)
                ],
            }
        )
        cls.online = cls.env["pos.payment.method"].create(
            {
                "name": "Phone",
                "is_online_payment": True,
                "online_payment_provider_ids": [(4, cls.provider.id)],
                "company_id": cls.company.id,
            }
        )
        cls.config.payment_method_ids = [(4, cls.online.id)]

    def _asked(self, *keys):
        visit = self._choose(*keys)
        return visit, visit._pay(self.online.id)

    def _money_for(self, order):
        """A payment notice arrives, in the name of nobody."""
        method = self.env.ref("payment.payment_method_unknown")
        public = self.env.ref("base.public_user")
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": order.get_amount_unpaid(),
                "journal_id": self.provider.journal_id.id,
            }
        )
        transaction = self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": method.id,
                "amount": order.get_amount_unpaid(),
                "currency_id": order.currency_id.id,
                "partner_id": self.customer.id,
                "reference": f"T-{order.id}",
                "pos_order_id": order.id,
                "payment_id": payment.id,
                "state": "done",
            }
        )
        transaction.with_user(public).sudo()._process_pos_online_payment()
        return transaction


@tagged("post_install", "-at_install")
class TestKioskOnline(KioskOnlineCommon):
    """Paying by telephone: the money may come at any moment, also too late."""

    def test_code_leads_to_the_payment_of_this_order(self):
        visit, asked = self._asked("1-1")
        self.assertEqual((asked["state"], asked["kind"]), ("waiting", "online"))
        self.assertEqual(len(asked["qr"]), len(asked["qr"][0]))
        self.assertEqual(visit.order_id.amount_total, 380)

    def test_payment_by_telephone_issues_in_the_kiosks_name(self):
        visit, _asked = self._asked("1-1", "1-2")
        self._money_for(visit.order_id)
        self.assertEqual(visit._payment()["state"], "paid")
        tickets = visit.order_id.ticket_ids
        self.assertEqual(len(tickets), 2)
        self.assertEqual(tickets.user_id, self.seller)
        self.assertEqual(visit.state, "done")

    def test_leaving_when_it_is_paid_keeps_the_tickets(self):
        visit, _asked = self._asked("1-1")
        self._money_for(visit.order_id)
        visit._end("idle")
        self.assertEqual((visit.state, visit.sold_count), ("done", 1))

    def test_money_after_the_visit_asks_a_person_to_refund(self):
        visit, _asked = self._asked("1-1")
        order = visit.order_id
        visit._end("idle")
        self._money_for(order)
        self.assertEqual((order.state, len(order.ticket_ids)), ("cancel", 0))
        self.assertTrue(visit.is_paid_late)
        self.assertEqual(len(self.kiosk.activity_ids), 1)

    def test_money_for_seats_that_are_gone_is_given_back(self):
        visit, _asked = self._asked("1-1")
        self.Hold._release(visit.seats[0]["token"])
        self._hold_places("1-1")
        self._money_for(visit.order_id)
        self.assertEqual((visit.state, visit.reason), ("left", "too_late"))
        self.assertEqual(visit.order_id.state, "cancel")
        self.assertEqual(self._places("1-1").state, "held")
        self.assertEqual(len(self.kiosk.activity_ids), 1)

    def test_payment_that_is_under_way_is_not_cancelled(self):
        visit, _asked = self._asked("1-1")
        transaction = self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.env.ref("payment.payment_method_unknown").id,
                "amount": 380,
                "currency_id": visit.order_id.currency_id.id,
                "partner_id": self.customer.id,
                "reference": "T-pending",
                "pos_order_id": visit.order_id.id,
                "state": "pending",
            }
        )
        self.assertEqual(visit._cancel_payment()["state"], "waiting")
        transaction.state = "cancel"
        self.assertEqual(visit._cancel_payment()["state"], "refused")
        self.assertEqual(visit.state, "open")
