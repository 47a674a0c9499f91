from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestSessionHeat(TicketSaleCommon):
    def _values(self, measure, session=None, **options):
        """{seat key: value} of the seats that have one."""
        heat = (session or self.session).get_heat(measure, **options)
        values = [value for value, length in heat["runs"] for _ in range(length)]
        seats = self.seats.sorted("id")
        self.assertEqual(len(values), len(seats))
        return {
            seat.key: value
            for seat, value in zip(seats, values, strict=True)
            if value is not None
        }

    def test_speed_counts_hours_from_the_begin_of_the_sale(self):
        self._sell("1-1", "1-2")
        [first, second] = self.session.ticket_ids.sorted(lambda t: t.place_id.id)
        self.session.sale_start = first.issued_at - timedelta(hours=5)
        second.issued_at = first.issued_at + timedelta(hours=2)
        self.assertEqual(self._values("speed"), {"ST-1-1": 5.0, "ST-1-2": 7.0})

    def test_presale_counts_as_sold_at_once(self):
        self._sell("1-1")
        issued_at = self.session.ticket_ids.issued_at
        self.session.sale_start = issued_at + timedelta(hours=5)
        self.assertEqual(self._values("speed"), {"ST-1-1": 0.0})

    def test_price_is_what_was_paid(self):
        self._sell("1-1")
        self._sell("2-1", ticket_type=self.child)
        self.assertEqual(self._values("price"), {"ST-1-1": 380.0, "ST-2-1": 190.0})

    def test_attendance_tells_who_came(self):
        self._sell("1-1", "1-2")
        self.session.ticket_ids.sorted(lambda t: t.place_id.id)[0].admitted = 1
        self.assertEqual(self._values("attendance"), {"ST-1-1": 100, "ST-1-2": 0})

    def test_tickets_given_back_do_not_count(self):
        self._sell("1-1")
        self.session.ticket_ids.state = "refunded"
        self.assertEqual(self._values("price"), {})
        self.assertEqual(self.session.get_heat("price")["tickets"], 0)

    def test_whole_show_means_over_all_its_sessions(self):
        other = self._create_session_on_sale(
            start=self.session.start + timedelta(days=1)
        )
        self._sell("1-1")
        heat = other.get_heat("price", whole_show=True)
        self.assertEqual((heat["sessions"], heat["tickets"]), (2, 1))
        self.assertEqual(self._values("price", other, whole_show=True), {"ST-1-1": 380})
        self.assertEqual(self._values("price", other), {})

    def test_only_supervisors_and_finance_see_what_was_sold(self):
        groups = {
            "cashier": False,
            "supervisor": True,
            "finance": True,
        }
        for role, sees in groups.items():
            user = new_test_user(
                self.env,
                f"heat_{role}",
                groups=f"base.group_user,ticket_sale.group_ticket_{role}",
            )
            session = self.session.with_user(user)
            if sees:
                self.assertEqual(session.get_heat("speed")["sessions"], 1)
            else:
                with self.assertRaises(AccessError):
                    session.get_heat("speed")

    def test_one_query_whatever_was_sold(self):
        self._sell("1-1", "1-2", "2-1", "2-2")
        self.env.flush_all()
        self.session.get_heat("price")
        with self.assertQueryCount(2):
            self.session.get_heat("price")
