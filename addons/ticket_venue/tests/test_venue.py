from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestVenue(TicketVenueCommon):
    def test_capacity_is_that_of_the_largest_map_of_each_hall(self):
        self._create_seat_map(rows=2, columns=2, standing=1)
        studio = self.env["ticket.hall"].create(
            {"name": "Studio", "venue_id": self.venue.id}
        )
        self.assertEqual(self.hall.capacity, 70)
        self.assertEqual(studio.capacity, 0)
        self.assertEqual(self.venue.capacity, 70)

    def test_venue_counts_its_sessions(self):
        self._create_session()
        self.assertEqual(self.venue.session_count, 1)

    def test_map_link_is_a_web_address(self):
        with self.assertRaises(ValidationError):
            self.venue.map_url = "javascript:alert(1)"
        self.venue.map_url = "https://maps.example.com/?q=theatre"

    def test_city_is_that_of_the_address(self):
        self.venue.address_id = self.env["res.partner"].create(
            {"name": "Grand Theatre", "city": "Shanghai", "phone": "+86 21 1"}
        )
        self.assertEqual(self.venue.city, "Shanghai")
        self.assertIn(
            self.venue, self.env["ticket.venue"].search([("city", "=", "Shanghai")])
        )


@tagged("post_install", "-at_install")
class TestVenueAccess(TicketVenueCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        other = cls.env["res.company"].create({"name": "Other House"})
        cls.reader, cls.editor = (
            new_test_user(cls.env, login, f"ticket_venue.{group}")
            for login, group in (
                ("venue_reader", "group_ticket_user"),
                ("venue_editor", "group_ticket_editor"),
            )
        )
        cls.outsider = new_test_user(
            cls.env,
            "venue_outsider",
            "ticket_venue.group_ticket_admin",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        cls.records = (
            cls.env["ticket.cast"].create({"name": "Lin", "show_id": cls.show.id}),
            cls.env["ticket.show.document"].create(
                {"name": "Rider", "show_id": cls.show.id, "file": "YQ=="}
            ),
            cls.env["ticket.picture"].create(
                {"venue_id": cls.venue.id, "image_1920": PIXEL}
            ),
            cls.env["ticket.season"].create({"name": "2031"}),
        )

    def test_editor_changes_and_reader_only_reads(self):
        for record in self.records:
            with self.subTest(model=record._name):
                record.with_user(self.editor).name = "New"
                self.assertTrue(record.with_user(self.reader).name)
                with self.assertRaises(AccessError):
                    record.with_user(self.reader).name = "Other"

    def test_another_company_sees_nothing(self):
        self.env.flush_all()
        for record in (*self.records, self.venue, self.show):
            theirs = record.with_user(self.outsider)
            with self.subTest(model=record._name):
                self.assertFalse(theirs.search([("id", "=", record.id)]))
                with self.assertRaises(AccessError):
                    theirs.read(["display_name"])


PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
