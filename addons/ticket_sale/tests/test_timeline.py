import json

from odoo import Command
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged

from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestTimeline(TicketSaleCommon, HttpCase):
    """S12: everything that happened to an order, a place and a ticket, in one list."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env,
            login="timeline_manager",
            groups="base.group_user,ticket_sale.group_ticket_manager",
        )

    def _kinds(self, *domain):
        self.env.flush_all()
        lines = self.env["ticket.timeline"].search([*domain], order="at, id")
        return lines.mapped("kind")

    def test_order_tells_who_ordered_held_sold_and_took_back(self):
        order = self._sell("1-1")
        order.ticket_ids._void("refunded", "ill")
        lines = self.env["ticket.timeline"].search([("order_id", "=", order.id)])
        self.assertEqual(
            set(lines.mapped("kind")), {"held", "ordered", "sold", "voided"}
        )
        self.assertEqual(set(lines.mapped("document")), {order.name})
        sold = lines.filtered(lambda line: line.kind == "sold")
        self.assertEqual(sold.user_id, self.env.user)
        self.assertEqual(sold.ticket_id, order.ticket_ids)
        self.assertEqual(sold.channel, "website")

    def test_place_tells_all_its_owners(self):
        first = self._sell("1-1")
        first.ticket_ids._void("refunded", "ill")
        second = self._sell("1-1")
        place = self._places("1-1")
        orders = self.env["ticket.timeline"].search([("place_id", "=", place.id)])
        self.assertEqual(orders.order_id, first | second)
        kinds = self._kinds(("place_id", "=", place.id))
        self.assertEqual(kinds, ["held", "sold", "voided", "held", "sold"])

    def test_ticket_tells_its_own_story(self):
        first = self._sell("1-1").ticket_ids
        first._void("refunded", "ill")
        second = self._sell("1-1").ticket_ids
        kinds = self._kinds(("ticket_id", "=", second.id))
        self.assertEqual(kinds, ["sold"])
        action = first.action_view_timeline()
        lines = self.env["ticket.timeline"].search(action["domain"])
        self.assertNotIn(second, lines.ticket_id)

    def test_locked_and_released_places_without_an_order(self):
        place = self._places("1-1")
        self.env.flush_all()
        place.action_lock("press")
        place.action_open()
        held = self._hold_places("1-1", reference="call 7")
        self.Hold._release(held.token)
        kinds = self._kinds(("place_id", "=", place.id))
        self.assertEqual(kinds, ["locked", "opened", "held", "released"])
        lines = self.env["ticket.timeline"].search([("document", "=", "call 7")])
        self.assertEqual(set(lines.mapped("kind")), {"held", "released"})

    def test_approvals_are_part_of_it(self):
        self.env["ticket.approval.rule"].create(
            {
                "name": "All",
                "step_ids": [
                    Command.create(
                        {"name": "House", "user_ids": [Command.set(self.manager.ids)]}
                    )
                ],
            }
        )
        order = self._order(self._hold_places("1-1"), confirm=False)
        order.action_confirm()
        order.ticket_approval_ids.with_user(self.manager)._decide("approved", "fine")
        lines = self.env["ticket.timeline"].search([("order_id", "=", order.id)])
        decided = lines.filtered(lambda line: line.kind == "approved")
        self.assertEqual(decided.user_id, self.manager)
        self.assertEqual(decided.detail, "House: fine")
        self.assertIn("approval_asked", lines.mapped("kind"))

    def test_every_line_has_an_id_of_its_own(self):
        self._sell("1-1", "1-2")
        self._sell("2-1")
        self.env.flush_all()
        lines = self.env["ticket.timeline"].search([])
        self.assertEqual(len(lines.ids), len(set(lines.ids)))
        self.assertEqual(len(lines), self.env["ticket.timeline"].search_count([]))

    def test_other_company_sees_nothing_of_it(self):
        order = self._sell("1-1")
        other = self.env["res.company"].create({"name": "Other Venue"})
        self.manager.write(
            {"company_ids": [Command.set(other.ids)], "company_id": other.id}
        )
        timeline = self.env["ticket.timeline"].with_user(self.manager)
        self.assertFalse(timeline.search([("order_id", "=", order.id)]))

    def test_timeline_is_exported_to_csv_and_xlsx(self):
        order = self._sell("1-1")
        self.env.flush_all()
        names = ("at", "kind", "place_id", "user_id")
        wanted = {
            "model": "ticket.timeline",
            "domain": [("order_id", "=", order.id)],
            "ids": False,
            "fields": [{"name": name, "label": name} for name in names],
            "groupby": [],
            "import_compat": False,
        }
        for kind, begins in (("csv", b'"at"'), ("xlsx", b"PK")):
            with self.subTest(kind):
                self.assertTrue(self._export(kind, wanted).startswith(begins))

    def _export(self, kind, wanted):
        session = type(self).session
        del type(self).session  # HttpCase keeps its own session under this name
        try:
            self.authenticate("timeline_manager", "timeline_manager")
            form = {
                "data": json.dumps(wanted),
                "csrf_token": Request.csrf_token(self),
            }
            return self.url_open(f"/web/export/{kind}", form).content
        finally:
            del self.session
            type(self).session = session
