from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestSupervisorPin(TicketPosCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "pin_manager", groups="ticket_sale.group_ticket_manager"
        )

    def _wizard(self, user, pin="274951", again=None, **values):
        return (
            self.env["ticket.pin.set"]
            .with_user(user)
            .create({"pin": pin, "pin_again": again or pin, **values})
        )

    def _pin_of(self, user):
        return self.env["ticket.supervisor.pin"].search([("user_id", "=", user.id)])

    def test_pin_is_hashed_before_it_is_stored(self):
        wizard = self._wizard(self.supervisor)
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.execute(
            "SELECT pin_hash FROM ticket_pin_set WHERE id = %s", [wizard.id]
        )
        [[kept]] = self.env.cr.fetchall()
        self.assertTrue(kept.startswith("$pbkdf2-sha512$"))
        self.assertFalse(wizard.pin)

    def test_supervisor_sets_the_own_pin(self):
        self._wizard(self.supervisor)._set()
        self.assertEqual(self._pin_of(self.supervisor).set_by_id, self.supervisor)

    def test_easy_and_mistyped_pins_are_refused(self):
        for pin in ("12345", "1234567890123", "12345a", "111111", "345678", "987654"):
            with self.subTest(pin), self.assertRaises(ValidationError):
                self._wizard(self.supervisor, pin)
        with self.assertRaises(ValidationError):
            self._wizard(self.supervisor, "274951", "274952")

    def test_manager_sets_the_pin_of_a_supervisor(self):
        self._wizard(self.manager, user_id=self.supervisor.id)._set()
        self.assertEqual(self._pin_of(self.supervisor).set_by_id, self.manager)

    def test_supervisor_does_not_set_the_pin_of_others(self):
        wizard = self._wizard(self.supervisor, user_id=self.manager.id)
        with self.assertRaises(AccessError):
            wizard._set()

    def test_cashier_has_no_pin(self):
        wizard = self._wizard(self.manager, user_id=self.cashier.id)
        with self.assertRaises(AccessError):
            wizard._set()
        with self.assertRaises(AccessError):
            self._wizard(self.cashier)

    def test_manager_does_not_set_pins_in_other_companies(self):
        company = self.env["res.company"].create({"name": "Other Theatre"})
        self.supervisor.write(
            {"company_ids": [(6, 0, company.ids)], "company_id": company.id}
        )
        wizard = self._wizard(self.manager, user_id=self.supervisor.id)
        with self.assertRaises(AccessError):
            wizard._set()
