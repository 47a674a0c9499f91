import base64
import io
import json

from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..tools.face_fields import SAMPLES
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestFaceDesigner(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._sell("1-1").ticket_ids
        cls.Face = cls.env["ticket.face"]
        cls.text = {"type": "text", "x": 0, "y": 0, "w": 60, "h": 10, "size": 10}

    def _preview(self, *elements, back=(), page=None, **options):
        template = {
            "version": 2,
            "page": page or {"w": 72, "h": 60},
            "elements": list(elements),
        }
        if back:
            template["back"] = {"elements": list(back)}
        return self.Face.preview_template(template, options)

    def test_preview_draws_a_group_an_element(self):
        answer = self._preview({**self.text, "text": "A"}, {**self.text, "text": "B"})
        self.assertEqual(answer["problems"], [])
        self.assertIn('<g data-element="0"><text', answer["front"])
        self.assertIn('<g data-element="1"><text', answer["front"])
        self.assertFalse(answer["back"])

    def test_preview_takes_json(self):
        template = json.dumps({"page": {"w": 72, "h": 60}, "elements": []})
        answer = self.Face.preview_template(template)
        self.assertTrue(answer["front"].startswith("<svg"))

    def test_preview_shows_the_ticket_that_was_asked_for(self):
        answer = self._preview(
            {**self.text, "text": "{number}"}, ticket_id=self.ticket.id
        )
        self.assertIn(self.ticket.number, answer["front"])

    def test_preview_of_a_ticket_that_is_gone_says_so(self):
        with self.assertRaisesRegex(UserError, "gone"):
            self._preview({**self.text, "text": "A"}, ticket_id=10**9)

    def test_preview_draws_both_sides(self):
        answer = self._preview(
            {**self.text, "text": "front"}, back=[{**self.text, "text": "behind"}]
        )
        self.assertIn("behind", answer["back"])
        self.assertNotIn("behind", answer["front"])

    def test_broken_element_is_told_and_the_rest_is_drawn(self):
        answer = self._preview(
            {"type": "blink", "name": "Logo"}, {**self.text, "text": "A"}
        )
        (problem,) = answer["problems"]
        self.assertEqual(
            (problem["code"], problem["side"], problem["element"], problem["level"]),
            ("element_type", "front", 0, "error"),
        )
        self.assertIn("Logo", problem["message"])
        self.assertIn('data-element="1"', answer["front"])

    def test_face_without_page_is_told_and_not_drawn(self):
        answer = self.Face.preview_template({"elements": []}, {})
        self.assertEqual([one["code"] for one in answer["problems"]], ["structure"])
        self.assertFalse(answer["front"])

    def test_other_views_are_data_urls(self):
        element = {**self.text, "text": "A"}
        thermal = self._preview(element, view="thermal", width_dots=384, dpi=203)
        paper = self._preview(element, view="pdf")
        self.assertTrue(thermal["front"].startswith("data:image/png;base64,"))
        self.assertTrue(paper["front"].startswith("data:application/pdf;base64,"))

    def test_thermal_view_is_in_the_dots_that_were_asked_for(self):
        page = {"w": 72, "h": 60, "dpi": 300}
        element = {**self.text, "text": "A"}
        for options, size in (
            ({}, (856, 709)),
            ({"dpi": 203, "width_dots": 576}, (576, 480)),
            ({"dpi": "many", "width_dots": -5}, (8, 480)),
        ):
            answer = self._preview(element, page=page, view="thermal", **options)
            content = base64.b64decode(answer["front"].partition(",")[2])
            self.assertEqual(Image.open(io.BytesIO(content)).size, size)

    def test_problem_names_the_element_by_its_text(self):
        answer = self._preview({**self.text, "text": "Gala", "x": 50})
        self.assertEqual(
            answer["problems"][0]["message"], "Element 1 “Gala” lies outside the page."
        )

    def test_long_sample_is_longer(self):
        element = {**self.text, "text": "{show}", "fit": "wrap"}
        self.assertNotEqual(
            self._preview(element, sample="long")["front"],
            self._preview(element)["front"],
        )

    def test_designer_knows_every_field_and_code(self):
        offered = self.Face.get_designer_data()
        self.assertEqual({one["name"] for one in offered["fields"]}, set(SAMPLES))
        self.assertIn(self.child.code, [one["code"] for one in offered["types"]])
        self.assertIn("pos", [one["code"] for one in offered["channels"]])
        self.assertEqual(offered["tickets"][0]["id"], self.ticket.id)

    def test_only_managers_design(self):
        cashier = new_test_user(
            self.env, "face_cashier", groups="ticket_sale.group_ticket_cashier"
        )
        Face = self.Face.with_user(cashier)
        for call in (Face.get_designer_data, lambda: Face.preview_template({}, {})):
            with self.assertRaises(AccessError):
                call()
