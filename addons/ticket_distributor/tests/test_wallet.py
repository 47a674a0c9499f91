from psycopg2.errors import CheckViolation, IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ticket_distributor.exceptions import WalletInsufficient

from .common import TicketDistributorCommon


@tagged("post_install", "-at_install")
class TestWallet(TicketDistributorCommon):
    def test_topup_is_one_payment_one_entry_one_line(self):
        line = self.distributor._wallet_topup(250.5, self.bank, memo="slip 7")

        entry = line.move_id
        self.assertRecordValues(
            entry.line_ids.sorted("balance"),
            [
                {
                    "account_id": self.company.ticket_wallet_account_id.id,
                    "partner_id": self.agency.id,
                    "balance": -250.5,
                },
                {
                    "account_id": entry.origin_payment_id.outstanding_account_id.id,
                    "partner_id": self.agency.id,
                    "balance": 250.5,
                },
            ],
        )
        self.assertEqual(entry.state, "posted")
        self.assertEqual(line.memo, "slip 7")
        self.assertWallet(1250.5)

    def test_topup_of_nothing_is_refused(self):
        with self.assertRaises(UserError):
            self.distributor._wallet_topup(0, self.bank)
        with self.assertRaises(UserError):
            self.distributor._wallet_topup(-5, self.bank)

    def test_reservation_has_no_entry_and_leaves_the_balance(self):
        self.distributor._wallet_move("reserve", 400)

        self.assertEqual(self.distributor.available, 600)
        self.assertWallet(1000, reserved=400)

    def test_reservation_above_available_is_refused_and_says_by_how_much(self):
        self.distributor._wallet_move("reserve", 400)

        with self.assertRaises(WalletInsufficient) as refusal:
            self.distributor._wallet_move("reserve", 600.01)

        self.assertEqual(
            refusal.exception.details,
            {"available": "600.00", "needed": "600.01", "currency": "USD"},
        )
        self.assertWallet(1000, reserved=400)

    def test_credit_line_may_be_used_to_the_last_cent(self):
        self.distributor.credit_limit = 50

        self.distributor._wallet_move("reserve", 1050)

        self.assertEqual(self.distributor.available, 0)
        with self.assertRaises(WalletInsufficient):
            self.distributor._wallet_move("reserve", 0.01)

    def test_database_refuses_a_wallet_below_its_limit(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self.env.cr.execute(
                "UPDATE ticket_distributor SET balance = -0.01 WHERE id = %s",
                [self.distributor.id],
            )

    def test_credit_limit_cannot_be_cut_below_what_is_used(self):
        self.distributor.credit_limit = 100
        self.distributor._wallet_move("reserve", 1100)

        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self.distributor.credit_limit = 99
            self.env.flush_all()

    def test_lines_cannot_be_changed_even_by_sql(self):
        line = self.distributor.wallet_line_ids[0]

        for statement in (
            "UPDATE ticket_wallet_line SET amount = 1 WHERE id = %s",
            "DELETE FROM ticket_wallet_line WHERE id = %s",
        ):
            with (
                self.subTest(statement),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [line.id])

    def test_entry_of_the_wallet_cannot_be_undone_alone(self):
        entry = self.distributor.wallet_line_ids.move_id

        for undo in (
            entry.button_draft,
            entry.button_cancel,
            entry._reverse_moves,
            entry.origin_payment_id.action_draft,
            entry.origin_payment_id.action_cancel,
            entry.unlink,
        ):
            with self.subTest(undo.__name__), self.assertRaises(UserError):
                undo()

    def test_responsible_is_told_once_when_the_wallet_runs_low(self):
        self.distributor.low_balance = 500

        self.distributor._wallet_move("reserve", 400)
        self.assertFalse(self.distributor.activity_ids)
        self.distributor._wallet_move("reserve", 150)
        self.distributor._wallet_move("reserve", 150)

        self.assertEqual(len(self.distributor.activity_ids), 1)
        low = self.env["ticket.distributor"].search([("is_low", "=", True)])
        self.assertIn(self.distributor, low)

    def test_zero_moves_nothing(self):
        lines = self.distributor.wallet_line_ids

        self.assertFalse(self.distributor._wallet_move("reserve", 0))
        self.assertFalse(self.distributor._wallet_move("reserve", 0.001))

        self.assertEqual(self.distributor.wallet_line_ids, lines)

    def test_topup_wizard_keeps_the_slip_with_the_payment(self):
        finance = self._staff("finance", "ticket_sale.group_ticket_finance")
        wizard = (
            self.env["ticket.wallet.topup"]
            .with_user(finance)
            .create(
                {
                    "distributor_id": self.distributor.id,
                    "amount": 75,
                    "journal_id": self.bank.id,
                    "slip": "c2xpcA==",
                    "slip_name": "slip.txt",
                }
            )
        )

        wizard.action_topup()

        payment = self.distributor.wallet_line_ids[0].move_id.origin_payment_id
        attachment = payment.message_ids.attachment_ids
        self.assertEqual((attachment.name, attachment.raw), ("slip.txt", b"slip"))
        self.assertWallet(1075)
