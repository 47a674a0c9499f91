from odoo.tests import tagged

from odoo.addons.ticket_venue.tests.common_walk import SecurityWalk

API = "/ticket/api/v1/distributor"


@tagged("post_install", "-at_install")
class TestSecurityWalk(SecurityWalk):
    """Who has no business at a route of the distributors gets nothing there."""

    __test__ = True
    addon = "ticket_distributor"
    table = {
        "/my/distributor": "own",
        "/my/distributor/page/<int:page>": "own",
        f"{API}/orders": "key",
        f"{API}/orders/<order_id>": "key",
        f"{API}/orders/<order_id>/cancel": "key",
        f"{API}/orders/<order_id>/confirm": "key",
        f"{API}/orders/<order_id>/refund": "key",
        f"{API}/sessions": "key",
        f"{API}/sessions/<session_id>/places": "key",
        f"{API}/statement": "key",
        f"{API}/wallet": "key",
    }

    def test_every_route_has_a_row(self):
        self._walk_table()

    def test_strangers_get_nothing(self):
        self._walk_all()

    def test_wrong_methods_are_refused(self):
        self._walk_wrong_methods()
