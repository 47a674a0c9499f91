import base64
import json
import sys
from datetime import datetime
from pathlib import Path

import zxingcpp

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from ..tools.face_fields import SAMPLES
from .common import TicketSaleCommon

# What looks at PDFs stands beside the addons, with the other programs of our tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from tests.helpers import pdf

EVENING = datetime(2026, 11, 21, 11, 30)  # 19:30 in Shanghai


@tagged("post_install", "-at_install")
class TestFace(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tickets = cls._sell("1-1", "1-2").ticket_ids.sorted("id")
        cls.venue.tz = "Asia/Shanghai"
        cls.session.write({"start": EVENING, "end": datetime(2026, 11, 21, 14, 0)})
        cls.env.flush_all()
        cls.tickets.invalidate_recordset()
        cls.ticket = cls.tickets[0]
        cls.Face = cls.env["ticket.face"]

    def _create_face(self, elements, **values):
        template = {"page": {"w": 72, "h": 60}, "elements": elements}
        return self.Face.create(
            {"name": "Test", "template": json.dumps(template), "sequence": 1, **values}
        )

    def _text(self, text):
        box = {"x": 0, "y": 0, "w": 72, "h": 10, "size": 10}
        return {"type": "text", "text": text, **box}

    def test_pdf_has_a_page_a_ticket_with_its_own_code(self):
        pages = pdf.images(self.tickets._pdf())
        codes = [zxingcpp.read_barcodes(page)[0].text for page in pages]
        self.assertEqual(codes, self.tickets.mapped("token"))

    def test_pdf_is_in_the_language_of_the_buyer(self):
        self.customer.lang = "zh_CN"
        (chinese,) = pdf.texts(self.ticket._pdf())
        self.customer.lang = "en_US"
        (english,) = pdf.texts(self.ticket._pdf())
        self.assertIn("电子票", chinese)
        self.assertIn("2026年11月21日", chinese)
        self.assertIn("E-TICKET", english)

    def test_values_are_in_the_time_of_the_venue(self):
        values = self.ticket._face_values("en_US")[self.ticket.id]
        self.assertEqual(values["time"], "19:30")
        self.assertEqual(values["date"], "Sat, Nov 21, 2026")

    def test_values_tell_the_place(self):
        values = self.ticket._face_values("en_US")[self.ticket.id]
        self.assertEqual(
            (values["section"], values["row"], values["seat"]),
            (self.stalls.name, self.ticket.seat_id.row, self.ticket.seat_id.number),
        )
        self.assertEqual(values["number_spaced"].replace(" ", ""), self.ticket.number)

    def test_every_allowed_field_has_a_value(self):
        values = self.ticket._face_values("en_US")[self.ticket.id]
        self.assertEqual(set(values), set(SAMPLES))
        self.assertTrue(all(isinstance(value, str) for value in values.values()))

    def test_only_a_copy_is_marked_as_a_reprint(self):
        first = self.ticket._face_values("en_US", copy=1)[self.ticket.id]
        second = self.ticket._face_values("en_US", copy=2)[self.ticket.id]
        self.assertEqual((first["reprint"], second["reprint"]), ("", "REPRINT 2"))

    def test_raster_code_is_the_token(self):
        (face,) = self.Face._by_ticket(self.ticket, "print")
        image = face._render_raster(self.ticket, width_dots=576)
        (code,) = zxingcpp.read_barcodes(image.convert("L"))
        self.assertEqual((code.text, image.width), (self.ticket.token, 576))

    def test_svg_shows_the_ticket(self):
        svg = self.ticket._svg()
        self.assertTrue(svg.startswith("<svg"))
        self.assertIn(self.session.show_id.name.split()[0], svg)

    def test_first_face_that_fits_show_and_type_is_used(self):
        general = self._create_face([self._text("general")], usage="pdf", sequence=5)
        self._create_face(
            [self._text("other")], usage="pdf", sequence=1, type_ids=self.child.ids
        )
        own = self._create_face(
            [self._text("own")],
            usage="pdf",
            sequence=2,
            show_ids=self.session.show_id.ids,
        )
        self.assertEqual(self.Face._by_ticket(self.ticket, "pdf"), {own: self.ticket})
        own.active = False
        self.assertEqual(
            self.Face._by_ticket(self.ticket, "pdf"), {general: self.ticket}
        )

    def test_face_of_another_company_is_not_used(self):
        other = self.env["res.company"].create({"name": "Other"})
        face = self._create_face([self._text("x")], usage="pdf", company_id=other.id)
        self.assertNotIn(face, self.Face._by_ticket(self.ticket, "pdf"))

    def test_changed_face_is_used_at_once(self):
        face = self._create_face([self._text("before")], usage="pdf")
        self.ticket._pdf()
        face.template = face.template.replace("before", "after")
        (text,) = pdf.texts(self.ticket._pdf())
        self.assertEqual(text.strip(), "after")

    def test_order_of_tickets_is_kept(self):
        reverse = self.tickets[::-1]
        pages = pdf.images(reverse._pdf())
        codes = [zxingcpp.read_barcodes(page)[0].text for page in pages]
        self.assertEqual(codes, reverse.mapped("token"))

    def test_unknown_field_is_refused_with_its_name(self):
        with self.assertRaisesRegex(ValidationError, "password"):
            self._create_face([self._text("{password}")])

    def test_face_that_is_no_json_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "JSON"):
            self.Face.create({"name": "Broken", "template": "{"})

    def test_problems_are_shown_while_typing(self):
        face = self.Face.new({"template": '{"page": {}, "elements": []}'})
        self.assertIn("page", face.problems)
        self.assertFalse(face.preview)

    def test_forms_that_read_sizes_of_pictures_show_the_face(self):
        logo = {"type": "image", "source": "logo", "x": 0, "y": 0, "w": 20, "h": 10}
        face = self._create_face([logo, self._text("{show}")])
        face = face.with_context(bin_size=True)
        face.invalidate_recordset()
        self.assertIn("<svg", face.preview)

    def test_sample_pdf_is_a_pdf(self):
        face = self.env.ref("ticket_sale.ticket_face_eticket_a6")
        (text,) = pdf.texts(base64.b64decode(face.sample_pdf))
        self.assertIn("4539 1488 0343 6467", text)

    def test_cashier_reads_faces_and_manager_writes_them(self):
        face = self.env.ref("ticket_sale.ticket_face_phone")
        cashier = new_test_user(
            self.env, "face_cashier", groups="ticket_sale.group_ticket_cashier"
        )
        manager = new_test_user(
            self.env, "face_manager", groups="ticket_sale.group_ticket_manager"
        )
        self.assertTrue(face.with_user(cashier).preview)
        with self.assertRaises(AccessError):
            face.with_user(cashier).write({"name": "x"})
        face.with_user(manager).write({"name": "x"})
        self.assertEqual(face.name, "x")
