import base64
from datetime import datetime

from odoo.tests import tagged

from .test_revision import TicketRevisionCommon


@tagged("post_install", "-at_install")
class TestSeatMapFile(TicketRevisionCommon):
    """A file for the new revision says which taken seats would go."""

    def _preview(self, *gone, **values):
        lines = ["section,row,seat,key"]
        lines += [
            f"Stalls,{seat.row},{seat.number},{seat.key}"
            for seat in self.revision.seat_ids
            if f"{seat.row}-{seat.number}" not in gone
        ]
        return self.env["ticket.seat.map.import"].create(
            {
                "seat_map_id": self.revision.id,
                "file": base64.b64encode("\n".join(lines).encode()),
                **values,
            }
        )

    def test_sold_and_held_seats_that_go_are_named_with_their_session(self):
        self._sell("1-1")
        self._hold_places("2-3")

        warning = self._preview("1-1", "2-3", "5-8").warning

        self.assertIn(
            f"{self.session.display_name}: Stalls · Row 1 · Seat 1; "
            "Stalls · Row 2 · Seat 3",
            warning,
        )
        self.assertNotIn("Row 5", warning)

    def test_free_seats_may_go_unsaid(self):
        self._sell("1-1")

        self.assertFalse(self._preview("5-8").warning)

    def test_seats_that_are_kept_need_no_warning(self):
        self._sell("1-1")

        self.assertFalse(self._preview("1-1", missing="keep").warning)

    def test_played_session_needs_no_warning(self):
        self._sell("1-1")
        self.session.write(
            {"start": datetime(2020, 1, 1, 12, 0), "end": datetime(2020, 1, 1, 14, 0)}
        )

        self.assertFalse(self._preview("1-1").warning)
