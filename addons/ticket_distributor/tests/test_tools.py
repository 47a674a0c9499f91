import doctest
import json

from odoo.tests import BaseCase, tagged

from ..tools import signature, times
from ..tools.order_request import (
    AreaWish,
    BestWish,
    Invalid,
    PlaceWish,
    read_nothing,
    read_object,
    read_order,
    read_refund,
)


@tagged("post_install", "-at_install")
class TestTools(BaseCase):
    def test_examples_in_docstrings(self):
        for module in (signature, times):
            self.assertEqual(doctest.testmod(module).failed, 0, module.__name__)

    def test_signature_of_the_readme(self):
        signed = signature.sign(
            "s3cret",
            "POST",
            "/ticket/api/v1/distributor/orders",
            "1790000000",
            b'{"reference": "A-1"}',
        )
        self.assertEqual(
            signed, "7440943b118f0b45adf1adfc9aced08a4878a3744dc3dd271fcbc2e903a8c0e8"
        )

    def test_order_is_read_into_wishes(self):
        order = read_order(
            {
                "reference": " A1 ",
                "session": 7,
                "lines": [
                    {"type": "adult", "place": 3},
                    {"type": "child", "area": 2, "count": 4},
                ],
            }
        )
        self.assertEqual(order.reference, "A1")
        self.assertEqual(order.places, (PlaceWish("adult", 3),))
        self.assertEqual(order.areas, (AreaWish("child", 2, 4),))
        self.assertEqual(order.count, 5)

    def test_best_is_read(self):
        best = {"type": "adult", "count": 2}
        order = read_order({"reference": "A1", "session": 7, "best": best})
        self.assertEqual((order.best, order.count), (BestWish("adult", 2), 2))

    def test_wrong_orders_name_the_field(self):
        good = {"reference": "A1", "session": 7, "lines": [{"type": "a", "place": 1}]}
        twice = [{"type": "a", "place": 1}, {"type": "b", "place": 1}]
        for change, field in (
            ({"session": True}, "session"),
            ({"session": 0}, "session"),
            ({"session": 2**31}, "session"),
            ({"session": 1.0}, "session"),
            ({"reference": None}, "reference"),
            ({"reference": "x" * 129}, "reference"),
            ({"reference": "a\x00b"}, "reference"),
            ({"lines": []}, "lines"),
            ({"lines": {}}, "lines"),
            ({"lines": ["x"]}, "lines[0]"),
            ({"lines": [{"type": "a"}]}, "lines[0].place"),
            ({"lines": [{"type": "a", "place": "1"}]}, "lines[0].place"),
            ({"lines": [{"type": "a", "place": 1, "price": 0}]}, "lines[0].price"),
            ({"lines": [{"type": "a", "area": 1}]}, "lines[0].count"),
            ({"lines": [{"type": "a", "area": 1, "count": 501}]}, "lines[0].count"),
            ({"lines": twice}, "lines"),
            ({"lines": [{"type": "a", "place": 1}] * 501}, "lines"),
            ({"best": {"type": "a", "count": 1}}, "lines"),
        ):
            with self.subTest(change), self.assertRaises(Invalid) as refusal:
                read_order(good | change)
            self.assertEqual(refusal.exception.field, field)

    def test_bodies_that_are_no_objects(self):
        for body in (b"[]", b"null", b"{", b"\xff", b"1", b"[" * 100_000):
            with self.subTest(body[:9]), self.assertRaises(Invalid):
                read_object(body)
        self.assertEqual(read_object(b""), {})
        self.assertEqual(read_object(json.dumps({"a": 1}).encode()), {"a": 1})

    def test_refund_names_numbers_or_nothing(self):
        self.assertIsNone(read_refund({}))
        self.assertEqual(read_refund({"tickets": ["1", "2"]}), ("1", "2"))
        for wrong in ([], [1], "1", ["1", "1"], {}):
            with self.subTest(wrong), self.assertRaises(Invalid):
                read_refund({"tickets": wrong})

    def test_confirm_wants_an_empty_body(self):
        read_nothing({})
        with self.assertRaises(Invalid):
            read_nothing({"force": True})
