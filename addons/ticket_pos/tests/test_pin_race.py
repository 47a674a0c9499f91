import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from passlib.hash import pbkdf2_sha512

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import DummyRLock, Registry
from odoo.tests import BaseCase, get_db_name, tagged

from odoo.addons.ticket_sale.transaction import short_transaction

GUESSES = 8


@tagged("post_install", "-at_install")
class TestPinRace(BaseCase):
    """Real transactions that really meet, on a row that is really committed."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        # The test runner holds this lock; threads that open an environment want it.
        self.patch(Registry, "_lock", DummyRLock())
        with self._env() as env:
            user = env["res.users"].create({"name": "Racer", "login": "pin_racer"})
            self.addCleanup(self._clean, user.id)
            quick = pbkdf2_sha512.using(rounds=1).hash("274951")
            env["ticket.supervisor.pin"]._set_hash(user, quick)
            pin = env["ticket.supervisor.pin"].search([("user_id", "=", user.id)])
            self.pin_id = pin.id

    @contextmanager
    def _env(self):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    def _clean(self, user_id):
        with self._env() as env:
            user = env["res.users"].browse(user_id)
            partner = user.partner_id
            user.unlink()
            partner.unlink()

    def test_guesses_of_several_tills_all_count(self):
        start = threading.Barrier(GUESSES, timeout=20)

        def guess(_number):
            threading.current_thread().dbname = get_db_name()
            with self._env() as outer:
                start.wait()
                with short_transaction(outer) as env:
                    return env["ticket.supervisor.pin"].browse(self.pin_id)._guess("0")

        with ThreadPoolExecutor(GUESSES) as pool:
            outcomes = list(pool.map(guess, range(GUESSES)))
        self.assertEqual(sorted(outcomes), ["locked"] * 4 + ["wrong"] * 4)
        with self._env() as env:
            pin = env["ticket.supervisor.pin"].browse(self.pin_id)
            self.assertEqual(pin.wrong_count, 5)
