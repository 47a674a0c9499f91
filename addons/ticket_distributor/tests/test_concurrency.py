import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from unittest.mock import patch
from uuid import uuid4

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import DummyRLock, Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

from odoo.addons.ticket_distributor.exceptions import WalletInsufficient
from odoo.addons.ticket_sale.exceptions import Busy
from odoo.addons.ticket_sale.transaction import short_transaction


@tagged("post_install", "-at_install")
class TestConcurrency(BaseCase):
    """Real transactions that really meet, on rows that are really committed."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        # The test runner holds this lock; threads that open an environment want it.
        self.patch(Registry, "_lock", DummyRLock())
        with self._env() as env:
            company = env.company
            company._ticket_setup_accounts()
            partners = env["res.partner"].create([{"name": "Racer"}, {"name": "Other"}])
            self.addCleanup(self._clean, partners.ids)
            self.racer, self.other = (
                env["ticket.distributor"]
                .create(
                    [
                        {"partner_id": partner.id, "credit_limit": 100}
                        for partner in partners
                    ]
                )
                .ids
            )
            env["ticket.distributor"].browse([self.racer, self.other]).action_activate()

    @contextmanager
    def _env(self):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    def _clean(self, partner_ids):
        with self._env() as env:
            mine = "(SELECT id FROM ticket_distributor WHERE partner_id = ANY(%s))"
            trigger = "TRIGGER ticket_wallet_line_append_only"
            env.cr.execute(f"ALTER TABLE ticket_wallet_line DISABLE {trigger}")
            for table in ("ticket_wallet_line", "ticket_distributor_request"):
                env.cr.execute(
                    f"DELETE FROM {table} WHERE distributor_id IN {mine}", [partner_ids]
                )
            env.cr.execute(f"ALTER TABLE ticket_wallet_line ENABLE {trigger}")
            distributors = env["ticket.distributor"].search(
                [("partner_id", "in", partner_ids)]
            )
            distributors.unlink()
            env["res.partner"].browse(partner_ids).unlink()

    def _at_once(self, work, count):
        """Run ``work(env, number)`` in so many short transactions at the same moment."""
        start = threading.Barrier(count, timeout=20)

        def run(number):
            threading.current_thread().dbname = get_db_name()
            with self._env() as outer:
                start.wait()
                with short_transaction(outer) as env:
                    return work(env, number)

        with ThreadPoolExecutor(count) as pool:
            futures = [pool.submit(run, number) for number in range(count)]
        return [future.exception() or future.result() for future in futures]

    def test_racing_reservations_never_break_the_limit(self):
        def reserve(env, _number):
            distributor = env["ticket.distributor"].browse(self.racer)
            return distributor._wallet_move("reserve", 30).id

        results = self._at_once(reserve, 8)

        refused = [r for r in results if isinstance(r, WalletInsufficient)]
        self.assertEqual(len(refused), 5, results)
        with self._env() as env:
            distributor = env["ticket.distributor"].browse(self.racer)
            self.assertEqual((distributor.reserved, distributor.available), (90, 10))
            lines = distributor.wallet_line_ids.sorted("id")
            self.assertEqual(lines.mapped("reserved_after"), [30, 60, 90])

    def test_one_key_sent_many_times_at_once_is_done_once(self):
        key = uuid4().hex
        done = []

        def answer(env, number):
            distributor = env["ticket.distributor"].browse(self.racer)

            def work():
                done.append(number)
                return 201, {"by": number}

            return env["ticket.distributor.request"]._answer_once(
                distributor, key, "digest", work
            )

        results = self._at_once(answer, 6)

        self.assertEqual(len(done), 1)
        self.assertEqual(results, [(201, {"by": done[0]})] * 6)

    def _post_while_another_posts(self):
        """Post an entry of one wallet while the other's is not committed yet."""
        with self._env() as first, short_transaction(first) as env:
            self._post(env, self.racer)
            with (
                self._env() as second,
                short_transaction(second, lock_timeout_ms=300) as other_env,
            ):
                self._post(other_env, self.other)
                other_env.cr.rollback()
            env.cr.rollback()

    def _post(self, env, distributor_id):
        distributor = env["ticket.distributor"].browse(distributor_id)
        company = distributor.company_id
        accounts = company.ticket_wallet_account_id, company.ticket_advance_account_id
        distributor._wallet_entry(
            "race",
            [
                {"account_id": accounts[0].id, "debit": 10},
                {"account_id": accounts[1].id, "credit": 10},
            ],
        )

    def test_two_wallets_post_their_entries_without_waiting(self):
        self._post_while_another_posts()

    @mute_logger("odoo.sql_db")
    def test_they_would_wait_on_the_common_sequence(self):
        """The control: with the journal's own numbers the second would be stuck."""
        with (
            patch.object(
                self.registry["ticket.distributor"],
                "_next_entry_name",
                lambda self, journal, date: False,
            ),
            self.assertRaises(Busy),
        ):
            self._post_while_another_posts()
