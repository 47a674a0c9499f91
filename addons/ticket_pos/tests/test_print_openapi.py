import re

import yaml

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_open

from ..controllers.print_api import TicketPrintApi
from ..tools import delivery

REASONS = (
    "agent_silent",
    "agent_crashed",
    "agent_replaced",
    "agent_revoked",
    "agent_stopped",
    "agent_late",
    "agent_error",
    "agent_library",
    "agent_spool",
)


@tagged("post_install", "-at_install")
class TestPrintOpenApi(TransactionCase):
    """The description of the API is what the server does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with file_open("ticket_pos/static/openapi/print.yaml") as file:
            cls.description = yaml.safe_load(file)

    def test_paths_and_methods_equal_the_routes(self):
        prefix = self.description["servers"][0]["url"]
        described = {
            (prefix + path, method.upper())
            for path, methods in self.description["paths"].items()
            for method in methods
        }
        routes = set()
        for name in dir(TicketPrintApi):
            routing = getattr(getattr(TicketPrintApi, name), "original_routing", None)
            if routing:
                [path] = routing["routes"]
                routes |= {(path, method) for method in routing["methods"]}
        self.assertEqual(described, routes)

    def test_printer_is_described_as_it_is_told(self):
        printer = self.env["ticket.printer"].create(
            {"name": "Counter 1", "host": "127.0.0.1", "port": 9}
        )
        described = self.description["components"]["schemas"]["Printer"]
        told = {"id": printer.id, "name": printer.name, **printer._connection()}
        self.assertLessEqual(set(described["required"]), told.keys())
        for name in ("kind", "language", "confirmation"):
            offered = dict(printer._fields[name]._description_selection(self.env))
            self.assertEqual(set(described["properties"][name]["enum"]), offered.keys())

    def test_references_exist(self):
        for reference in re.findall(r"'\$ref': '#/([^']+)'", str(self.description)):
            node = self.description
            for part in reference.split("/"):
                node = node[part]
            self.assertTrue(node)

    def test_every_reason_of_an_agent_is_explained(self):
        agent = self.env["ticket.print.agent"].create({"name": "Counter PC"})
        printer = self.env["ticket.printer"].create(
            {
                "name": "Counter 1",
                "host": "127.0.0.1",
                "worker": "agent",
                "agent_id": agent.id,
            }
        )
        for reason in REASONS:
            explained = printer._explain(delivery.NotSent(reason))
            self.assertIn("Counter PC", explained, reason)
            self.assertTrue(printer._advise(reason), reason)
