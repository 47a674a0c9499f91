from odoo.tests import tagged

from odoo.addons.ticket_venue.tests.common_walk import SecurityWalk


@tagged("post_install", "-at_install")
class TestSecurityWalk(SecurityWalk):
    """Who has no business at a route of the sale gets nothing there."""

    __test__ = True
    addon = "ticket_sale"
    table = {
        "/ticket/api/v1/verify": "key",
        "/ticket/availability/<int:session_id>": "hidden",
        "/r/<string:code>/t/<string:token>": "open",
        "/ticket/message/<string:token>/seen.gif": "open",
        "/ticket/tickets.pdf": "staff",
        "/ticket/time": "open",
        "/ticket/verify": "open",
    }

    def test_every_route_has_a_row(self):
        self._walk_table()

    def test_strangers_get_nothing(self):
        self._walk_all()

    def test_wrong_methods_are_refused(self):
        self._walk_wrong_methods()
