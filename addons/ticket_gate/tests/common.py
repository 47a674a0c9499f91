from datetime import timedelta
from itertools import count

from odoo import fields
from odoo.tests import HttpCase

from odoo.addons.ticket_sale.tests.common import TicketSaleCommon

from ..tools.scanning import ScanRequest


class TicketGateCommon(TicketSaleCommon):
    """A lane and a device at the theatre, with the doors of the session open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scan_numbers = count(1)
        cls._open_doors(cls.session)
        cls.group = cls.env["ticket.gate.group"].create(
            {"name": "North Entrance", "venue_id": cls.venue.id}
        )
        cls.rule = cls.group.rule_ids
        cls.gate = cls.env["ticket.gate"].create(
            {"name": "North 1", "group_id": cls.group.id}
        )
        cls.device = cls._create_device("Handheld 1")
        cls.token = cls.device._mint_token()

    @classmethod
    def _open_doors(cls, session, minutes=30):
        """Let the session start in ``minutes``."""
        start = fields.Datetime.now() + timedelta(minutes=minutes)
        session.write({"start": start, "end": start + timedelta(hours=2)})

    @classmethod
    def _create_device(cls, name, gate=None, **values):
        return cls.env["ticket.gate.device"].create(
            {"name": name, "gate_id": (gate or cls.gate).id, **values}
        )

    @classmethod
    def _create_ticket(cls, key="1-1", ticket_type=None, **values):
        """A sold ticket on the seat ``row-number``."""
        ticket = cls._sell(key, ticket_type=ticket_type).ticket_ids
        if values:
            ticket.sudo().write(values)
        cls.env.flush_all()
        return ticket

    @classmethod
    def _scan(cls, code, *, device=None, lang="en_US", now=None, **request):
        """Scan as a device does, without HTTP."""
        body = {"code": code, "scan_id": f"scan-{next(cls.scan_numbers)}", **request}
        token = None if device else cls.token
        Device = cls.env["ticket.gate.device"]
        identity = device or Device._identify(token)
        answer = cls.env["ticket.scan"]._scan(
            identity, ScanRequest.parse(body, now or fields.Datetime.now()), lang
        )
        cls.env.invalidate_all()
        return answer


class TicketGateHttpCase(TicketGateCommon, HttpCase):
    """The lane over HTTP. ``self.session`` is the browser's here, so the session of the
    show is ``self.performance``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.performance = cls.session
        cls.ticket = cls._create_ticket("1-1")

    def setUp(self):
        super().setUp()
        self.session = None
