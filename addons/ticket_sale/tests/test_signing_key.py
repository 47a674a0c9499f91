from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..tools import token as ticket_token

CLAIMS = ticket_token.TicketClaims(
    ticket=4539148803436467, session=1, type=1, valid_from=0, valid_to=1, admits=1
)


@tagged("post_install", "-at_install")
class TestSigningKey(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Riverside"})
        cls.Key = cls.env["ticket.signing.key"]

    def _verify(self, token):
        return ticket_token.verify(token, self.Key._public_keys(self.company))

    def test_new_company_has_one_key(self):
        keys = self.Key.search([("company_id", "=", self.company.id)])
        self.assertEqual(keys, self.Key._current(self.company))
        self.assertEqual((keys.key_id, keys.is_current), (1, True))

    def test_token_signed_before_a_rotation_stays_good(self):
        old = self.Key._current(self.company)._sign(CLAIMS)
        new_key = self.Key._rotate(self.company)
        self.assertEqual(new_key.key_id, 2)
        self.assertNotEqual(new_key._sign(CLAIMS), old)
        self.assertEqual(self._verify(old), CLAIMS)
        self.assertEqual(self._verify(new_key._sign(CLAIMS)), CLAIMS)

    def test_archived_key_verifies_nothing_any_more(self):
        old_key = self.Key._current(self.company)
        old = old_key._sign(CLAIMS)
        self.Key._rotate(self.company)
        old_key.active = False
        with self.assertRaises(ticket_token.UnknownKey):
            self._verify(old)

    def test_current_key_cannot_be_archived(self):
        with self.assertRaises(UserError):
            self.Key._current(self.company).active = False

    def test_key_numbers_go_round_once_an_old_one_is_archived(self):
        for _count in range(15):
            self.Key._rotate(self.company)
        first = self.Key.search(
            [("company_id", "=", self.company.id), ("key_id", "=", 1)]
        )
        with self.assertRaises(UserError):
            self.Key._rotate(self.company)
        first.active = False
        self.assertEqual(self.Key._rotate(self.company).key_id, 1)

    def test_companies_do_not_share_keys(self):
        token = self.Key._current(self.env.company)._sign(CLAIMS)
        with self.assertRaises(ticket_token.Forged):
            self._verify(token)

    def test_ticket_administrator_rotates_but_never_reads_the_private_key(self):
        admin = new_test_user(
            self.env,
            "key_admin",
            groups="ticket_venue.group_ticket_admin",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        key = self.Key._current(self.company).with_user(admin)
        key.action_rotate()
        self.assertEqual(self.Key._current(self.company).key_id, 2)
        with self.assertRaises(AccessError):
            key.read(["private_key"])

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_cashier_sees_no_keys(self):
        cashier = new_test_user(
            self.env, "key_cashier", groups="ticket_sale.group_ticket_cashier"
        )
        with self.assertRaises(AccessError):
            self.Key.with_user(cashier).search([])
