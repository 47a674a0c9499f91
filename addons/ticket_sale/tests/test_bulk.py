import base64

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from ..exceptions import NamesInvalid, PlacesUnavailable, PriceMissing
from .common_money import TicketMoneyCommon


@tagged("post_install", "-at_install")
class TestBulk(TicketMoneyCommon):
    """S11: many tickets in one act, sold or given away."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ticket.approval.rule"].search([]).active = False
        cls.supervisor = new_test_user(
            cls.env,
            login="bulk_supervisor",
            groups="base.group_user,ticket_sale.group_ticket_supervisor",
        )
        cls.free = cls.env.ref("ticket_sale.ticket_type_free")
        cls.free.may_be_free = True  # a database made before has no such mark
        cls.work = cls.env.ref("ticket_sale.ticket_type_work")
        plan = cls.env["account.analytic.plan"].create({"name": "Departments"})
        cls.budget = cls.env["account.analytic.account"].create(
            {"name": "Press office", "plan_id": plan.id}
        )

    def _wizard(self, **values):
        self.env.flush_all()
        return (
            self.env["ticket.bulk"]
            .with_user(self.supervisor)
            .create(
                {
                    "session_id": self.session.id,
                    "type_id": self.adult.id,
                    "partner_id": self.customer.id,
                    **values,
                }
            )
        )

    def _issue(self, **values):
        """The order that the wizard made."""
        before = self.env["sale.order"].search([])
        wizard = self._wizard(**values)
        wizard.action_hold()
        wizard.action_issue()
        return self.env["sale.order"].search([]) - before

    def _file(self, text, encoding="utf-8"):
        return base64.b64encode(text.encode(encoding))

    def test_best_places_are_issued_in_one_order(self):
        order = self._issue(count=12, zone_id=self.zone_a.id)
        self.assertEqual(order.state, "sale")
        self.assertEqual(len(order.ticket_ids), 12)
        self.assertEqual(order.amount_untaxed, 12 * 380)
        self.assertEqual(order.ticket_ids.user_id, self.supervisor)
        self.assertEqual(set(order.ticket_ids.mapped("channel")), {"backoffice"})

    def test_chosen_places_from_the_list(self):
        places = self._places("1-1", "3-4")
        action = places.action_issue_bulk()
        form = Form(
            self.env["ticket.bulk"]
            .with_user(self.supervisor)
            .with_context(**action["context"])
        )
        form.type_id = self.adult
        form.partner_id = self.customer
        self.env.flush_all()
        wizard = form.save()
        wizard.action_hold()
        self.assertEqual(places.mapped("state"), ["held", "held"])
        wizard.action_issue()
        self.assertEqual(places.mapped("state"), ["sold", "sold"])

    def test_seats_chosen_on_the_map_are_issued(self):
        seat_ids = self._places("2-1", "2-2").seat_id.ids
        session = self.session.with_user(self.supervisor)
        self.assertIn("issue", [act["name"] for act in session.get_map_acts()])
        action = session.get_map_act("issue", seat_ids)
        wizard = self.env["ticket.bulk"].with_context(**action["context"])
        form = Form(wizard.with_user(self.supervisor))
        self.assertEqual(form.choice, "places")
        self.assertEqual(form.place_count, 2)

    def test_taken_place_issues_nothing_and_holds_nothing(self):
        self._hold_places("1-1")
        places = self._places("1-1", "1-2")
        with self.assertRaises(PlacesUnavailable):
            self._issue(choice="places", place_ids=[Command.set(places.ids)])
        self.assertEqual(self._places("1-2").state, "free")

    def test_places_are_shown_with_their_names_before_they_are_sold(self):
        wizard = self._wizard(names_file=self._file("Ann\nBob\n"))
        wizard.action_hold()
        self.assertIn("Bob", wizard.preview)
        self.assertEqual(self.session.sold_count, 0)
        wizard.action_cancel()
        held = self.env["ticket.place"].search([("state", "=", "held")])
        self.assertFalse(held & self.session.place_ids)

    def test_refusal_after_the_hold_frees_the_places(self):
        places = self._places("1-1", "1-2")
        names = self._file("name,seat\nLi,Row 9 Seat 9\n")
        with self.assertRaises(NamesInvalid):
            self._issue(
                choice="places",
                place_ids=[Command.set(places.ids)],
                names_file=names,
            )
        self.assertEqual(places.mapped("state"), ["free", "free"])

    def test_gift_needs_a_reason_and_costs_nothing(self):
        with self.assertRaises(UserError):
            self._issue(count=2, type_id=self.free.id)
        order = self._issue(
            count=2,
            type_id=self.free.id,
            reason="Press night",
            cost_centre_id=self.budget.id,
        )
        self.assertEqual(order.amount_total, 0)
        self.assertEqual(order.ticket_ids.mapped("price"), [0, 0])
        self.assertEqual(order.ticket_reason, "Press night")
        self.assertEqual(
            order.order_line.analytic_distribution, {str(self.budget.id): 100}
        )
        self.assertProven()

    def test_gift_is_free_whatever_the_pricelist_says(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Fixed",
                "item_ids": [
                    Command.create(
                        {
                            "compute_price": "fixed",
                            "fixed_price": 50,
                            "applied_on": "3_global",
                        }
                    )
                ],
            }
        )
        self.customer.property_product_pricelist = pricelist
        order = self._issue(count=1, type_id=self.work.id, reason="Stage hands")
        self.assertEqual(order.amount_total, 0)

    def test_no_other_channel_gives_tickets_away(self):
        held = self._hold_places("1-1")
        hold = self.Hold._find(held.token)
        with self.assertRaises(PriceMissing):
            self.Hold._choose(hold, {held.places[0].id: self.free.id})
        offer = self.session._offer("website")
        self.assertNotIn(self.free.id, [kind["id"] for kind in offer["types"]])

    def test_price_rules_do_not_move_gifts(self):
        self.env["ticket.price.change"].create(
            {
                "session_id": self.session.id,
                "effect": "add",
                "amount": 20,
                "starts_at": "2020-01-01 00:00:00",
            }
        )
        order = self._issue(count=1, type_id=self.free.id, reason="Press")
        self.assertEqual(order.order_line.ticket_base_price, 0)
        self.assertNotIn(
            (self.zone_a.id, self.free.id), self.session._prices(), "no channel's price"
        )

    def test_names_are_given_in_order_or_by_seat(self):
        places = self._places("1-1", "1-2", "1-3")
        order = self._issue(
            choice="places",
            place_ids=[Command.set(places.ids)],
            names_file=self._file(
                "姓名,座位\n李华,\n吴敏,Stalls Row 1 Seat 1\n", "gb18030"
            ),
        )
        names = {t.seat_label[-1]: t.holder_name for t in order.ticket_ids}
        self.assertEqual(names, {"1": "吴敏", "2": "李华", "3": False})

    def test_list_of_names_decides_how_many(self):
        order = self._issue(names_file=self._file("Ann\nBob\nCid\n"))
        self.assertEqual(
            sorted(order.ticket_ids.mapped("holder_name")), ["Ann", "Bob", "Cid"]
        )

    def test_wrong_rows_of_the_list_are_named(self):
        wizard = self._wizard(
            count=9,
            names_file=self._file(
                "name,seat\nLi,A1\n,A2\nWu,A1\n" + "x" * 81 + ",A3\n"
            ),
        )
        self.assertEqual(
            wizard.names_problem.splitlines(),
            [
                "Row 3: the name is missing.",
                "Row 4: seat “A1” is in the list twice.",
                "Row 5: the name is longer than 80 characters.",
            ],
        )
        with self.assertRaises(NamesInvalid) as refusal:
            wizard.action_hold()
        self.assertEqual(refusal.exception.details["rows"][0]["line"], 3)

    def test_more_names_than_places_are_refused(self):
        with self.assertRaises(NamesInvalid):
            self._issue(count=1, names_file=self._file("Ann\nBob\n"))

    def test_bulk_waits_for_approval_with_its_places(self):
        manager = new_test_user(
            self.env, login="bulk_manager", groups="ticket_sale.group_ticket_manager"
        )
        self.env["ticket.approval.rule"].create(
            {
                "name": "Gifts",
                "type_ids": [Command.set((self.free | self.work).ids)],
                "step_ids": [
                    Command.create(
                        {
                            "name": "House",
                            "user_ids": [Command.set(manager.ids)],
                        }
                    )
                ],
            }
        )
        order = self._issue(count=3, type_id=self.free.id, reason="Sponsors")
        self.assertEqual(order.ticket_approval_state, "waiting")
        self.assertIn("Sponsors", order.ticket_approval_ids.summary)
        self.assertFalse(order.ticket_ids)
        order.ticket_approval_ids.with_user(manager).action_approve()
        self.assertEqual(len(order.ticket_ids), 3)

    def test_tickets_are_mailed_when_they_are_issued(self):
        order = self._issue(count=2, output="mail")
        template = order._get_confirmation_template()
        mailed = order.pending_email_template_id or order.message_ids.filtered(
            "attachment_ids"
        )
        self.assertTrue(mailed)
        attachments = order._process_attachments_for_template_post(template)
        tickets, dates = attachments[order.id]["attachments"]
        self.assertTrue(tickets[0].endswith(".pdf"))
        self.assertTrue(base64.b64decode(tickets[1]).startswith(b"%PDF"))
        self.assertTrue(dates[0].endswith(".ics"))

    def test_cashiers_do_not_issue_in_bulk(self):
        cashier = new_test_user(
            self.env, login="bulk_cashier", groups="ticket_sale.group_ticket_cashier"
        )
        with self.assertRaises(AccessError):
            self.env["ticket.bulk"].with_user(cashier).create(
                {
                    "session_id": self.session.id,
                    "type_id": self.adult.id,
                    "partner_id": self.customer.id,
                }
            )
