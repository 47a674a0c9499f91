from odoo.tests import tagged

from odoo.addons.ticket_venue.tests.common_walk import SecurityWalk


@tagged("post_install", "-at_install")
class TestSecurityWalk(SecurityWalk):
    """Who has no business at a route of the box office gets nothing there."""

    __test__ = True
    addon = "ticket_pos"
    table = {
        "/kiosk": "open",
        "/ticket/api/v1/kiosk/alarm": "key",
        "/ticket/api/v1/kiosk/availability/<int:session_id>": "key",
        "/ticket/api/v1/kiosk/begin": "key",
        "/ticket/api/v1/kiosk/cancel": "key",
        "/ticket/api/v1/kiosk/cart": "key",
        "/ticket/api/v1/kiosk/find": "key",
        "/ticket/api/v1/kiosk/leave": "key",
        "/ticket/api/v1/kiosk/offer": "key",
        "/ticket/api/v1/kiosk/pair": "key",
        "/ticket/api/v1/kiosk/pay": "key",
        "/ticket/api/v1/kiosk/payment": "key",
        "/ticket/api/v1/kiosk/poster": "key",
        "/ticket/api/v1/kiosk/print": "key",
        "/ticket/api/v1/kiosk/programme": "key",
        "/ticket/api/v1/kiosk/remove": "key",
        "/ticket/api/v1/kiosk/seats": "key",
        "/ticket/api/v1/kiosk/status": "key",
        "/ticket/api/v1/kiosk/types": "key",
        "/ticket/api/v1/kiosk/voucher": "key",
        "/ticket/api/v1/kiosk/voucher_back": "key",
        "/ticket/api/v1/print/hello": "key",
        "/ticket/api/v1/print/pair": "key",
        "/ticket/api/v1/print/sync": "key",
        "/ticket/pos/<int:config_id>/availability/<int:session_id>": "staff",
        "/ticket/pos/display": "open",
        "/ticket/print-agent.pyz": "open",
        "/ticket/print-agent.sh": "open",
        "/ticket/shifts.pdf": "staff",
    }

    def test_every_route_has_a_row(self):
        self._walk_table()

    def test_strangers_get_nothing(self):
        self._walk_all()

    def test_wrong_methods_are_refused(self):
        self._walk_wrong_methods()
