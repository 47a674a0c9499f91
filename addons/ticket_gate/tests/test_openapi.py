import re

import yaml

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_open

from ..reasons import LABELS, MESSAGES


@tagged("post_install", "-at_install")
class TestOpenApi(TransactionCase):
    """The description of the API is what the server does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with file_open("ticket_gate/static/openapi/gate.yaml") as file:
            cls.description = yaml.safe_load(file)

    def test_paths_and_methods_equal_the_routes(self):
        prefix = self.description["servers"][0]["url"]
        described = {
            (prefix + path, method.upper())
            for path, methods in self.description["paths"].items()
            for method in methods
        }
        routes = set()
        for rule in self.env["ir.http"].routing_map().iter_rules():
            if rule.rule.startswith(prefix):
                path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
                routes |= {(path, one) for one in rule.endpoint.routing["methods"]}
        self.assertEqual(described, routes)

    def test_reasons_are_all_described(self):
        answers = self.description["components"]["schemas"]["ScanAnswer"]
        described = set(answers["properties"]["reason"]["enum"])
        wordings = {"ok_partly", "already_used_then", "already_used_before"}
        offline = {"void", "elsewhere", "wrong_gate_type"}
        self.assertEqual(described, MESSAGES.keys() - wordings - offline)
        self.assertEqual(described, dict(LABELS).keys() - {"released"})

    def test_references_exist(self):
        for reference in re.findall(r"'\$ref': '#/([^']+)'", str(self.description)):
            node = self.description
            for part in reference.split("/"):
                node = node[part]
            self.assertTrue(node)
