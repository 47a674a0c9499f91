from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSeatMapRevision(TicketVenueCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seat_map._freeze()

    def _revise(self, seat_map=None):
        action = (seat_map or self.seat_map).action_new_revision()
        return self.env["ticket.seat.map"].browse(action["res_id"])

    def test_revision_is_a_draft_with_the_same_seats(self):
        revision = self._revise()

        self.assertEqual((revision.state, revision.edition), ("draft", 2))
        self.assertEqual(revision.origin_id, self.seat_map)
        self.assertEqual(
            revision.seat_ids.mapped("key"), self.seat_map.seat_ids.mapped("key")
        )
        self.assertFalse(revision.seat_ids & self.seat_map.seat_ids)

    def test_revision_keeps_the_name_and_says_its_number(self):
        revision = self._revise()

        self.assertEqual(revision.name, "Concert")
        self.assertEqual(revision.display_name, "Concert (revision 2)")

    def test_a_draft_has_no_revision_of_its_own(self):
        with self.assertRaisesRegex(UserError, "change it as it is"):
            self._revise(self._create_seat_map())

    def test_a_waiting_draft_is_opened_again(self):
        self.assertEqual(self._revise(), self._revise())

    def test_revisions_are_counted_over_the_whole_family(self):
        second = self._revise()
        second._freeze()
        third = self._revise(second)
        other = self._revise()

        self.assertEqual((third.edition, other.edition), (3, 4))
        self.assertEqual(
            self.seat_map.edition_ids, other + third + second + self.seat_map
        )
        self.assertEqual(third.drawing_id, self.seat_map)

    def test_sections_without_a_code_get_one_to_be_known_by(self):
        self.seat_map.section_ids.code = False

        revision = self._revise()

        codes = self.seat_map.section_ids.mapped("code")
        self.assertEqual(revision.section_ids.mapped("code"), codes)
        self.assertEqual(len(set(codes)), 2)

    def test_sections_pair_by_code_whatever_their_name(self):
        revision = self._revise()
        revision.section_ids.name = "Renamed"
        revision.section_ids.filtered(lambda s: s.code == "FL").unlink()

        pairs = self.env.execute_query(
            SQL(
                "SELECT * FROM (%s) AS pair",
                self.env["ticket.seat.section"]._pairs(self.seat_map, revision),
            )
        )

        stalls = self.seat_map.section_ids.filtered(lambda s: s.code == "ST")
        self.assertEqual(pairs, [(stalls.id, revision.section_ids.id)])

    def test_a_plain_copy_starts_a_drawing_of_its_own(self):
        copy = self._revise().copy()

        self.assertEqual((copy.edition, copy.edition_count), (1, 1))
        self.assertFalse(copy.origin_id)

    def test_new_sessions_take_the_map_in_use_not_the_draft(self):
        self._revise()

        session = self.env["ticket.session"].create(
            {
                "show_id": self.show.id,
                "hall_id": self.hall.id,
                "start": "2031-03-07 11:30:00",
            }
        )

        self.assertEqual(session.seat_map_id, self.seat_map)

    def test_a_reader_makes_no_revision(self):
        reader = new_test_user(
            self.env, "reader", groups="ticket_venue.group_ticket_user"
        )
        with self.assertRaises(AccessError):
            self.seat_map.with_user(reader).action_new_revision()

    def test_an_editor_makes_one(self):
        editor = new_test_user(
            self.env, "editor_r", groups="ticket_venue.group_ticket_editor"
        )
        self.seat_map.with_user(editor).action_new_revision()
        self.assertEqual(self.seat_map.edition_count, 2)
