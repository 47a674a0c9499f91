import json
import sys
from pathlib import Path
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.ticket_sale.tests.common import TicketSaleCommon

from ..tools import delivery, printer_presets

# The virtual printer is a program of its own, beside the addons.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from tests.helpers.virtual_printer import VirtualPrinter


@tagged("post_install", "-at_install")
class TestPrinterSetup(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tickets = cls._sell("1-1", "1-2").ticket_ids.sorted("id")
        cls.printer = cls._create_printer("Counter 1")

    @classmethod
    def _create_printer(cls, name, **values):
        return cls.env["ticket.printer"].create(
            {"name": name, "host": "127.0.0.1", "port": 9, **values}
        )

    @classmethod
    def _create_landscape_face(cls):
        page = {"w": 139.7, "h": 50.8}
        code = {"type": "qr", "x": 95, "y": 8, "w": 34, "h": 34, "text": "{token}"}
        title = {"type": "text", "x": 6, "y": 6, "w": 80, "h": 10, "size": 6}
        return cls.env["ticket.face"].create(
            {
                "name": "Boca",
                "usage": "print",
                "sequence": 999,
                "template": json.dumps(
                    {
                        "version": 1,
                        "page": page,
                        "elements": [code, title | {"text": "{show}"}],
                    }
                ),
            }
        )

    def _print(self, paper, **values):
        """Print a ticket on a new printer, whose address is of ``paper``."""
        printer = self._create_printer("Paper", confirm_seconds=2, **values)
        printer.port = paper.port
        job = self.env["ticket.print.job"]._enqueue(self.tickets[:1], printer)
        self.env.flush_all()
        job._process()
        self.env.invalidate_all()
        return job

    # --- languages ----------------------------------------------------------

    def test_ticket_is_printed_in_every_language(self):
        for preset in ("receipt_80", "zebra_zd", "boca_200", "tsc"):
            values = self.env["ticket.printer"]._preset_values(preset)
            language = values["language"]
            width = {} if language == "fgl" else {"width": values["width_dots"]}
            with (
                self.subTest(preset),
                VirtualPrinter(language=language, **width) as paper,
            ):
                values.pop("port")
                if language == "fgl":
                    values["face_id"] = self._create_landscape_face().id
                job = self._print(paper, **values)
                self.assertEqual(job.state, "printed")
                [ticket] = paper.wait_for(1)
                self.assertEqual(ticket.codes, [self.tickets[0].token])
                self.assertEqual(paper.unknown, [])
                job.state = "cancelled"  # the ticket may be printed again

    def test_turned_ticket_fits_the_head_and_its_code_is_read(self):
        with VirtualPrinter() as paper:
            face = self._create_landscape_face()
            self._print(paper, rotate="90", face_id=face.id)
            [ticket] = paper.wait_for(1)
        self.assertEqual(ticket.image.width, 576)
        self.assertEqual(ticket.codes, [self.tickets[0].token])

    def test_back_and_copies_are_sheets_of_their_own(self):
        face = self._create_landscape_face()
        template = json.loads(face.template)
        template |= {
            "version": 2,
            "copies": 2,
            "back": {
                "elements": [
                    {"type": "box", "x": 5, "y": 5, "w": 20, "h": 20, "fill": "#000000"}
                ]
            },
        }
        face.template = json.dumps(template)
        for prints_back, sheets in ((False, 2), (True, 4)):
            with self.subTest(sheets), VirtualPrinter() as paper:
                job = self._print(
                    paper,
                    face_id=face.id,
                    rotate="90",
                    prints_back=prints_back,
                    stock_tracked=True,
                )
                self.assertEqual(len(paper.wait_for(sheets)), sheets)
                self.assertEqual(job.sheets, sheets)
                self.assertEqual(job.printer_id.stock_count, -sheets)
                job.state = "cancelled"

    def test_face_that_is_wider_than_the_head_is_told(self):
        self.printer.face_id = self._create_landscape_face()
        self.assertIn("140 mm across", self.printer.face_warning)
        self.printer.rotate = "90"
        self.assertFalse(self.printer.face_warning)

    def test_connection_is_plain_values(self):
        connection = self.printer._connection()
        self.assertEqual(json.loads(json.dumps(connection)), connection)
        self.assertEqual(
            (connection["kind"], connection["language"], connection["seconds"]),
            ("network", "escpos", 8),
        )

    def test_print_system_that_refuses_leaves_the_job_waiting(self):
        printer = self._create_printer("Queue", kind="cups", device="Boca")
        job = self.env["ticket.print.job"]._enqueue(self.tickets[:1], printer)
        self.env.flush_all()
        with patch.object(
            delivery.SpoolLine, "_run", side_effect=[b"idle", OSError("queue full")]
        ):
            job._process()
        self.env.invalidate_all()
        self.assertEqual((job.state, job.is_uncertain), ("waiting", False))
        self.assertIn("refused the job", job.error)

    # --- presets ------------------------------------------------------------

    def test_model_fills_in_the_fields_and_leaves_the_address(self):
        with Form(self.env["ticket.printer"]) as form:
            form.name = "Boca"
            form.host = "10.0.0.5"
            form.preset = "boca_200"
        printer = form.save()
        self.assertEqual(
            (printer.language, printer.dpi, printer.width_dots, printer.media),
            ("fgl", 200, 400, "mark"),
        )
        self.assertEqual(printer.host, "10.0.0.5")

    def test_every_model_can_be_saved(self):
        for preset in printer_presets.PRESETS:
            values = self.env["ticket.printer"]._preset_values(preset)
            printer = self._create_printer(
                preset, preset=preset, **(values | {"port": 9})
            )
            self.assertTrue(printer._encode([]) == b"")

    # --- what is refused ----------------------------------------------------

    def test_devices_outside_dev_are_refused(self):
        for kind, device in (
            ("file", "/etc/odoo/odoo.conf"),
            ("serial", "/dev/../tmp/x"),
            ("usb", "/dev/usb/lp0"),
            ("cups", "--help"),
            ("usb", False),
        ):
            with self.subTest(device), self.assertRaises(ValidationError):
                self._create_printer("X", kind=kind, device=device)

    def test_spare_printers_in_a_circle_are_refused(self):
        second = self._create_printer("Counter 2", spare_id=self.printer.id)
        third = self._create_printer("Counter 3", spare_id=second.id)
        with self.assertRaises(ValidationError):
            self.printer.spare_id = third
        with self.assertRaises(ValidationError):
            self.printer.spare_id = self.printer

    @mute_logger("odoo.sql_db")
    def test_measures_that_no_printer_has_are_refused(self):
        for values in ({"offset_x": 9999}, {"gap": -1}, {"width_dots": 100}):
            with (
                self.subTest(values),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.printer.write(values)
                self.env.flush_all()

    # --- what it says -------------------------------------------------------

    def test_trouble_is_told_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.printer._report(delivery.NotSent("paper_end"))
        english = self.printer.with_context(lang="en_US").trouble
        self.assertEqual(english, "The paper has run out.")
        self.assertEqual(self.printer.problem, "paper_end")

    def test_printer_that_stays_ready_is_not_written_for_each_ticket(self):
        with freeze_time("2026-05-01 19:00:00"):
            self.printer._report(delivery.Delivered())
        with freeze_time("2026-05-01 19:00:20"), self.assertQueryCount(0):
            self.printer._report(delivery.Delivered())
            self.env.flush_all()
        with freeze_time("2026-05-01 19:01:00"):
            self.printer._report(delivery.Delivered())
        self.assertEqual(str(self.printer.seen_at), "2026-05-01 19:01:00")

    def test_check_reaches_a_printer_that_is_never_asked(self):
        with VirtualPrinter() as paper:
            paper.change(mute=True)
            self.printer.write({"port": paper.port, "confirmation": "none"})
            self.printer.action_check()
        self.assertEqual(self.printer.state, "ready")
