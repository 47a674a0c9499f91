from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from ..exceptions import PackageClosed
from .common_package import TicketPackageCommon


@tagged("post_install", "-at_install")
class TestPackageRenewal(TicketPackageCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.holder_order = cls._sell_package()
        cls.seat = cls.holder_order.ticket_ids.seat_id
        cls.new_sessions = cls.env["ticket.session"]
        for days in (60, 67):
            cls.new_sessions |= cls._create_session_on_sale(
                start=cls.session.start + timedelta(days=days),
                sale_start=cls.session.start + timedelta(days=40),
            )
        cls.next_season = cls._create_package(cls.new_sessions, name="Next", price=700)
        cls.renewal = cls.env["ticket.package.renewal"].create(
            {
                "old_package_id": cls.series.id,
                "package_id": cls.next_season.id,
                "deadline": cls.session.start + timedelta(days=30),
            }
        )

    def _start(self):
        self.renewal.action_start()
        self._run_cron("ticket_sale.ir_cron_renew_packages")
        return self.renewal.line_ids

    def _new_places(self):
        return self.env["ticket.place"].search(
            [
                ("session_id", "in", self.new_sessions.ids),
                ("seat_id", "in", self.seat.ids),
            ]
        )

    def test_holder_keeps_the_seat_in_every_new_session(self):
        offer = self._start()
        self.assertEqual(offer.state, "offered")
        self.assertEqual(offer.seat_ids, self.seat)
        places = self._new_places()
        self.assertEqual(places.mapped("state"), ["reserved"] * 2)
        self.assertEqual(set(places.mapped("held_until")), {self.renewal.deadline})

    def test_holder_gets_a_mail_with_the_link(self):
        offer = self._start()
        mail = self.env["mail.mail"].search(
            [("model", "=", offer._name), ("res_id", "=", offer.id)]
        )
        self.assertIn(offer.access_token, mail.body_html)
        self.assertIn(self.seat.display_name, mail.body_html)

    def test_accepting_twice_makes_one_order(self):
        offer = self._start()
        order = offer._accept()
        self.assertEqual(offer._accept(), order)
        self.assertEqual((order.amount_total, order.state), (700, "sent"))
        self.assertEqual(offer.state, "accepted")

    def test_paid_order_renews_the_seats(self):
        offer = self._start()
        order = offer._accept()
        order.action_confirm()
        self.assertEqual(offer.state, "bought")
        self.assertEqual(order.ticket_ids.seat_id, self.seat)
        self.assertEqual(order.ticket_ids.session_id, self.new_sessions)

    def _pass_deadline(self):
        past = fields.Datetime.now() - timedelta(minutes=1)
        self.env.cr.execute(
            "UPDATE ticket_package_renewal SET deadline = %s WHERE id = %s",
            [past, self.renewal.id],
        )
        self._new_places().write({"held_until": past})
        self.env["ticket.hold"].search([("reference", "=", "Next")]).write(
            {"expires_at": past}
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def test_unpaid_seats_are_free_for_everybody_at_the_deadline(self):
        offer = self._start()
        order = offer._accept()
        self._pass_deadline()
        self.Hold._hold(self.new_sessions[0], "backoffice", seat_ids=self.seat.ids)
        self._run_cron("ticket_sale.ir_cron_renew_packages")
        self.assertEqual(offer.state, "lapsed")
        self.assertEqual(order.state, "cancel")
        self.assertEqual(self.renewal.state, "done")
        places = self._new_places().sorted("session_id")
        self.assertEqual(places.mapped("state"), ["held", "free"])

    def test_paid_seats_stay_when_the_season_is_closed(self):
        offer = self._start()
        offer._accept().action_confirm()
        self.renewal.action_close()
        self.assertEqual(offer.state, "bought")
        self.assertEqual(self._new_places().mapped("state"), ["sold"] * 2)

    def test_offer_past_its_deadline_cannot_be_accepted(self):
        offer = self._start()
        self._pass_deadline()
        with self.assertRaises(PackageClosed):
            offer._accept()

    def test_declined_seats_are_free_at_once(self):
        offer = self._start()
        offer._decline()
        self.assertEqual(offer.state, "declined")
        self.assertEqual(self._new_places().mapped("state"), ["free"] * 2)

    def test_seat_that_is_gone_is_told_to_staff(self):
        self._new_places()[0].action_lock("broken")
        offer = self._start()
        self.assertEqual(offer.state, "lost")
        self.assertTrue(offer.reason)
        self.assertEqual(self._new_places().mapped("state"), ["locked", "free"])

    def test_starting_again_offers_only_to_new_holders(self):
        self._start()
        self._sell_package()
        self.assertEqual(len(self._start()), 2)

    def test_returned_package_is_not_renewed(self):
        self.holder_order.ticket_ids._refund("moved away")
        self.assertFalse(self._start())

    def test_seasons_that_do_not_fit_are_refused(self):
        with self.assertRaises(ValidationError):
            self.renewal.old_package_id = self.next_season
        joint = self._create_package(self.new_sessions, kind="joint")
        with self.assertRaises(ValidationError):
            self.renewal.package_id = joint
        with self.assertRaises(ValidationError):
            self.renewal.deadline = self.new_sessions[0].start

    def test_cashier_cannot_start_a_renewal(self):
        cashier = new_test_user(
            self.env, "renewal_cashier", "ticket_sale.group_ticket_cashier"
        )
        with self.assertRaises(AccessError):
            self.renewal.with_user(cashier).action_start()
