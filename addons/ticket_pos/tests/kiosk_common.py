from contextlib import contextmanager
from unittest.mock import patch

from .common import TicketPosCommon


class KioskCommon(TicketPosCommon):
    """A kiosk with an open shift, a printer in order, and a terminal that is asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.printer.write({"state": "ready"})
        cls.terminal = cls.env["pos.payment.method"].create(
            {
                "name": "Card Terminal",
                "company_id": cls.company.id,
                "journal_id": cls.env["account.journal"]
                .create({"name": "Terminal", "type": "bank", "code": "TERM"})
                .id,
            }
        )
        cls.config.payment_method_ids = [(4, cls.terminal.id)]
        cls.kiosk = cls.env["ticket.kiosk"].create(
            {"name": "Foyer 1", "config_id": cls.config.id}
        )
        cls.seller = cls.kiosk.user_id
        cls.answers = ["waiting"]
        methods = type(cls.env["pos.payment.method"])
        cls._patch(
            methods, "_ticket_terminal_is_served", lambda m: m == cls.terminal.sudo()
        )
        cls._patch(methods, "_ticket_terminal_request", lambda m, order: True)
        cls._patch(methods, "_ticket_terminal_answer", lambda m, order: cls.answers[-1])
        # the printer of these tests is an address where nobody answers
        cls._patch(type(cls.env["ticket.printer"]), "_check_now", lambda printer: None)

    @classmethod
    def _patch(cls, target, name, new):
        patcher = patch.object(target, name, new)
        patcher.start()
        cls.addClassCleanup(patcher.stop)

    def setUp(self):
        super().setUp()
        type(self).answers[:] = ["waiting"]
        self.kiosk.action_open_shift()

    @contextmanager
    def _printer_is(self, **values):
        self.printer.write(values)
        yield

    def _visit(self):
        kiosk = self.kiosk.with_user(self.seller)
        return kiosk.env["ticket.kiosk.visit"]._begin(kiosk)

    def _choose(self, *keys, visit=None, ticket_type=None):
        visit = visit or self._visit()
        visit._add(
            self._session().id,
            (ticket_type or self.adult).id,
            {"seat_ids": self._places(*keys, session=self._session()).seat_id.ids},
        )
        return visit

    def _session(self):
        return type(self).session

    def _pay_at_terminal(self, visit):
        asked = visit._pay(self.terminal.id)
        self.answers.append({"transaction_id": "T-1", "card_type": "Visa"})
        return asked, visit._payment()
