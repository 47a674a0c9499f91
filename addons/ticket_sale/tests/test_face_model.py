import base64
import importlib.util
import io
import json
from unittest.mock import patch

import zxingcpp
from PIL import Image

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.modules.module import get_module_path
from odoo.tests import new_test_user, tagged

from .common import TicketSaleCommon

BOX = {"x": 2, "y": 2, "w": 60, "h": 10}


@tagged("post_install", "-at_install")
class TestFaceModel(TicketSaleCommon):
    """What a face takes from its ticket: codes, languages, pictures, the hall."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.tickets = cls._sell("1-1", "1-2").ticket_ids.sorted("id")
        cls.ticket = cls.tickets[0]
        cls.Face = cls.env["ticket.face"]
        buffer = io.BytesIO()
        Image.new("RGB", (8, 4), "black").save(buffer, "PNG")
        cls.png = base64.b64encode(buffer.getvalue())

    def _create_face(self, *elements, template=(), **values):
        template = {
            "version": 2,
            "page": {"w": 72, "h": 60},
            "elements": list(elements),
            **dict(template),
        }
        return self.Face.create(
            {"name": "Test", "template": json.dumps(template), "sequence": 1, **values}
        )

    def _text(self, words, **values):
        return {"type": "text", "size": 8, "text": words, **BOX, **values}

    def _printed(self, *elements, ticket=None):
        """Return the texts on the ticket."""
        (page,) = self._create_face(*elements)._layouts(ticket or self.ticket)
        return [shape.text for shape in page.shapes]

    def test_face_of_a_channel_is_used_on_it_alone(self):
        general = self._create_face(self._text("A"), sequence=2)
        own = self._create_face(self._text("B"), channel=self.ticket.channel)
        self.assertEqual(self.Face._by_ticket(self.ticket, "print"), {own: self.ticket})
        own.channel = "kiosk"
        self.assertEqual(
            self.Face._by_ticket(self.ticket, "print"), {general: self.ticket}
        )

    def test_tickets_of_several_types_get_the_face_of_each(self):
        own = self._create_face(
            self._text("B"), usage="pdf", type_ids=self.ticket.type_id.ids
        )
        self.tickets[1].type_id = self.child
        chosen = self.Face._by_ticket(self.tickets, "pdf")
        self.assertEqual(chosen[own], self.ticket)
        self.assertEqual(len(chosen), 2)

    def test_element_is_for_its_types_zones_and_channels(self):
        codes = self.ticket._face_codes({"type", "zone", "channel"})
        for key, name in (
            ("types", "type"),
            ("zones", "zone"),
            ("channels", "channel"),
        ):
            shown = self._printed(
                self._text("mine", **{key: ["OTHER", codes[name]]}),
                self._text("other", **{key: ["OTHER"]}),
                self._text("all", **{key: []}),
            )
            self.assertEqual(shown, ["mine", "all"], key)

    def test_field_in_a_language_of_its_own(self):
        show = self.session.show_id
        show.with_context(lang="zh_CN").name = "歌剧魅影"
        self.customer.lang = "en_US"
        texts = self._printed(self._text("{show}"), self._text("{show@zh}"))
        self.assertEqual(texts, [show.with_context(lang="en_US").name, "歌剧魅影"])

    def test_only_what_a_face_prints_is_read(self):
        values = self.ticket._face_values("en_US", only={"show", "token"})
        self.assertEqual(set(values[self.ticket.id]), {"show", "token"})

    def test_codes_without_a_text_carry_what_they_usually_do(self):
        code = {"type": "qr", "x": 5, "y": 5, "w": 40, "h": 40}
        face = self._create_face(code)
        picture = face._render_raster(self.ticket).convert("L")
        self.assertEqual(
            [found.text for found in zxingcpp.read_barcodes(picture)],
            [self.ticket.token],
        )

    def test_place_in_both_languages(self):
        texts = self._printed(self._text("{place@en}"), self._text("{place@zh}"))
        self.assertIn("Row", texts[0])
        self.assertIn("排", texts[1])

    def test_language_that_is_not_installed_leaves_nothing(self):
        # a language of a website cannot be switched off, so it is hidden
        english = [("en_US", "English")]
        with patch.object(
            self.env.registry["res.lang"], "get_installed", return_value=english
        ):
            self.assertEqual(self._printed(self._text("A{show@zh}")), ["A"])

    def test_map_shows_the_seats_around_the_own(self):
        (around,) = self.ticket._face_surroundings([{"type": "map"}]).values()
        neighbour = self.tickets[1].seat_id
        own = self.ticket.seat_id
        self.assertIn((neighbour.x - own.x, neighbour.y - own.y), around.seats)
        self.assertNotIn((0, 0), around.seats)
        far = max(max(abs(x), abs(y)) for x, y in around.seats)
        self.assertLessEqual(far, 400)

    def test_maps_of_many_tickets_are_one_query(self):
        self.tickets.seat_id.mapped("x")
        self.tickets.seat_id.seat_map_id.mapped("focal_x")
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.tickets._face_surroundings([{"type": "map"}])

    def test_face_without_map_reads_no_seats(self):
        with self.assertQueryCount(0):
            self.assertEqual(self.tickets._face_surroundings([self._text("A")]), {})

    def test_picture_comes_with_the_face(self):
        url = f"data:image/png;base64,{self.png.decode()}"
        face = self._create_face(
            {"type": "image", "source": "asset:crest", **BOX},
            template={"assets": {"crest": url}},
        )
        (page,) = face._layouts(self.ticket)
        self.assertEqual(page.shapes[0].content, base64.b64decode(self.png))

    def test_element_may_depend_on_a_picture(self):
        elements = (
            self._text("no poster", unless="poster"),
            self._text("poster", **{"if": "poster"}),
        )
        self.session.show_id.poster = False
        self.assertEqual(self._printed(*elements), ["no poster"])
        self.session.show_id.poster = self.png
        self.assertEqual(self._printed(*elements), ["poster"])

    def test_back_and_copies_are_sheets_of_their_own(self):
        face = self._create_face(
            self._text("front"),
            template={"back": {"elements": [self._text("behind")]}, "copies": 2},
        )
        self.assertEqual(len(face._render_sides(self.ticket)), 2)
        self.assertEqual(len(face._render_sides(self.ticket, back=True)), 4)

    def test_back_is_a_page_of_the_pdf(self):
        face = self._create_face(
            self._text("front"),
            template={"back": {"elements": [self._text("behind")]}},
        )
        self.assertEqual(face._render_pdf(self.tickets).count(b"/Type /Page\n"), 4)

    def test_face_is_told_what_is_wrong_with_the_back(self):
        with self.assertRaisesRegex(ValidationError, "Element 1 of the back"):
            self._create_face(
                self._text("A"),
                template={"back": {"elements": [self._text("B", x=60)]}},
            )

    def test_warnings_do_not_keep_a_face_from_being_saved(self):
        face = self._create_face(self._text("Gala 🎻", name="Title"))
        self.assertIn("“Title”", face.warnings)
        self.assertFalse(face.problems)
        self.assertIn("<svg", face.preview)

    def test_size_is_told(self):
        self.assertEqual(self._create_face(self._text("A")).size, "72 × 60 mm")


@tagged("post_install", "-at_install")
class TestFaceFile(TicketSaleCommon):
    """A face goes out as one file and comes in from one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Face = cls.env["ticket.face"]
        cls.face = cls.env.ref("ticket_sale.ticket_face_eticket_a6")

    def _wizard(self, content):
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        return self.env["ticket.face.import"].create(
            {"file": base64.b64encode(content), "file_name": "face.json"}
        )

    def test_exported_face_comes_in_as_it_was(self):
        wizard = self._wizard(base64.b64decode(self.face.file))
        self.assertIn("<svg", wizard.preview)
        action = wizard.action_import()
        copy = self.Face.browse(action["res_id"])
        self.assertEqual((copy.name, copy.usage), (self.face.name, "pdf"))
        self.assertEqual(copy._parsed(), self.face._parsed())

    def test_bare_template_of_version_1_comes_in(self):
        wizard = self._wizard({"page": {"w": 72, "h": 60}, "elements": []})
        wizard.usage = "phone"
        face = self.Face.browse(wizard.action_import()["res_id"])
        self.assertEqual((face.name, face.usage), ("Imported Face", "phone"))
        self.assertEqual(face._parsed()["version"], 2)

    def test_file_that_is_no_face_is_refused(self):
        for content in (b"", b"\xff\xfe", b"{", b"[" * 90_000, b"[]", {"a": 1}):
            wizard = self._wizard(content or b" ")
            self.assertIn("not a ticket face", wizard.problems)
            with self.assertRaises(UserError):
                wizard.action_import()

    def test_face_with_errors_is_refused_with_all_of_them(self):
        text = {"type": "text", "size": 8, "text": "{password}", **BOX}
        wrong = {"page": {"w": 72, "h": 60}, "elements": [text, {**text, "x": -1}]}
        with self.assertRaisesRegex(UserError, "(?s)Element 2.*password"):
            self.Face._import_file(json.dumps(wrong).encode())

    def test_export_is_a_download(self):
        url = self.face.action_export()["url"]
        self.assertIn(f"/web/content/ticket.face/{self.face.id}/file", url)

    def test_only_managers_import(self):
        cashier = new_test_user(
            self.env, "face_cashier", groups="ticket_sale.group_ticket_cashier"
        )
        with self.assertRaises(AccessError):
            self.env["ticket.face.import"].with_user(cashier).create({"file": b"e30="})
        with self.assertRaises(AccessError):
            self.Face.with_user(cashier)._import_file(
                b'{"page": {"w": 72, "h": 60}, "elements": []}'
            )


@tagged("post_install", "-at_install")
class TestFaceMigration(TicketSaleCommon):
    """Up to 19.0.1.0.0 a face did not say its version."""

    def _migrate(self):
        path = f"{get_module_path('ticket_sale')}/migrations/19.0.1.1.0"
        spec = importlib.util.spec_from_file_location(
            "post_ticket_faces", f"{path}/post-ticket-faces.py"
        )
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for _time in range(2):  # a second time changes nothing
            module.migrate(self.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    def test_stored_faces_say_their_version(self):
        face = self.env.ref("ticket_sale.ticket_face_phone")
        design = {"page": {"w": 72, "h": 60}, "elements": [{"type": "blink"}]}
        self.cr.execute(
            "UPDATE ticket_face SET template = %s WHERE id = %s",
            (json.dumps(design), face.id),
        )
        self._migrate()
        self.assertEqual(json.loads(face.template), {"version": 2, **design})
