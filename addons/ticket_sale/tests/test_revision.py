from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from ..exceptions import PlacesUnavailable, RevisionRefused
from .common import TicketSaleCommon


class TicketRevisionCommon(TicketSaleCommon):
    """The session's map has a second revision, still the same as the first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        action = cls.seat_map.action_new_revision()
        cls.revision = cls.env["ticket.seat.map"].browse(action["res_id"])
        cls.new_stalls = cls.revision.section_ids.filtered(lambda s: s.code == "ST")
        cls.new_floor = cls.revision.section_ids.filtered(lambda s: s.code == "FL")

    @classmethod
    def _new_seats(cls, *keys):
        return cls.revision.seat_ids.filtered(
            lambda seat: seat.key in [f"ST-{key}" for key in keys]
        )

    @classmethod
    def _add_seat(cls, key="6-1", **values):
        row, number = key.split("-")
        return cls.env["ticket.seat"].create(
            {
                "seat_map_id": cls.revision.id,
                "section_id": cls.new_stalls.id,
                "row": row,
                "number": number,
                "x": 0,
                "y": 500,
                "kind_id": cls.standard.id,
                "key": f"ST-{key}",
                **values,
            }
        )

    def _move(self, **values):
        self.env.flush_all()
        self.session._move_to_revision(self.revision, **values)
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestRevision(TicketRevisionCommon):
    # --- what goes along ------------------------------------------------------

    def test_places_go_with_their_seats(self):
        order = self._sell("1-1", "1-2")
        before = self.session.place_ids

        self._move()

        self.assertEqual(self.session.seat_map_id, self.revision)
        self.assertEqual(self.revision.state, "frozen")
        self.assertEqual(self.session.place_ids, before)
        self.assertEqual(order.ticket_ids.seat_id, self._new_seats("1-1", "1-2"))
        self.assertEqual(
            self.session.place_ids.section_id, self.new_stalls | self.new_floor
        )

    def test_availability_is_in_the_order_of_the_new_map(self):
        self._sell("1-2")
        self._new_seats("1-1").unlink()

        self._move()

        self.assertEqual(len(self.session._availability()), 10)  # 39 seats
        self.assertEqual(self.session._availability()[0] >> 6, 2)

    def test_new_seats_go_on_sale_in_the_zone_of_their_section(self):
        seat = self._add_seat()

        self._move()

        place = self.session.place_ids.filtered(lambda p: p.seat_id == seat)
        self.assertEqual((place.state, place.zone_id), ("free", self.zone_a))

    def test_gone_free_seats_leave_the_sale(self):
        self._new_seats("3-3").unlink()
        place = self._places("3-3")

        self._move()

        self.assertFalse(place.exists())
        self.assertEqual(self.session.place_count, 69)

    def test_gone_seat_with_a_history_is_kept_for_its_sake_and_never_sold(self):
        place = self._places("3-3")
        place.action_lock("camera")
        place.action_open()
        self._new_seats("3-3").unlink()

        self._move()

        self.assertEqual((place.state, place.lock_reason), ("locked", "not in the map"))
        self.assertFalse(place.seat_id or place.zone_id)
        self.plan.repaint_sessions()
        self.assertFalse(place.zone_id)
        with self.assertRaisesRegex(UserError, "no price zone"):
            place.action_open()

    def test_standing_area_grows_and_shrinks(self):
        self.new_floor.capacity = 35
        self._move()
        self.assertEqual(self._left(self.new_floor), 35)

    def test_standing_area_keeps_who_is_in_it_when_it_shrinks(self):
        held = self._hold_standing(3)
        self.new_floor.capacity = 3

        self._move()

        self.assertEqual(self._left(self.new_floor), 0)
        self.assertEqual(len(self.Hold.sudo().browse(held.hold_id).place_ids), 3)

    def _hold_standing(self, count):
        self.env.flush_all()
        best = {"count": count, "section_id": self.floor.id}
        return self.Hold._hold(self.session, "website", best=best)

    def _left(self, area):
        self.env.flush_all()
        [left] = [a["left"] for a in self.session._offer_areas() if a["id"] == area.id]
        return left

    # --- what is refused ------------------------------------------------------

    def test_a_sold_seat_that_is_gone_is_refused_and_named(self):
        self._sell("1-1")
        self._new_seats("1-1").unlink()

        with self.assertRaisesRegex(RevisionRefused, "Row 1 · Seat 1 · Sold") as caught:
            self._move()

        self.assertEqual(caught.exception.details["places"], self._places("1-1").ids)
        self.assertEqual(self.session.seat_map_id, self.seat_map)
        self.assertEqual(self.revision.state, "draft")

    def test_a_held_seat_that_is_gone_is_refused(self):
        self._hold_places("1-1")
        self._new_seats("1-1").unlink()
        with self.assertRaisesRegex(RevisionRefused, "Seat 1 · Held"):
            self._move()

    def test_a_reserved_seat_that_is_gone_is_refused(self):
        self._hold_places("1-1", reserved=True)
        self._new_seats("1-1").unlink()
        with self.assertRaisesRegex(RevisionRefused, "Seat 1 · Reserved"):
            self._move()

    def test_a_hold_past_its_time_keeps_nothing(self):
        self._expire(self._hold_places("1-1"))
        self._new_seats("1-1").unlink()

        self._move()

        self.assertEqual(self.session.seat_map_id, self.revision)

    def test_standing_places_somebody_has_are_not_dropped(self):
        self._hold_standing(3)
        self.new_floor.capacity = 2
        with self.assertRaisesRegex(RevisionRefused, "these 1 places"):
            self._move()

    def test_a_renumbered_sold_seat_asks_first(self):
        order = self._sell("1-1")
        self._new_seats("1-1").number = "101"

        with self.assertRaisesRegex(RevisionRefused, "Seat 1 → .*Seat 101"):
            self._move()
        self._move(renumber=True)

        self.assertEqual(order.ticket_ids.seat_label, "Stalls · Row 1 · Seat 101")
        line = self.env["ticket.place.log"].search(
            [("place_id", "=", self._places("1-1").id), ("action", "=", "moved")]
        )
        self.assertEqual(
            line.detail, "Stalls · Row 1 · Seat 1 → Stalls · Row 1 · Seat 101"
        )
        self.assertEqual(line.ticket_id, order.ticket_ids)

    def test_a_renumbered_free_seat_asks_nobody(self):
        self._new_seats("1-1").number = "101"
        self._move()
        self.assertEqual(self.session.seat_map_id, self.revision)

    def test_all_sessions_move_or_none(self):
        other = self._create_session_on_sale(
            start=self.session.start.replace(year=self.session.start.year + 1)
        )
        self._sell("1-1")
        self._new_seats("1-1").unlink()
        self.env.flush_all()

        with self.assertRaises(RevisionRefused), self.env.cr.savepoint():
            (other | self.session)._move_to_revision(self.revision)

        self.env.invalidate_all()
        self.assertEqual((other | self.session).seat_map_id, self.seat_map)

    def test_a_session_of_another_drawing_does_not_move_here(self):
        stranger = self.seat_map.copy()
        with self.assertRaisesRegex(UserError, "another revision of the same"):
            self.session._move_to_revision(stranger)

    def test_a_played_session_stays_where_it_is(self):
        self.session.state = "played"
        with self.assertRaisesRegex(UserError, "still to come"):
            self._move()

    def test_the_map_of_a_session_on_sale_is_not_simply_written(self):
        with self.assertRaisesRegex(UserError, "cannot change any more"):
            self.session.seat_map_id = self.revision

    # --- zones, kinds and ranks -------------------------------------------------

    def test_a_seat_kept_back_in_the_revision_is_locked(self):
        self._new_seats("1-1", "1-2").kind_id = self.house
        self._sell("1-1")

        self._move()

        sold, free = self._places("1-1", "1-2")
        self.assertEqual((sold.state, free.state), ("sold", "locked"))
        self.assertEqual(free.lock_reason, "house")

    def test_free_seats_follow_the_painting_of_the_revision(self):
        self._sell("1-1")
        self.zone_f._assign_seats(self._new_seats("1-1", "1-2").ids)

        self._move()

        sold, free = self._places("1-1", "1-2")
        self.assertEqual((sold.zone_id, free.zone_id), (self.zone_a, self.zone_f))

    def test_the_best_place_is_counted_again(self):
        self.revision.write({"focal_x": 0, "focal_y": 400})

        self._move()

        self.assertEqual(self._places("5-1").rank, 1)
        ranks = self.session.place_ids.mapped("rank")
        self.assertEqual(sorted(ranks), list(range(1, 71)))

    def test_seats_found_after_the_move_are_the_best_of_the_new_map(self):
        self.revision.write({"focal_x": 0, "focal_y": 400})
        self._move()
        held = self.Hold._hold(self.session, "website", best={"count": 1})
        self.assertEqual(held.places[0].label, "Stalls · Row 5 · Seat 1")

    def test_a_buyer_with_the_old_map_is_told_that_it_changed(self):
        old = self._places("1-1").seat_id
        self._move()
        self.env.flush_all()
        with self.assertRaisesRegex(PlacesUnavailable, "plan of this session has just"):
            self.Hold._hold(self.session, "website", seat_ids=old.ids)

    def test_a_session_without_places_moves_alone(self):
        draft = self._create_session(plan_id=self.plan.id)
        self.env.flush_all()

        draft._move_to_revision(self.revision)

        self.env.invalidate_all()
        self.assertEqual(draft.seat_map_id, self.revision)
        draft.action_open_inventory()
        self.assertEqual(draft.place_ids.zone_id, self.zone_a | self.zone_f)

    def test_the_chatter_says_what_moved(self):
        self._add_seat()
        self._move()
        self.assertIn("70 places kept, 1 new, 0 gone", self.session.message_ids[0].body)

    # --- the act ------------------------------------------------------------------

    def _wizard(self):
        self.env.flush_all()
        action = self.revision.action_move_sessions()
        return self.env["ticket.revision.move"].browse(action["res_id"])

    def test_the_wizard_tells_first_and_moves_then(self):
        self._add_seat()
        self._sell("1-1")
        self._new_seats("1-1").number = "101"
        wizard = self._wizard()
        self.assertRecordValues(
            wizard.line_ids,
            [
                {
                    "session_id": self.session.id,
                    "chosen": True,
                    "verdict": "ask",
                    "kept_count": 70,
                    "new_count": 1,
                    "renumbered_count": 1,
                }
            ],
        )
        with Form(wizard) as form:
            form.renumber = True

        wizard.action_move()

        self.env.invalidate_all()
        self.assertEqual(self.session.seat_map_id, self.revision)
        self.assertFalse(self.revision.movable_count)

    def test_the_wizard_leaves_out_who_is_refused(self):
        self._sell("1-1")
        self._new_seats("1-1").unlink()

        line = self._wizard().line_ids

        self.assertEqual((line.verdict, line.chosen), ("refused", False))
        self.assertEqual(line.details, "Stalls · Row 1 · Seat 1 · Sold")

    def test_a_series_moves_together(self):
        other = self._create_session_on_sale(
            start=self.session.start.replace(year=self.session.start.year + 1)
        )
        self.env["ticket.package"].create(
            {
                "name": "Season",
                "kind": "series",
                "price": 500,
                "type_ids": [(0, 0, {"type_id": self.adult.id, "quantity": 1})],
                "line_ids": [
                    (0, 0, {"session_id": session.id})
                    for session in (self.session, other)
                ],
            }
        )
        wizard = self._wizard()
        wizard.line_ids.filtered(lambda line: line.session_id == other).chosen = False
        with self.assertRaisesRegex(UserError, "“Season” has the same seat"):
            wizard.action_move()

    def test_a_supervisor_may_not_move_sessions(self):
        supervisor = new_test_user(
            self.env, "sup_rev", groups="ticket_sale.group_ticket_supervisor"
        )
        with self.assertRaises(AccessError):
            self.revision.with_user(supervisor).action_move_sessions()
        with self.assertRaises(AccessError):
            self.session.with_user(supervisor)._move_to_revision(self.revision)

    def test_a_manager_moves_sessions(self):
        manager = new_test_user(
            self.env, "man_rev", groups="ticket_sale.group_ticket_manager"
        )
        self.env.flush_all()
        action = self.revision.with_user(manager).action_move_sessions()
        move = self.env["ticket.revision.move"].with_user(manager)
        move.browse(action["res_id"]).action_move()
        self.env.invalidate_all()
        self.assertEqual(self.session.seat_map_id, self.revision)


@tagged("post_install", "-at_install")
class TestRevisionPainting(TicketRevisionCommon):
    def test_a_new_revision_is_painted_like_its_origin(self):
        self.zone_f._assign_seats(self.seats[:2].ids)

        self.seat_map._freeze()
        self.revision.unlink()
        action = self.seat_map.action_new_revision()

        painting = self.plan.get_painting(action["res_id"])
        self.assertEqual(painting["seats"], [[self.zone_f.id, 2], [self.zone_a.id, 38]])
        self.assertEqual(painting["areas"][0]["zone_id"], self.zone_f.id)

    def test_an_editor_makes_a_revision_with_its_zones(self):
        editor = new_test_user(
            self.env, "ed_rev", groups="ticket_venue.group_ticket_editor"
        )
        self.revision.unlink()
        action = self.seat_map.with_user(editor).action_new_revision()
        self.assertEqual(
            self.plan.get_painting(action["res_id"])["seats"], [[self.zone_a.id, 40]]
        )

    def test_revisions_are_painted_each_for_itself(self):
        runs = [[self.zone_f.id, 8], [self.zone_a.id, 32]]

        self.plan.paint(self.revision.revision, runs, {}, map_id=self.revision.id)

        self.assertEqual(self.plan.get_painting(self.revision.id)["seats"], runs)
        self.assertEqual(self.plan.get_painting()["seats"], [[self.zone_a.id, 40]])
        self.assertEqual(
            self.plan.get_painting()["areas"][0]["zone_id"], self.zone_f.id
        )

    def test_another_drawing_is_not_painted_with_this_plan(self):
        stranger = self.seat_map.copy()
        with self.assertRaisesRegex(UserError, "nothing was saved"):
            self.plan.get_painting(stranger.id)

    def test_a_plan_made_later_is_painted_when_its_session_moves(self):
        plan = self._create_plan()
        start = self.session.start.replace(year=self.session.start.year + 1)
        session = self._create_session(start=start, plan_id=plan.id)
        session.action_open_sale()

        session._move_to_revision(self.revision)

        self.env.invalidate_all()
        self.assertEqual(plan.get_painting()["seats"], [[plan.zone_ids[0].id, 40]])
        self.assertEqual(set(session.place_ids.mapped("state")), {"free"})

    def test_the_plan_shows_the_revision_in_use(self):
        self._move()
        self.assertEqual(self.plan.seat_map_id, self.revision)
        self.assertEqual(self.zone_a.drawn_section_ids, self.new_stalls)

    def test_sections_of_other_revisions_stay_when_a_zone_changes(self):
        self.zone_a.drawn_section_ids = False
        self.assertEqual(self.zone_a.section_ids, self.new_stalls)

    def test_a_plan_serves_all_revisions_of_its_drawing(self):
        session = self._create_session(
            seat_map_id=self.revision.id, plan_id=self.plan.id
        )
        session.action_open_inventory()
        self.assertEqual(len(session.place_ids.filtered("zone_id")), 70)

    def test_repainting_counts_again_which_place_is_the_best(self):
        worst = self.session.place_ids.filtered("seat_id").sorted("rank")[-1]
        front = self.env["ticket.zone"].create(
            {"name": "Front", "code": "X", "sequence": 0, "plan_id": self.plan.id}
        )
        front._assign_seats(worst.seat_id.ids)
        self.env.flush_all()

        self.plan.repaint_sessions()

        self.env.invalidate_all()
        self.assertEqual((worst.zone_id, worst.rank), (front, 1))
