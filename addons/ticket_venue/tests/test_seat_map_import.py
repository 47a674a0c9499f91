import base64
from pathlib import Path
from unittest import skipUnless

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import TicketVenueCommon

VENUES = Path(__file__).parents[4] / "shared" / "data" / "venues"
SEATS = "section,row,seat,x,y,kind\nStalls,A,1,0,0,\nStalls,A,2,50,0,wheelchair\n"


@tagged("post_install", "-at_install")
class TestSeatMapImport(TicketVenueCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft = cls.env["ticket.seat.map"].create(
            {"name": "New", "hall_id": cls.hall.id}
        )

    def _import(self, content, seat_map=None, **values):
        if isinstance(content, str):
            content = content.encode()
        return self.env["ticket.seat.map.import"].create(
            {
                "seat_map_id": (seat_map or self.draft).id,
                "file": base64.b64encode(content),
                "file_name": "seats.csv",
                **values,
            }
        )

    def test_preview_counts_before_anything_is_written(self):
        wizard = self._import(SEATS)

        self.assertEqual(
            (wizard.state, wizard.section_count, wizard.seat_count), ("ready", 1, 2)
        )
        self.assertFalse(self.draft.seat_ids)

    def test_seats_are_imported_with_kind_and_key(self):
        self._import(SEATS).action_import()

        self.assertRecordValues(
            self.draft.seat_ids.sorted("id"),
            [
                {"row": "A", "number": "1", "x": 0, "key": "Stalls/A/1"},
                {"row": "A", "number": "2", "x": 50, "key": "Stalls/A/2"},
            ],
        )
        self.assertEqual(
            self.draft.seat_ids.sorted("id").kind_id.mapped("code"),
            ["standard", "wheelchair"],
        )

    def test_import_replaces_seats_and_makes_a_new_revision(self):
        self._import(SEATS).action_import()
        before = self.draft.revision

        self._import("section,row,seat\nBalcony,1,1\n").action_import()

        self.assertEqual(self.draft.section_ids.mapped("name"), ["Balcony"])
        self.assertEqual(self.draft.seat_count, 1)
        self.assertGreater(self.draft.revision, before)

    def test_wrong_file_names_its_lines_and_changes_nothing(self):
        self._import(SEATS).action_import()
        wizard = self._import("section,row,seat\nS,1,1\nS,1,1\nS,1,\n")

        self.assertEqual(wizard.state, "refused")
        self.assertIn(
            "Line 3: Seat S 1 1 is in the file twice, first in line 2.", wizard.remarks
        )
        with self.assertRaisesRegex(UserError, "Line 4: seat is missing"):
            wizard.action_import()
        self.assertEqual(self.draft.seat_count, 2)

    def test_reasons_are_said_in_the_reader_s_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        wizard = self._import("a,b\n").with_context(lang="zh_CN")

        self.assertIn("section, row, seat", wizard.remarks)
        self.assertNotIn("The first line", wizard.remarks)

    def test_map_in_use_is_not_touched(self):
        self.draft._freeze()

        with self.assertRaises(UserError):
            self._import(SEATS).action_import()

    def test_reader_of_maps_may_not_import(self):
        wizard = self._import(SEATS)
        user = self.env["res.users"].create(
            {
                "name": "Reader",
                "login": "map-reader",
                "group_ids": [
                    (6, 0, self.env.ref("ticket_venue.group_ticket_user").ids)
                ],
            }
        )

        with self.assertRaises(AccessError):
            wizard.with_user(user).action_import()

    def test_form_shows_the_preview_when_a_file_is_chosen(self):
        form = Form(
            self.env["ticket.seat.map.import"].with_context(
                default_seat_map_id=self.draft.id
            )
        )

        form.file = base64.b64encode(SEATS.encode())

        self.assertEqual((form.state, form.seat_count), ("ready", 2))

    def test_markup_in_names_stays_text(self):
        self._import("section,row,seat\n<b>x</b>,1,1\n").action_import()

        self.assertEqual(self.draft.section_ids.name, "<b>x</b>")

    @skipUnless(VENUES.exists(), "real data is not here")
    def test_stadium_of_12851_seats_is_imported(self):
        folder = VENUES / "tw-baseball"
        wizard = self._import(
            (folder / "rakuten-taoyuan-seats.csv").read_bytes(),
            zones_file=base64.b64encode(
                (folder / "rakuten-taoyuan-zones.json").read_bytes()
            ),
        )

        with self.assertQueryCount(60):
            wizard.action_import()

        self.assertEqual(self.draft.seat_count, 12_851)
        self.assertEqual(self.draft._geometry()["count"], 12_851)

    @skipUnless(VENUES.exists(), "real data is not here")
    def test_two_floor_hall_is_imported_with_its_defects_told(self):
        folder = VENUES / "seatmap-canvas"
        content = (folder / "two-floor-738.pretix.json").read_bytes()
        wizard = self._import(content, file_name="plan.json")

        self.assertEqual(wizard.remark_count, 129)
        wizard.action_import()

        self.assertEqual(self.draft.seat_count, 738)
