from datetime import timedelta

from odoo.tests import new_test_user, tagged

from .common import TicketGateHttpCase

SEARCH = "/ticket/api/v1/gate/search"


@tagged("post_install", "-at_install")
class TestGateSearch(TicketGateHttpCase):
    """A supervisor at a lane finds the ticket of somebody who cannot show it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device.may_search = True
        cls.ticket.sudo().holder_name = "Wang Xiaoming"
        cls.env.flush_all()

    def _search(self, query, token=None):
        response = self.url_open(
            SEARCH,
            json={"query": query},
            headers={"Authorization": f"Bearer {token or self.token}"},
        )
        return response.status_code, response.json()

    def test_found_by_seat_name_order_and_number(self):
        other = self._create_ticket("2-1")
        order = self.ticket.order_id.name
        for query in (
            "1-1",
            "Stalls row 1 seat 1",
            "xiaoming",
            self.ticket.number,
            order,
        ):
            with self.subTest(query):
                status, found = self._search(query)
                self.assertEqual(status, 200)
                numbers = [ticket["number"] for ticket in found["tickets"]]
                self.assertIn(self.ticket.number, numbers)
                self.assertNotIn(other.number, numbers)

    def test_no_price_no_phone_and_names_masked(self):
        _status, found = self._search("1-1")
        [ticket] = found["tickets"]
        self.assertEqual(
            ticket.keys(),
            {
                "number",
                "type",
                "session",
                "place",
                "holder",
                "admits",
                "admitted",
                "outside",
                "state",
            },
        )
        self.assertEqual(ticket["holder"], "W*** X*******")

    def test_only_sessions_at_this_lane_and_of_these_days(self):
        later = self.performance.start + timedelta(days=5)
        self.performance.write({"start": later, "end": later + timedelta(hours=2)})
        self.env.flush_all()
        self.assertEqual(self._search("1-1")[1]["tickets"], [])
        self.assertEqual(self._search(self.ticket.number)[1]["tickets"], [])

    def test_device_without_the_right_finds_nothing(self):
        self.device.may_search = False
        self.env.flush_all()
        status, answer = self._search("1-1")
        self.assertEqual((status, answer["error"]["code"]), (403, "not_allowed"))

    def test_query_must_be_a_text(self):
        for query in (None, "", "  ", 7, ["1-1"]):
            self.assertEqual(self._search(query)[0], 400)
        self.assertEqual(self._search("x" * 10_000)[0], 200)

    def test_supervisors_browser_may_search_and_a_stewards_may_not(self):
        gate_group = "ticket_gate.group_ticket_gate"
        supervisor = "ticket_sale.group_ticket_supervisor"
        for groups, expected in (
            (gate_group, False),
            (f"{gate_group},{supervisor}", True),
        ):
            user = new_test_user(self.env, f"u-{expected}", groups=groups)
            Device = self.env["ticket.gate.device"].with_user(user)
            token = Device._pair_browser(self.gate.with_user(user), "en_US")
            identity = Device._identify(token)
            self.assertEqual(identity.may_search, expected, groups)
