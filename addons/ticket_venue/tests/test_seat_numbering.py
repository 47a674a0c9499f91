from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSeatNumbering(TicketVenueCommon):
    """Five rows of eight seats, numbered anew without the editor."""

    def _wizard(self, **values):
        return self.env["ticket.seat.numbering"].create(
            {"seat_map_id": self.seat_map.id, **values}
        )

    def _row(self, label):
        row = self.seat_map.seat_ids.filtered(lambda seat: seat.row == label)
        return row.sorted("x").mapped("number")

    def test_odd_and_even_from_the_middle(self):
        self._wizard(seat_order="odd_left").action_apply()
        self.assertEqual(self._row("1"), ["7", "5", "3", "1", "2", "4", "6", "8"])

    def test_rows_in_letters_from_the_back_without_i(self):
        self._wizard(
            row_style="letters", row_start="h", row_skip="I, O", row_order="back"
        ).action_apply()
        rows = self.seat_map.seat_ids.sorted("y").mapped("row")
        self.assertEqual(rows[::8], ["M", "L", "K", "J", "H"])

    def test_only_the_chosen_section_is_numbered(self):
        box = self.env["ticket.seat.section"].create(
            {"name": "Box", "seat_map_id": self.seat_map.id}
        )
        seat = self.seat_map.seat_ids[0]
        seat.section_id = box
        self._wizard(section_ids=box.ids, seat_start="77").action_apply()
        self.assertEqual((seat.row, seat.number), ("1", "77"))
        self.assertEqual(self._row("2")[0], "1")

    def test_numbering_changes_the_address_of_the_geometry(self):
        before = self.seat_map._geometry_url()
        self._wizard().action_apply()
        self.assertNotEqual(self.seat_map._geometry_url(), before)
        self.assertIn("40 seats", self.seat_map.message_ids[0].body)

    def test_preview_shows_the_rows_and_writes_nothing(self):
        with Form(self._wizard()) as form:
            form.seat_order = "right"
            self.assertIn("Stalls 1:  8 7 6 5 4 3 2 1", form.preview)
        self.assertEqual(self._row("1")[0], "1")

    def test_contradiction_is_refused_with_the_reason(self):
        wizard = self._wizard(seat_order="odd_left", seat_start="2")
        self.assertTrue(wizard.is_refused)
        self.assertIn("odd number, not 2", wizard.preview)
        with self.assertRaisesRegex(UserError, "odd number, not 2"):
            wizard.action_apply()
        self.assertEqual(self._row("1")[0], "1")

    def test_choosing_letters_starts_with_a(self):
        form = Form(self._wizard())
        form.row_style = "letters"
        self.assertEqual((form.row_start, form.row_skip), ("A", "I, O"))

    def test_map_in_use_is_not_renumbered(self):
        wizard = self._wizard()
        self.seat_map._freeze()
        with self.assertRaisesRegex(UserError, "in use"):
            wizard.action_apply()

    def test_reader_may_not_number(self):
        reader = new_test_user(
            self.env, "num_reader", groups="ticket_venue.group_ticket_user"
        )
        with self.assertRaises(AccessError):
            self._wizard().with_user(reader).action_apply()
