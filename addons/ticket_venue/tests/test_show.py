import importlib.util

from psycopg2 import IntegrityError
from psycopg2.extras import Json

from odoo.exceptions import UserError, ValidationError
from odoo.modules.module import get_module_path
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestShow(TicketVenueCommon):
    def test_cast_keeps_its_order_and_tells_the_role(self):
        self.show.cast_ids = [
            (0, 0, {"name": "Anton Sorel", "role": "Siegfried", "sequence": 20}),
            (0, 0, {"name": "Lin Yue", "role": "Odette", "sequence": 10}),
        ]
        self.env.flush_all()
        self.show.invalidate_recordset()
        self.assertEqual(
            self.show.cast_ids.mapped("display_name"),
            ["Lin Yue · Odette", "Anton Sorel · Siegfried"],
        )

    def test_names_are_kept_in_two_languages(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        chinese = self.show.with_context(lang="zh_CN")
        chinese.write(
            {"name": "天鹅湖", "subtitle": "四幕芭蕾舞剧", "keywords": "芭蕾"}
        )
        self.assertEqual(self.show.with_context(lang="en_US").name, "Swan Lake")
        self.assertEqual(chinese.subtitle, "四幕芭蕾舞剧")

    def test_copy_of_a_show_has_its_own_cast(self):
        self.show.cast_ids = [(0, 0, {"name": "Lin Yue"})]
        copy = self.show.copy()
        self.assertEqual(copy.cast_ids.name, "Lin Yue")
        self.assertNotEqual(copy.cast_ids, self.show.cast_ids)

    @mute_logger("odoo.sql_db")
    def test_interval_is_shorter_than_the_show(self):
        for minutes in (-1, 150):
            with (
                self.subTest(minutes=minutes),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self.show.interval_minutes = minutes
                self.show.flush_recordset()

    def test_show_sold_elsewhere_needs_the_sellers_page(self):
        for address in (False, "tickets.example.com", "javascript:alert(1)"):
            with self.subTest(address=address), self.assertRaises(ValidationError):
                self.show.write({"ticketing": "external", "external_url": address})
        self.show.write(
            {"ticketing": "external", "external_url": "https://tickets.example.com/1"}
        )
        self.assertEqual(self.show.ticketing, "external")

    def test_genre_is_found_under_the_genre_it_is_part_of(self):
        concert = self.env.ref("ticket_venue.genre_concert")
        chamber = self.env["ticket.genre"].create(
            {"name": "Chamber Music", "parent_id": concert.id}
        )
        self.show.genre_id = chamber
        found = self.env["ticket.show"].search([("genre_id", "child_of", concert.id)])
        self.assertIn(self.show, found)
        self.assertEqual(chamber.display_name, "Concert / Chamber Music")
        self.assertEqual(chamber._root(), concert)

    def test_genre_is_not_part_of_itself(self):
        concert = self.env.ref("ticket_venue.genre_concert")
        chamber = self.env["ticket.genre"].create(
            {"name": "Chamber Music", "parent_id": concert.id}
        )
        with self.assertRaises(UserError), self.cr.savepoint():
            concert.parent_id = chamber

    @mute_logger("odoo.sql_db")
    def test_picture_is_in_one_gallery(self):
        values = {"image_1920": PIXEL, "show_id": self.show.id}
        picture = self.env["ticket.picture"].create(values)
        self.assertEqual(picture.company_id, self.company)
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env["ticket.picture"].create(values | {"venue_id": self.venue.id})


@tagged("post_install", "-at_install")
class TestCastMigration(TicketVenueCommon):
    """Up to 19.0.1.0.0 the cast was a text, one name a line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = f"{get_module_path('ticket_venue')}/migrations/19.0.1.1.0"
        spec = importlib.util.spec_from_file_location(
            "post_migrate", f"{path}/post-migrate.py"
        )
        cls.module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(cls.module)
        cls.env["res.lang"]._activate_lang("zh_CN")

    def _migrate(self, texts):
        self.env.flush_all()
        self.cr.execute('ALTER TABLE ticket_show ADD COLUMN "cast" jsonb')
        self.cr.execute(
            'UPDATE ticket_show SET "cast" = %s WHERE id = %s',
            (Json(texts), self.show.id),
        )
        self.module.migrate(self.cr, "19.0.1.0.0")
        self.module.migrate(self.cr, "19.0.1.0.0")  # a second time changes nothing
        self.cr.execute('ALTER TABLE ticket_show DROP COLUMN "cast"')
        self.env.invalidate_all()
        return self.show.cast_ids

    def test_each_line_becomes_a_member_in_all_languages(self):
        cast = self._migrate(
            {"en_US": "Lin Yue\n\n Anton Sorel \n", "zh_CN": "林月\n安东·索雷尔"}
        )
        self.assertEqual(cast.mapped("name"), ["Lin Yue", "Anton Sorel"])
        chinese = cast.with_context(lang="zh_CN").mapped("name")
        self.assertEqual(chinese, ["林月", "安东·索雷尔"])
        self.assertEqual(cast.company_id, self.company)

    def test_no_line_of_a_longer_language_is_lost(self):
        cast = self._migrate({"en_US": "Lin Yue", "zh_CN": "林月\n何峰"})
        self.assertEqual(cast.mapped("name"), ["Lin Yue", "何峰"])


PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
