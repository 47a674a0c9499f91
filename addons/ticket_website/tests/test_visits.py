from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import TicketWebsiteCommon

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@tagged("post_install", "-at_install")
class TestVisits(TicketWebsiteCommon):
    """Counting who was there: honestly, and without knowing anybody."""

    def setUp(self):
        super().setUp()
        self.Seen = self.env["ticket.web.seen"].sudo()

    def _visit(self, step="show", about=None, agent=BROWSER, headers=None, **utm):
        return self.make_jsonrpc_request(
            "/ticket/web/visit",
            {"step": step, "about": about or self.show.id, **utm},
            headers={"User-Agent": agent, **(headers or {})},
        )

    def _row(self, **values):
        return (
            self.env["ticket.web.visit"]
            .sudo()
            .create(
                {
                    "day": fields.Date.today(),
                    "website_id": self.website.id,
                    "company_id": self.env.company.id,
                    "show_id": self.show.id,
                    "step": "show",
                    "visits": 1,
                    "visitors": 1,
                    **values,
                }
            )
        )

    def _report(self, measure, **domain):
        domain = [(name, "=", value) for name, value in domain.items()]
        [(figure,)] = self.env["ticket.web.report"]._read_group(domain, [], [measure])
        return figure

    def test_a_reload_is_no_second_visit(self):
        for _again in range(3):
            self._visit()
        self.assertEqual(self.Seen.search([]).mapped("visits"), [1])

    def test_coming_back_later_is_another_visit_of_the_same_visitor(self):
        self._visit()
        self.Seen.search([]).seen_at -= timedelta(minutes=31)
        self._visit()
        self.assertEqual(self.Seen.search([]).mapped("visits"), [2])

    def test_two_browsers_are_two_visitors(self):
        self._visit()
        self._visit(agent=BROWSER.replace("140", "141"))
        self.assertEqual(len(self.Seen.search([])), 2)

    def test_robots_and_those_who_say_no_are_not_counted(self):
        self._visit(agent=ROBOT)
        self._visit(headers={"DNT": "1"})
        self._visit(headers={"Sec-GPC": "1"})
        self.assertFalse(self.Seen.search([]))

    def test_with_a_cookie_bar_only_those_who_agree_are_counted(self):
        self.website.cookies_bar = True
        self._visit()
        self.assertFalse(self.Seen.search([]))
        agreed = classmethod(lambda cls, kind: True)
        self.patch(self.env.registry["ir.http"], "_is_allowed_cookie", agreed)
        self._visit()
        self.assertEqual(len(self.Seen.search([])), 1)

    def test_staff_is_not_counted(self):
        self.authenticate(self.internal_user.login, self.internal_user.login)
        self._visit()
        self.assertFalse(self.Seen.search([]))

    def test_nothing_is_kept_that_tells_who_it_was(self):
        self._visit()
        today = self.Seen.search([])
        self.assertRegex(today.visitor, r"^[0-9a-f]{32}$")
        with freeze_time(fields.Datetime.now() + timedelta(days=1)):
            self._visit()
        tomorrow = self.Seen.search([]) - today
        self.assertNotEqual(tomorrow.visitor, today.visitor)

    def test_unknown_and_unpublished_things_are_not_counted(self):
        for step, about in (
            ("show", 999999),
            ("x", 1),
            ("seats", "1 OR 1"),
            ("cart", 1),
        ):
            self.assertIn("csrf_token", self._visit(step, about))
        self.show.is_published = False
        self._visit()
        self.assertFalse(self.Seen.search([]))

    def test_a_campaign_is_counted_when_it_exists_and_never_made(self):
        spring = self.env["utm.campaign"].create({"name": "Spring"})
        self._visit(utm_campaign="Spring")
        self._visit("seats", self.performance.id, utm_campaign="Made Up")
        self.assertEqual(self.Seen.search([("step", "=", "show")]).campaign_id, spring)
        self.assertFalse(self.env["utm.campaign"].search([("name", "=", "Made Up")]))

    def test_old_days_are_only_sums(self):
        self._visit()
        self._visit(agent=BROWSER.replace("140", "141"))
        self.Seen.search([]).day = fields.Date.today() - timedelta(days=5)
        self.env.flush_all()
        self.Seen._cron_count()
        self.assertFalse(self.Seen.search_count([]))
        self.assertEqual(self._report("page_visitors:sum"), 2)

    def test_the_way_to_a_ticket_is_in_the_report(self):
        self._visit()
        self._visit("seats", self.performance.id)
        order = self._fill_cart("1-1", "1-2")
        self._visit("cart")
        self.assertEqual(self._report("cart_visitors:sum", show_id=self.show.id), 1)
        order.partner_id = self.portal_user.partner_id
        self._paid(order)
        self.env.flush_all()
        self.assertEqual(self._report("orders:sum"), 1)
        self.assertEqual(self._report("tickets:sum"), 2)
        self.assertEqual(self._report("conversion:avg"), 100)

    def test_the_rate_of_a_group_is_that_of_its_sums(self):
        self._row(visitors=10)
        self._row(visitors=30, day=fields.Date.today() - timedelta(days=1))
        self.assertEqual(self._report("page_visitors:sum"), 40)
        self.assertEqual(self._report("conversion:avg"), 0)

    def test_demand_counts_visitors_and_tickets_of_two_weeks(self):
        self._row(visitors=7)
        self._row(visitors=100, day=fields.Date.today() - timedelta(days=15))
        self._row(visitors=50, step="seats")
        changed = self.show.write_date
        self.env["ticket.show"]._refresh_hot_scores()
        self.assertEqual(self.show.hot_score, 7)
        self.assertEqual(self.show.write_date, changed)

    def test_another_company_sees_nothing(self):
        self._row()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        user = new_test_user(
            self.env,
            "elsewhere",
            groups="ticket_sale.group_ticket_supervisor",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.assertFalse(self.env["ticket.web.report"].with_user(user).search([]))

    def test_roles(self):
        cases = [("ticket_venue.group_ticket_editor", True)]
        cases += [
            ("ticket_sale.group_ticket_finance", True),
            ("base.group_user", False),
        ]
        for group, allowed in cases:
            user = new_test_user(self.env, f"web_{group}", groups=group)
            report = self.env["ticket.web.report"].with_user(user)
            self.assertEqual(report.has_access("read"), allowed, group)
            for model in ("ticket.web.seen", "ticket.web.visit"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
