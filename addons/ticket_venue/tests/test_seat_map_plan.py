import base64
import io

from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..exceptions import PlanChangedError
from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSeatMapPlan(TicketVenueCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stalls, cls.floor = cls.seat_map.section_ids
        cls.seats = cls.seat_map.seat_ids.sorted("id")

    def _save(self, token=None, **delta):
        return self.seat_map.save_plan(self.seat_map.revision, delta, token)

    def _seat(self, id_=-5, **values):
        seat = {
            "id": id_,
            "section": self.stalls.id,
            "row": "9",
            "number": "1",
            "x": 10.5,
            "y": 20,
            "kind": "standard",
            "companion": 0,
        }
        return [*(seat | values).values()]

    def _section(self, **values):
        return {
            "id": -1,
            "name": "Circle",
            "code": "C",
            "kind": "seated",
            "capacity": 0,
            "sequence": 30,
            "polygon": None,
        } | values

    def _picture(self, format_="PNG"):
        file = io.BytesIO()
        Image.new("RGB", (40, 30)).save(file, format_)
        return base64.b64encode(file.getvalue()).decode()

    def test_plan_tells_what_the_geometry_leaves_out(self):
        plan = self.seat_map.get_plan()

        self.assertEqual(plan["revision"], self.seat_map.revision)
        self.assertEqual(plan["url"], self.seat_map._geometry_url())
        self.assertEqual([s["code"] for s in plan["sections"]], ["ST", "FL"])
        self.assertEqual(plan["sections"][1]["capacity"], 30)
        self.assertEqual(plan["focal"], [225, -200])
        self.assertIn("wheelchair", [kind["code"] for kind in plan["kinds"]])

    def test_new_section_and_seats_are_saved_and_named(self):
        before = self.seat_map.revision

        answer = self._save(
            sections=[self._section()],
            seats=[self._seat(-5, section=-1), self._seat(-4, number="2")],
        )

        circle = self.seat_map.section_ids.filtered(lambda s: s.name == "Circle")
        self.assertEqual(answer["sections"], {"-1": circle.id})
        [[first, id_, count]] = answer["seats"]
        self.assertEqual((first, count), (-5, 2))
        seats = self.env["ticket.seat"].browse([id_, id_ + 1])
        self.assertEqual(seats.mapped("section_id"), circle + self.stalls)
        self.assertEqual(seats.mapped("number"), ["1", "2"])
        self.assertEqual(seats[0].x, 10.5)
        self.assertGreater(answer["revision"], before)
        self.assertEqual(self.seat_map.seat_count, 42)

    def test_new_keys_cannot_be_guessed_and_known_keys_stay(self):
        seat = self.seats[3]
        answer = self._save(
            seats=[self._seat(), self._seat(seat.id, row="A", number="77")]
        )

        new = self.env["ticket.seat"].browse(answer["seats"][0][1])
        self.assertEqual(len(new.key), 12)
        self.assertNotIn("9", new.key.split("/"))
        self.assertRecordValues(
            seat, [{"row": "A", "number": "77", "key": "ST-1-4", "x": 10.5}]
        )

    def test_removed_seat_comes_back_with_its_key(self):
        seat = self.seats[0]
        key = seat.key
        answer = self._save(removed_seats=[seat.id])
        self.assertEqual(answer["removed"], {str(seat.id): key})
        self.assertEqual(self.seat_map.seat_count, 39)

        answer = self._save(seats=[[*self._seat(), key]])

        new = self.env["ticket.seat"].browse(answer["seats"][0][1])
        self.assertEqual(new.key, key)

    def test_companion_is_bound_to_its_wheelchair_place(self):
        answer = self._save(
            seats=[
                self._seat(-5, kind="wheelchair"),
                self._seat(-4, number="2", kind="companion", companion=-5),
            ]
        )

        place = answer["seats"][0][1]
        self.assertEqual(self.seat_map.get_plan()["companions"], [[place + 1, place]])
        copy = self.seat_map.copy()
        companion = copy.seat_ids.filtered("companion_id")
        self.assertEqual(companion.companion_id.seat_map_id, copy)

    def test_bond_is_taken_back(self):
        self.seats[1].companion_id = self.seats[0]

        self._save(seats=[self._seat(self.seats[1].id)])

        self.assertFalse(self.seats[1].companion_id)

    def test_section_goes_after_its_seats_have_moved(self):
        circle = self._save(sections=[self._section()])["sections"]["-1"]
        self._save(
            seats=[self._seat(self.seats[0].id, section=circle)],
            removed_sections=[self.stalls.id],
        )

        self.assertFalse(self.stalls.exists())
        self.assertEqual(self.seat_map.seat_ids, self.seats[0])

    def test_shapes_focal_point_and_sections_are_written(self):
        shape = {"shape": "rect", "x": 0, "y": 0, "w": 9, "h": 9, "role": "stage"}
        self._save(
            shapes=[shape],
            focal=[4, 5],
            sections=[self._section(id=self.floor.id, kind="standing", capacity=7)],
        )

        self.assertEqual(self.seat_map.shapes, [shape])
        self.assertEqual((self.seat_map.focal_x, self.seat_map.focal_y), (4, 5))
        self.assertEqual((self.floor.name, self.floor.capacity), ("Circle", 7))

    def test_stale_revision_is_refused_and_nothing_written(self):
        revision = self.seat_map.revision
        self._save(seats=[self._seat()])

        with self.assertRaisesRegex(PlanChangedError, "Somebody else changed"):
            self.seat_map.save_plan(revision, {"removed_seats": self.seats.ids})
        self.assertEqual(self.seat_map.seat_count, 41)

    def test_save_sent_again_gets_the_same_answer(self):
        revision = self.seat_map.revision
        delta = {"seats": [self._seat()]}
        first = self.seat_map.save_plan(revision, delta, "token")
        self.assertEqual(self.seat_map.save_plan(revision, delta, "token"), first)
        self.assertEqual(self.seat_map.seat_count, 41)

    def test_map_in_use_is_refused(self):
        self.seat_map._freeze()
        with self.assertRaisesRegex(UserError, "in use"):
            self._save(seats=[self._seat()])

    def test_seats_of_another_map_are_refused(self):
        other = self._create_seat_map()
        for delta in (
            {"seats": [self._seat(other.seat_ids[0].id)]},
            {"seats": [self._seat(section=other.section_ids[0].id)]},
            {"seats": [self._seat(companion=other.seat_ids[0].id)]},
            {"removed_sections": other.section_ids[:1].ids},
            {"sections": [self._section(id=other.section_ids[0].id)]},
        ):
            with (
                self.subTest(delta=delta),
                self.assertRaisesRegex(UserError, "not on"),
                self.env.cr.savepoint(),
            ):
                self._save(**delta)

    def test_removing_seats_of_another_map_removes_nothing(self):
        other = self._create_seat_map()
        self.assertEqual(self._save(removed_seats=other.seat_ids.ids)["removed"], {})
        self.assertEqual(other.seat_count, 40)

    def test_wrong_values_are_told_by_place(self):
        with self.assertRaisesRegex(UserError, r"seats\[0\]: Seat kind “throne”"):
            self._save(seats=[self._seat(kind="throne")])

    def test_form_change_of_a_section_gives_a_new_revision(self):
        url = self.seat_map.get_geometry_url()
        self.stalls.name = "Parquet"
        self.assertNotEqual(self.seat_map.get_geometry_url(), url)

    def test_reader_may_look_and_not_save(self):
        user = new_test_user(self.env, "looks", "ticket_venue.group_ticket_user")
        seat_map = self.seat_map.with_user(user)
        self.assertTrue(seat_map.get_plan()["sections"])
        with self.assertRaises(AccessError):
            seat_map.save_plan(seat_map.revision, {})
        with self.assertRaises(AccessError):
            seat_map.set_plan_picture(self._picture(), "plan.png")

    def test_another_company_neither_reads_nor_saves(self):
        user = new_test_user(
            self.env,
            "elsewhere",
            "ticket_venue.group_ticket_editor",
            company_id=self.env["res.company"].create({"name": "Elsewhere"}).id,
        )
        seat_map = self.seat_map.with_user(user)
        with self.assertRaises(AccessError):
            seat_map.get_plan()
        with self.assertRaises(AccessError):
            seat_map.save_plan(1, {})

    def test_editor_saves(self):
        user = new_test_user(self.env, "draws", "ticket_venue.group_ticket_editor")
        seat_map = self.seat_map.with_user(user)
        picture = seat_map.set_plan_picture(self._picture("JPEG"), "plan.jpg")
        answer = seat_map.save_plan(
            seat_map.revision,
            {
                "seats": [self._seat()],
                "sections": [self._section()],
                "removed_seats": self.seats[:1].ids,
                "background": {"attachment": picture["attachment"], "width": 900},
            },
        )
        self.assertEqual(len(answer["seats"]), 1)
        self.assertEqual((picture["width"], picture["height"]), (40, 30))
        background = seat_map.get_plan()["background"]
        self.assertEqual(background["image"], picture["image"])
        self.assertEqual(background["width"], 900)

    def test_picture_of_another_record_is_refused(self):
        foreign = self.env["ir.attachment"].create({"name": "x", "raw": b"x"})
        with self.assertRaisesRegex(UserError, "not on this map"):
            self._save(background={"attachment": foreign.id})

    def test_picture_goes_with_the_copy(self):
        picture = self.seat_map.set_plan_picture(self._picture(), "plan.png")
        self._save(background={"attachment": picture["attachment"], "x": 5})
        copy = self.seat_map.copy()
        self.assertNotEqual(copy.background["attachment"], picture["attachment"])
        self.assertEqual(copy.background["x"], 5)

    def test_picture_with_script_or_none_is_refused(self):
        for content in (b"<svg onload='x()'/>", b"", b"text"):
            with self.subTest(content), self.assertRaisesRegex(UserError, "PNG"):
                self.seat_map.set_plan_picture(base64.b64encode(content), "x")
        with self.assertRaisesRegex(UserError, "PNG"):
            self.seat_map.set_plan_picture("no base64!", "x")

    def test_sixty_thousand_seats_take_few_statements(self):
        seats = [
            [
                i - 60_000,
                self.stalls.id,
                f"R{i // 100}",
                str(i % 100),
                i,
                0,
                "standard",
                0,
            ]
            for i in range(60_000)
        ]
        with self.assertQueryCount(40):
            answer = self._save(seats=seats)
        self.assertEqual(answer["seats"][0][0], -60_000)
        self.assertEqual(sum(run[2] for run in answer["seats"]), 60_000)
        self.assertEqual(self.seat_map.seat_count, 60_040)
