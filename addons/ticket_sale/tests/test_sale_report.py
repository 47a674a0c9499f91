from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from .common_money import TicketMoneyCommon


@tagged("post_install", "-at_install")
class TestSaleReport(TicketMoneyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_price(cls.adult, 380, cls.tax)
        cls.order = cls._order_mixed(["1-1", "1-2", "1-3"], ["1-4"])
        cls.other_session = cls._create_session_on_sale(
            start=fields.Datetime.now() + timedelta(days=60)
        )
        cls.order.ticket_ids[0]._refund("ill")
        cls.Report = cls.env["ticket.sale.report"]
        cls.domain = [("session_id", "=", cls.session.id)]

    def _sums(self, *groupby, measure="takings:sum"):
        return {
            tuple(keys): value
            for *keys, value in self.Report._read_group(
                self.domain, list(groupby), [measure]
            )
        }

    def test_totals_equal_an_independent_sql_figure(self):
        self.env.flush_all()
        [(tickets, amount, refunds)] = self.env.execute_query(
            SQL(
                """SELECT count(*), sum(price),
                          sum(price) FILTER (WHERE voided_at IS NOT NULL)
                     FROM ticket_ticket WHERE session_id = %s""",
                self.session.id,
            )
        )
        [(sold, sales, refunded)] = self.Report._read_group(
            self.domain, [], ["sold:sum", "amount:sum", "refund_amount:sum"]
        )
        self.assertEqual((sold, sales, refunded), (tickets, amount, refunds))
        self.assertEqual(sales, 3 * 437 + 190)
        self.assertEqual(refunded, 437)

    def test_every_dimension_adds_up_to_the_same_total(self):
        total = 2 * 437 + 190
        for dimension in (
            "show_id",
            "session_id",
            "venue_id",
            "hall_id",
            "zone_id",
            "type_id",
            "channel",
            "user_id",
            "payment_method",
            "date:day",
            "partner_id",
            "state",
        ):
            with self.subTest(dimension=dimension):
                self.assertAlmostEqual(sum(self._sums(dimension).values()), total, 2)

    def test_sold_and_refunded_are_events_of_their_own_days(self):
        ticket = self.order.ticket_ids[0]
        ticket.issued_at = fields.Datetime.now() - timedelta(days=2)
        self.env.flush_all()
        days = self._sums("date:day", "event", measure="takings:sum")
        self.assertEqual(sorted(days.values()), [-437.0, 437.0, 1064.0])

    def test_figures_by_ticket_type(self):
        self.assertEqual(
            self._sums("type_id", measure="tickets:sum"),
            {(self.adult,): 2, (self.child,): 1},
        )
        self.assertEqual(
            self._sums("type_id"), {(self.adult,): 874.0, (self.child,): 190.0}
        )

    def test_untaxed_takings_equal_the_books(self):
        live = self.order.ticket_ids.filtered(lambda t: t.state == "valid")
        [(net,)] = self.Report._read_group(self.domain, [], ["net_amount:sum"])
        self.assertEqual(net, self._tickets_worth(live))

    def test_order_without_online_payment_is_on_invoice(self):
        self.assertEqual(
            self.Report.search(self.domain, limit=1).payment_method, "On invoice"
        )

    def test_online_payment_is_named(self):
        provider = self.env["payment.provider"].search([], limit=1)
        method = self.env["payment.method"].create(
            {"name": "Panda Pay", "code": "panda_test"}
        )
        self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": method.id,
                "reference": "panda-1",
                "amount": 10,
                "currency_id": self.company.currency_id.id,
                "partner_id": self.customer.id,
                "sale_order_ids": [(6, 0, self.order.ids)],
                "state": "done",
            }
        )
        self.assertEqual(
            set(self.Report.search(self.domain).mapped("payment_method")), {"Panda Pay"}
        )

    def test_rows_are_distinct(self):
        rows = self.Report.search(self.domain)
        self.assertEqual(len(rows), 5)
        self.assertEqual(len(set(rows.ids)), 5)

    def test_report_takes_a_fixed_number_of_queries(self):
        """The report, and twice the rates of the user's companies."""
        self.env.flush_all()
        with self.assertQueryCount(3):
            self.Report._read_group(self.domain, ["type_id"], ["takings:sum"])

    def test_list_is_exported(self):
        rows = self.Report.search(self.domain)
        data = rows.export_data(["show_id/name", "channel", "takings"])["datas"]
        self.assertEqual(len(data), 5)
        self.assertEqual({row[0] for row in data}, {"Swan Lake"})


@tagged("post_install", "-at_install")
class TestToday(TicketMoneyCommon):
    def _figures(self, period="today"):
        self.env.flush_all()
        return self.env["ticket.today"].get_figures(period)

    def test_sales_and_refunds_of_today(self):
        before = self._figures()["totals"]
        order = self._sell("1-1", "1-2")
        order.ticket_ids[0]._refund("ill")
        after = self._figures()["totals"]
        self.assertEqual(after["sold"] - before["sold"], 2)
        self.assertEqual(after["refunded"] - before["refunded"], 1)
        self.assertEqual(after["takings"] - before["takings"], 380.0)
        self.assertEqual(after["refund_amount"] - before["refund_amount"], 380.0)

    def test_blocks_add_up_to_the_total(self):
        self._sell("1-1", "1-2")
        for period in ("today", "month", "year"):
            figures = self._figures(period)
            takings = figures["totals"]["takings"]
            for block in ("bars", "channels", "payments"):
                self.assertAlmostEqual(
                    sum(row["takings"] for row in figures[block]), takings, 2
                )

    def test_sale_of_last_week_is_compared_not_counted(self):
        before = self._figures()
        order = self._sell("1-1")
        order.ticket_ids.issued_at = fields.Datetime.now() - timedelta(
            days=7, minutes=1
        )
        after = self._figures()
        self.assertEqual(after["totals"]["sold"], before["totals"]["sold"])

    def test_next_sessions_tell_sold_and_left(self):
        self._sell("1-1", "1-2")
        self.env["ticket.session"].search(
            [("id", "!=", self.session.id)]
        ).inventory_open = False
        [row] = self._figures()["sessions"]
        self.assertEqual(row["id"], self.session.id)
        self.assertEqual(row["sold"], 2)
        self.assertEqual(row["left"], row["places"] - 2)
