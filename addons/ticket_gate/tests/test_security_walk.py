from odoo.tests import tagged

from odoo.addons.ticket_venue.tests.common_walk import SecurityWalk


@tagged("post_install", "-at_install")
class TestSecurityWalk(SecurityWalk):
    """Who has no business at a route of the gates gets nothing there."""

    __test__ = True
    addon = "ticket_gate"
    table = {
        "/gate": "open",
        "/gate/lanes": "open",
        "/gate/manifest.webmanifest": "open",
        "/gate/pair": "staff",
        "/gate/worker.js": "open",
        "/ticket/gate-hub.pyz": "open",
        "/ticket/api/v1/gate/emergency": "key",
        "/ticket/api/v1/gate/heartbeat": "key",
        "/ticket/api/v1/gate/hub/package": "key",
        "/ticket/api/v1/gate/package": "key",
        "/ticket/api/v1/gate/package/passes": "key",
        "/ticket/api/v1/gate/package/tickets": "key",
        "/ticket/api/v1/gate/pass/<string:number>/photo": "key",
        "/ticket/api/v1/gate/passage": "key",
        "/ticket/api/v1/gate/pair": "key",
        "/ticket/api/v1/gate/persons": "key",
        "/ticket/api/v1/gate/persons/erase": "key",
        "/ticket/api/v1/gate/persons/erased": "key",
        "/ticket/api/v1/gate/persons/withdraw": "key",
        "/ticket/api/v1/gate/pulse": "key",
        "/ticket/api/v1/gate/scan": "key",
        "/ticket/api/v1/gate/scans": "key",
        "/ticket/api/v1/gate/search": "key",
    }

    def test_every_route_has_a_row(self):
        self._walk_table()

    def test_strangers_get_nothing(self):
        self._walk_all()

    def test_wrong_methods_are_refused(self):
        self._walk_wrong_methods()
