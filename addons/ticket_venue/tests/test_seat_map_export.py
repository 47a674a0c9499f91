import base64

from odoo.tests import HttpCase, new_test_user, tagged

from ..tools.seat_export import FORMATS
from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSeatMapExport(HttpCase, TicketVenueCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        seats = cls.seat_map.seat_ids
        seats[0].kind_id = cls.wheelchair
        seats[1].write(
            {
                "kind_id": cls.env.ref("ticket_venue.seat_kind_companion").id,
                "companion_id": seats[0].id,
                "category": "Gold",
            }
        )
        cls.seat_map.write(
            {
                "categories": [["Gold", "#ffd700"]],
                "shapes": [
                    {"shape": "rect", "x": 0, "y": -300, "w": 350, "h": 90}
                    | {"role": "stage", "fill": "#aabbcc", "text": "Stage"}
                ],
            }
        )
        cls.editor = new_test_user(
            cls.env, "map-editor", groups="ticket_venue.group_ticket_editor"
        )

    def _import(self, content, seat_map):
        wizard = self.env["ticket.seat.map.import"].create(
            {"seat_map_id": seat_map.id, "file": base64.b64encode(content)}
        )
        self.assertEqual(wizard.state, "ready", wizard.remarks)
        wizard.action_import()
        return wizard

    def _url(self, file_format, seat_map=None):
        wizard = self.env["ticket.seat.map.export"].create(
            {"seat_map_id": (seat_map or self.seat_map).id, "file_format": file_format}
        )
        return wizard.action_export()["url"]

    def test_every_format_makes_the_same_map_again(self):
        self.authenticate("map-editor", "map-editor")
        for file_format in FORMATS:
            with self.subTest(file_format):
                copy = self.env["ticket.seat.map"].create(
                    {"name": file_format, "hall_id": self.hall.id}
                )

                response = self.url_open(self._url(file_format))
                self._import(response.content, copy)

                self.assertEqual(copy.capacity, 70)
                self.assertEqual(copy.section_ids.mapped("code"), ["ST", "FL"])
                for seat, old in zip(
                    copy.seat_ids, self.seat_map.seat_ids, strict=True
                ):
                    self.assertEqual(
                        (seat.display_name, seat.key, seat.x, seat.y),
                        (old.display_name, old.key, old.x, old.y),
                    )
                    self.assertEqual(seat.kind_id, old.kind_id)
                    self.assertEqual(seat.category, old.category)
                self.assertEqual(copy.seat_ids[1].companion_id, copy.seat_ids[0])
                if file_format not in ("xlsx", "csv"):
                    self.assertEqual(copy.shapes, self.seat_map.shapes)
                    self.assertEqual((copy.focal_x, copy.focal_y), (225, -200))
                    self.assertEqual(copy.categories, [["Gold", "#ffd700"]])

    def test_own_export_imported_again_changes_nothing(self):
        before = self.seat_map.seat_ids
        for file_format in FORMATS:
            with self.subTest(file_format):
                content, _name = self.seat_map._write_file(file_format)

                wizard = self._import(content, self.seat_map)

                self.assertEqual(wizard.unchanged_count, 40)
                self.assertEqual(self.seat_map.seat_ids, before)
                self.assertEqual(before[1].companion_id, before[0])
                self.assertEqual(self.seat_map.categories, [["Gold", "#ffd700"]])

    def test_file_is_named_after_the_map(self):
        self.seat_map.name = "Opera / large <b>"

        _content, name = self.seat_map._write_file("csv")

        self.assertEqual(name, "Opera  large b.csv")

    def test_who_may_not_read_the_map_finds_no_file(self):
        url = self._url("csv")
        new_test_user(self.env, "stranger", groups="base.group_user")

        self.authenticate("stranger", "stranger")

        self.assertEqual(self.url_open(url).status_code, 404)

    def test_map_of_another_company_is_not_found(self):
        company = self.env["res.company"].create({"name": "Other"})
        venue = self.env["ticket.venue"].create(
            {"name": "Theirs", "company_id": company.id}
        )
        hall = self.env["ticket.hall"].create({"name": "H", "venue_id": venue.id})
        seat_map = self.env["ticket.seat.map"].create({"name": "M", "hall_id": hall.id})
        url = self._url("csv", seat_map)

        self.authenticate("map-editor", "map-editor")

        self.assertEqual(self.url_open(url).status_code, 404)

    def test_unknown_format_is_not_found(self):
        self.authenticate("map-editor", "map-editor")

        url = f"/ticket/seat_map/{self.seat_map.id}/exe"

        self.assertEqual(self.url_open(url).status_code, 404)
