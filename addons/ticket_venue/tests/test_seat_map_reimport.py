import base64

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSeatMapReimport(TicketVenueCommon):
    """A file is compared with the map, and seats that are found again stay."""

    def _import(self, text, **values):
        return self.env["ticket.seat.map.import"].create(
            {
                "seat_map_id": self.seat_map.id,
                "file": base64.b64encode(text.encode()),
                "file_name": "seats.csv",
                **values,
            }
        )

    def _lines(self, change=lambda index, cells: cells):
        """The map as a table; ``change`` gives other cells, or none, for a seat."""
        lines = ["section,row,seat,x,y,kind,key"]
        for index, seat in enumerate(self.seat_map.seat_ids):
            cells = [
                "Stalls",
                seat.row,
                seat.number,
                seat.x,
                seat.y,
                "",
                seat.key,
            ]
            if cells := change(index, cells):
                lines.append(",".join(map(str, cells)))
        return "\n".join(lines)

    def test_same_file_changes_nothing(self):
        before = self.seat_map.seat_ids

        wizard = self._import(self._lines())
        wizard.action_import()

        self.assertEqual((wizard.unchanged_count, wizard.added_count), (40, 0))
        self.assertEqual(self.seat_map.seat_ids, before)

    def test_preview_tells_moved_renumbered_rekinded_new_and_removed(self):
        def change(index, cells):
            if index == 0:
                return None
            if index == 1:
                cells[2] = "99"
            if index == 2:
                cells[3] += 30
            if index == 3:
                cells[5] = "wheelchair"
            return cells

        wizard = self._import(self._lines(change) + "\nStalls,9,1,0,900,,fresh")

        self.assertRecordValues(
            wizard,
            [
                {
                    "removed_count": 1,
                    "renumbered_count": 1,
                    "moved_count": 1,
                    "rekinded_count": 1,
                    "added_count": 1,
                    "unchanged_count": 36,
                }
            ],
        )
        self.assertIn(
            "Renumbered: Stalls · Row 1 · Seat 2 → Stalls · Row 1 · Seat 99",
            wizard.changes,
        )
        self.assertIn("Removed: Stalls · Row 1 · Seat 1", wizard.changes)

    def test_seat_found_by_key_keeps_its_record_when_renumbered(self):
        seat = self.seat_map.seat_ids[1]

        def change(index, cells):
            return [*cells[:2], "99", *cells[3:]] if index == 1 else cells

        self._import(self._lines(change)).action_import()

        self.assertEqual((seat.number, seat.key), ("99", "ST-1-2"))

    def test_seat_without_key_is_found_by_its_label(self):
        before = self.seat_map.seat_ids
        text = self._lines(lambda _index, cells: [*cells[:6], ""])

        self._import(text).action_import()

        self.assertEqual(self.seat_map.seat_ids, before)
        self.assertEqual(before[0].key, "ST-1-1")

    def test_table_without_positions_and_kinds_keeps_those_of_the_map(self):
        seat = self.seat_map.seat_ids[9]
        seat.kind_id = self.wheelchair
        lines = ["section,row,seat"]
        lines += [f"Stalls,{s.row},{s.number}" for s in self.seat_map.seat_ids]

        self._import("\n".join(lines)).action_import()

        self.assertEqual((seat.x, seat.y, seat.kind_id), (50, 90, self.wheelchair))

    def test_table_without_areas_keeps_standing_areas(self):
        self._import(self._lines()).action_import()

        self.assertEqual(self.seat_map.section_ids.mapped("name"), ["Stalls", "Floor"])

    def test_part_of_a_hall_keeps_the_rest(self):
        wizard = self._import("section,row,seat\nBalcony,1,1\n", missing="keep")

        wizard.action_import()

        self.assertEqual(wizard.removed_count, 0)
        self.assertEqual(self.seat_map.seat_count, 41)

    def test_map_changed_after_the_preview_refuses_the_import(self):
        wizard = self._import(self._lines())
        self.seat_map._bump_revision()

        with self.assertRaisesRegex(UserError, "changed meanwhile"):
            wizard.action_import()

    def test_columns_are_guessed_and_may_be_corrected(self):
        text = "Tier,Bk,R,Nr,Remark\nUp,B,1,7,x\nUp,B,1,8,\n"
        form = Form(
            self.env["ticket.seat.map.import"].with_context(
                default_seat_map_id=self.seat_map.id
            )
        )

        form.file = base64.b64encode(text.encode())
        self.assertEqual(form.state, "refused")
        for index, meaning in enumerate(["floor", "section", "row", "seat"]):
            with form.column_ids.edit(index) as column:
                column.meaning = meaning
        form.has_titles = True

        self.assertEqual((form.state, form.seat_count), ("ready", 2))
        form.save().action_import()
        self.assertEqual(
            self.seat_map.seat_ids.mapped("display_name"),
            ["Up B · Row 1 · Seat 7", "Up B · Row 1 · Seat 8"],
        )

    def test_kind_may_be_named_in_any_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.wheelchair.with_context(lang="zh_CN").name = "轮椅专座"

        self._import(
            "区域,排,座位号,类型\n池座,1,1,轮椅专座\n池座,1,2,轮椅席\n"
        ).action_import()

        self.assertEqual(self.seat_map.seat_ids.kind_id, self.wheelchair)

    def test_price_categories_are_kept_and_copied(self):
        self._import("section,row,seat,category\nS,1,1,Gold\n").action_import()

        copy = self.seat_map.copy()

        self.assertEqual(copy.seat_ids.category, "Gold")
        self.assertEqual(copy.categories, [["Gold", ""]])
