import json

from odoo.tests import tagged

from odoo.addons.ticket_sale.tests.common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestFacePaper(TicketSaleCommon):
    """A face that is to be printed fits one of the printers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ticket.printer"].search(
            [("active", "in", (True, False))]
        ).active = False
        cls.printer = cls.env["ticket.printer"].create(
            {"name": "Counter 1", "host": "127.0.0.1", "width_dots": 576, "dpi": 203}
        )

    def _told(self, w, h, usage="print"):
        code = {"type": "qr", "x": 0, "y": 0, "w": 36, "h": 36}
        template = {"version": 2, "page": {"w": w, "h": h}, "elements": [code]}
        Face = self.env["ticket.face"].with_context(
            allowed_company_ids=self.env.company.ids
        )
        problems = Face._template_problems(json.dumps(template), usage)
        return [
            (problem["level"], problem["message"])
            for problem in problems
            if problem["code"] == "paper_printers"
        ]

    def test_page_wider_than_every_printer_is_a_warning(self):
        [(level, message)] = self._told(80, 130)
        self.assertEqual(level, "warning")
        self.assertIn("on Counter 1 it is 7.9 mm too wide", message)

    def test_page_as_wide_as_the_head_fits(self):
        self.assertEqual(self._told(72, 130), [])

    def test_wide_page_fits_a_printer_that_turns_it(self):
        self.printer.rotate = "90"
        self.assertEqual(self._told(140, 50), [])
        self.assertTrue(self._told(50, 140))

    def test_other_uses_need_no_printer(self):
        self.assertEqual(self._told(105, 148, usage="pdf"), [])

    def test_printers_of_other_companies_do_not_count(self):
        self.printer.company_id = self.env["res.company"].create({"name": "Other"})
        self.assertEqual(self._told(80, 130), [])

    def test_face_that_cannot_be_drawn_is_told_once(self):
        problems = self.env["ticket.face"]._template_problems("{", "print")
        self.assertEqual([problem["code"] for problem in problems], ["json"])

    def test_designer_offers_the_printers_to_look_through(self):
        printer = self.env["ticket.printer"].search([], limit=1)
        offered = self.env["ticket.face"].get_designer_data()["printers"]
        (told,) = [one for one in offered if one["id"] == printer.id]
        self.assertEqual(
            (told["dpi"], told["width_dots"]), (printer.dpi, printer._raster_width())
        )
