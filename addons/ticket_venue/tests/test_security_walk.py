from odoo.tests import tagged

from odoo.addons.ticket_venue.tests.common_walk import SecurityWalk


@tagged("post_install", "-at_install")
class TestSecurityWalk(SecurityWalk):
    """Who has no business at a route of the venues gets nothing there."""

    __test__ = True
    addon = "ticket_venue"
    table = {
        "/ticket/geometry/<int:map_id>/<int:revision>": "hidden",
        "/ticket/seat_map/<int:map_id>/<string:file_format>": "staff",
        "/ticket/season/template.xlsx": "own",
    }

    def test_every_route_has_a_row(self):
        self._walk_table()

    def test_strangers_get_nothing(self):
        self._walk_all()

    def test_wrong_methods_are_refused(self):
        self._walk_wrong_methods()
