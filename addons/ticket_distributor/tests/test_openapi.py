import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from odoo.addons.ticket_sale.exceptions import TicketError

from ..controllers.api import ROOT

SPEC = Path(__file__).parents[1] / "static/openapi/distributor.yaml"


@tagged("post_install", "-at_install")
class TestOpenApi(TransactionCase):
    def test_described_paths_are_the_routes(self):
        self.assertEqual(self._described(), self._routed())

    def test_every_error_code_is_described(self):
        channel = "odoo.addons.ticket_distributor.exceptions"
        codes = {
            error.code
            for error in self._subclasses(TicketError)
            if error.__module__ == channel
        }
        described = set(re.findall(r"^ +- ([a-z_]+)$", SPEC.read_text(), re.MULTILINE))
        self.assertEqual(codes - described - {"ticket_error"}, set())

    def _subclasses(self, parent):
        for child in parent.__subclasses__():
            yield child
            yield from self._subclasses(child)

    def _routed(self):
        routes = set()
        for rule in self.env["ir.http"].routing_map().iter_rules():
            if rule.rule.startswith(ROOT):
                path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
                methods = rule.methods - {"HEAD", "OPTIONS"}
                routes |= {(method, path) for method in methods}
        return routes

    def _described(self):
        """The file is ours: paths stand two, methods four spaces in."""
        routes, path = set(), None
        paths = SPEC.read_text().split("\npaths:\n")[1].split("\ncomponents:\n")[0]
        for line in paths.splitlines():
            if found := re.fullmatch(r"  (/\S*):", line):
                path = ROOT + found[1]
            elif found := re.fullmatch(r"    (get|post|put|patch|delete):", line):
                routes.add((found[1].upper(), path))
        return routes
