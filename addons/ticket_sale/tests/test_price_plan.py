from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common_price import TicketPriceCommon


@tagged("post_install", "-at_install")
class TestPricePlan(TicketPriceCommon):
    """The table of a plan, its painting, and what is no price."""

    def _write_matrix(self, *prices, **values):
        self.plan.matrix = {**self.plan.matrix, "prices": [*prices], **values}

    # --- the table ----------------------------------------------------------

    def test_the_table_has_a_row_a_zone_and_the_prices_of_the_plan(self):
        matrix = self.plan.matrix
        self.assertEqual(
            [row["name"] for row in matrix["zones"]], ["Zone A", "Standing"]
        )
        self.assertIn([self.zone_a.id, self.adult.id, 380.0], matrix["prices"])
        self.assertEqual(len(matrix["prices"]), 3)

    def test_the_table_writes_changes_adds_and_takes_away(self):
        kept = self.plan.price_ids.filtered(lambda price: price.type_id == self.adult)
        self._write_matrix(
            [self.zone_a.id, self.adult.id, 400],
            [self.zone_f.id, self.adult.id, 120],
            [self.zone_f.id, self.child.id, 60],
        )
        self.assertEqual(
            {(p.zone_id, p.type_id): p.amount for p in self.plan.price_ids},
            {
                (self.zone_a, self.adult): 400,
                (self.zone_f, self.adult): 120,
                (self.zone_f, self.child): 60,
            },
        )
        self.assertLessEqual(kept, self.plan.price_ids)

    def test_no_number_a_negative_or_another_currency_is_no_price(self):
        for amount in (-1, "12", True, float("nan"), float("inf"), 10**9):
            with self.assertRaises(ValidationError, msg=str(amount)):
                self._write_matrix([self.zone_a.id, self.adult.id, amount])
        with self.assertRaisesRegex(ValidationError, "pricelist"):
            self._write_matrix(currency={"name": "XTS"})

    def test_a_price_of_nothing_is_refused_unless_it_is_meant(self):
        with self.assertRaisesRegex(ValidationError, "May Be Free"):
            self._write_matrix([self.zone_a.id, self.adult.id, 0])
        self.adult.may_be_free = True
        self._write_matrix([self.zone_a.id, self.adult.id, 0])
        self.assertEqual(self._price(), 0)

    def test_a_plan_is_copied_with_its_prices(self):
        copy = self.plan.copy()
        self.assertEqual(
            sorted(copy.price_ids.mapped("amount")),
            sorted(self.plan.price_ids.mapped("amount")),
        )

    def test_the_table_of_a_session_writes_only_what_differs(self):
        matrix = self.session.price_matrix
        self.assertEqual(matrix["prices"], [])
        self.assertEqual(len(matrix["base"]), 3)
        self.session.price_matrix = matrix | {
            "prices": [
                [self.zone_a.id, self.adult.id, 420],
                [self.zone_a.id, self.child.id, None],
            ]
        }
        self.assertEqual(self._price(), 420)
        self.assertIsNone(self._price(self.child))
        self.session.price_matrix = self.session.price_matrix | {"prices": []}
        self.assertEqual(self._price(self.child), 190)
        self.assertFalse(self.session.price_ids)

    # --- painting -----------------------------------------------------------

    def _paint(self, seats, areas=None, revision=None):
        areas = {self.floor.id: self.zone_f.id} if areas is None else areas
        revision = self.seat_map.revision if revision is None else revision
        self.plan.paint(revision, seats, {str(k): v for k, v in areas.items()})

    def test_the_painting_says_the_zone_of_every_seat(self):
        painting = self.plan.get_painting()
        self.assertEqual(painting["seats"], [[self.zone_a.id, 40]])
        [area] = painting["areas"]
        self.assertEqual((area["left"], area["zone_id"]), (30, self.zone_f.id))
        self.assertEqual(painting["zones"][0]["prices"][0]["type"], "Adult")

    def test_what_is_painted_is_what_a_new_session_opens_with(self):
        runs = [[self.zone_a.id, 8], [self.zone_f.id, 31], [0, 1]]
        self._paint(runs, {})
        self.assertEqual(self.plan.get_painting()["seats"], runs)
        session = self._create_session_on_sale(start=self._in(days=40))
        seated = session.place_ids.filtered("seat_id").sorted("seat_id")
        self.assertEqual(
            seated.mapped(lambda place: place.zone_id.id or 0),
            [self.zone_a.id] * 8 + [self.zone_f.id] * 31 + [0],
        )
        self.assertEqual(seated[-1].state, "locked")
        self.assertFalse(session.place_ids.filtered(lambda p: not p.seat_id).zone_id)

    def test_painting_a_whole_section_names_no_seat(self):
        self._paint([[self.zone_f.id, 40]])
        self.assertEqual(self.zone_f.section_ids, self.stalls | self.floor)
        self.assertFalse(self.plan.zone_ids.seat_ids)

    def test_a_painting_of_another_map_or_zone_is_refused(self):
        other = self._create_plan()
        for seats, areas, revision in (
            ([[self.zone_a.id, 39]], None, None),
            ([[self.zone_a.id, 41]], None, None),
            ([[other.zone_ids[0].id, 40]], None, None),
            ([[self.zone_a.id, 40]], {self.stalls.id: self.zone_a.id}, None),
            ([[self.zone_a.id, 40]], None, self.seat_map.revision + 1),
        ):
            with self.assertRaisesRegex(UserError, "nothing was saved"):
                self._paint(seats, areas, revision)

    def test_sessions_on_sale_follow_only_when_told_and_only_unsold(self):
        self._sell("1-1")
        held = self._hold_places("1-2")
        self._paint([[self.zone_f.id, 8], [self.zone_a.id, 31], [0, 1]])
        self.assertEqual(self._places("1-3").zone_id, self.zone_a)
        self.env.flush_all()
        self.assertEqual(self.plan.repaint_sessions(), 7)
        self.env.invalidate_all()
        self.assertEqual(
            self._places("1-1", "1-2", "1-3", "2-1").mapped("zone_id.code"),
            ["A", "F"],
        )
        self.assertEqual(self._places("1-3").zone_id, self.zone_f)
        self.assertEqual(self._places("1-1", "1-2").zone_id, self.zone_a)
        self.assertEqual(self._places("5-8").state, "locked")
        self.assertTrue(held.places)

    def test_a_seat_painted_again_is_for_sale_again(self):
        self._paint([[0, 1], [self.zone_a.id, 39]])
        self.env.flush_all()
        self.plan.repaint_sessions()
        self.env.invalidate_all()
        self.assertEqual(self._places("1-1").lock_reason, "no price")
        self._paint([[self.zone_a.id, 40]])
        self.env.flush_all()
        self.plan.repaint_sessions()
        self.env.invalidate_all()
        self.assertEqual(self._places("1-1").state, "free")
        self.assertFalse(self._places("1-1").lock_reason)

    def test_a_seat_locked_by_hand_stays_locked_in_its_new_zone(self):
        self._places("1-1").action_lock("broken")
        self._paint([[self.zone_f.id, 40]])
        self.env.flush_all()
        self.plan.repaint_sessions()
        self.env.invalidate_all()
        place = self._places("1-1")
        self.assertEqual((place.state, place.zone_id), ("locked", self.zone_f))
        self.assertEqual(place.lock_reason, "broken")

    # --- roles --------------------------------------------------------------

    @mute_logger(
        "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_access"
    )
    def test_only_managers_set_and_paint_prices(self):
        runs = [[self.zone_a.id, 40]]
        for group in ("supervisor", "cashier", "finance"):
            user = new_test_user(
                self.env, f"painter_{group}", f"ticket_sale.group_ticket_{group}"
            )
            plan = self.plan.with_user(user)
            self.assertFalse(plan.get_painting()["can_write"])
            with self.assertRaises(AccessError):
                plan.paint(self.seat_map.revision, runs, {})
            with self.assertRaises(AccessError):
                plan.repaint_sessions()
            with self.assertRaises(AccessError):
                plan.matrix = plan.matrix | {"prices": []}
        manager = new_test_user(
            self.env, "painter_manager", "ticket_sale.group_ticket_manager"
        )
        self.plan.with_user(manager).paint(self.seat_map.revision, runs, {})
        self.assertEqual(self.zone_a.section_ids, self.stalls)

    def test_prices_of_another_company_are_not_seen(self):
        self._override(420)
        self._create_change()
        self._create_rule({"share": 10, "percent": 10})
        self.session._follow_prices()
        other = self.env["res.company"].create({"name": "Other House"})
        user = new_test_user(
            self.env,
            "other_house",
            "ticket_sale.group_ticket_manager",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        for model in (
            "ticket.session.price",
            "ticket.price.change",
            "ticket.price.rule",
            "ticket.price.rule.step",
            "ticket.price.reached",
            "ticket.price.log",
        ):
            self.assertFalse(self.env[model].with_user(user).search([]), model)
