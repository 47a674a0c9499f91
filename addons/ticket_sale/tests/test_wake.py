import select
from unittest.mock import patch

import psycopg2

from odoo.sql_db import connection_info_for
from odoo.tests import TransactionCase, tagged

from .. import wake
from ..models import bus_bus, ir_cron


@tagged("post_install", "-at_install")
class TestWake(TransactionCase):
    """Notices reach their listeners without a connection for each."""

    def setUp(self):
        super().setUp()
        self.listener = psycopg2.connect(**connection_info_for("postgres")[1])
        self.addCleanup(self.listener.close)
        self.listener.autocommit = True
        self.listener.cursor().execute("LISTEN ticket_wake_test")
        self.addCleanup(wake._forget)

    def _heard(self, count=1):
        """The next notices; each may come alone."""
        heard = []
        while len(heard) < count and select.select([self.listener], [], [], 5)[0]:
            self.listener.poll()
            heard += [notice.payload for notice in self.listener.notifies]
            self.listener.notifies.clear()
        return heard

    def test_notices_arrive_over_one_connection(self):
        wake.wake("pg_notify", "ticket_wake_test", ["one"])
        self.assertEqual(self._heard(), ["one"])
        kept = wake._connection()
        wake.wake("pg_notify", "ticket_wake_test", ["two", "three"])
        self.assertEqual(self._heard(2), ["two", "three"])
        self.assertIs(wake._connection(), kept)

    def test_lost_connection_is_made_again(self):
        wake.wake("pg_notify", "ticket_wake_test", ["one"])
        self._heard()
        pid = wake._connection().get_backend_pid()
        self.listener.cursor().execute("SELECT pg_terminate_backend(%s)", [pid])
        wake.wake("pg_notify", "ticket_wake_test", ["two"])
        self.assertEqual(self._heard(), ["two"])

    def test_bus_and_worker_are_woken_so(self):
        with (
            patch.object(bus_bus, "wake") as bus,
            patch.object(ir_cron, "wake") as cron,
        ):
            self.env["bus.bus"]._sendone("ticket_wake_test", "test", {})
            self.env.cr.postcommit.run()
            self.env["ir.cron"]._notifydb()
        (_function, channel, payloads) = bus.call_args.args
        self.assertEqual(channel, "imbus")
        self.assertIn("ticket_wake_test", payloads[0])
        self.assertEqual(cron.call_args.args[1:], ("cron_trigger", [self.cr.dbname]))
