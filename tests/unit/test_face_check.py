"""What is told about a face before it is saved."""

import base64
import io
import json
import math

import pytest
from PIL import Image

from tests.helpers.pure import pure

face_check = pure("ticket_sale", "face_check")
face_schema = pure("ticket_sale", "face_schema")
face_picture = pure("ticket_sale", "face_picture")
check = face_check.check

WHOLE = {"x": 0, "y": 0, "w": 72, "h": 60}


def face(*elements, w=72, h=60, **more):
    page = {"w": w, "h": h, "dpi": 203}
    return {"version": 2, "page": page, "elements": list(elements), **more}


def text(words, **values):
    box = {"x": 5, "y": 5, "w": 60, "h": 12, "size": 16}
    return {"type": "text", "text": words, **box, **values}


def code(**values):
    return {"type": "qr", "x": 10, "y": 10, "w": 36, "h": 36, **values}


def bars(symbology="code128", **values):
    box = {"x": 5, "y": 10, "w": 60, "h": 12}
    return {"type": "barcode", "symbology": symbology, **box, **values}


def block(**values):
    return {"type": "box", "fill": "#000000", "w": 5, "h": 5, **values}


def url(content=None, kind="png"):
    if content is None:
        buffer = io.BytesIO()
        Image.new("RGB", (8, 8), "black").save(buffer, "PNG")
        content = buffer.getvalue()
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def told(wrong, usage=None):
    return [(found.code, found.side, found.element) for found in check(wrong, usage)]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (None, "structure"),
        ([], "structure"),
        ({"page": {"w": 72}, "elements": []}, "structure"),
        ({"page": [], "elements": []}, "structure"),
        ({**face(), "elements": {}}, "structure"),
        ({**face(), "author": "me"}, "structure"),
        (face(back=[]), "structure"),
        (face(back={"elements": [], "page": {}}), "structure"),
        (face(w=5), "page_size"),
        (face(w=math.nan), "page_size"),
        (face(w=True), "page_size"),
        ({"page": {"w": 72, "h": 60, "dpi": 3}, "elements": []}, "dpi"),
        ({**face(), "version": 3}, "version"),
        ({**face(), "version": "2"}, "version"),
        (face(copies=0), "copies"),
        (face(copies=1.5), "copies"),
        (face(assets=[]), "assets"),
        (face(assets={"A b": url()}), "assets"),
        (face(assets={"a": url(b"GIF89a")}), "asset_picture"),
        (face(assets={"a": "https://example.com/a.png"}), "asset_picture"),
        (face(assets={"a": url(b"x" * 500_000)}), "asset_size"),
        (face(assets={f"a{n}": "x" * 700_000 for n in range(3)}), "assets_size"),
        (face(*[text("A")] * 201), "too_many"),
    ],
)
def test_wrong_face_is_told_what_is_wrong(wrong, problem):
    assert told(wrong) == [(problem, "page", -1)]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ("text", "element_type"),
        ({"type": "blink"}, "element_type"),
        ({"type": ["text"]}, "element_type"),
        ({"type": "line", "x": 0, "y": 0, "w": 1}, "missing"),
        (bars(symbology="ean"), "bad_value"),
        (text("A", blink=1), "unknown_key"),
        (text("A", align="up"), "bad_value"),
        (text("A", color="red"), "bad_value"),
        (text("A", size="big"), "bad_value"),
        (text("A", size=math.inf), "bad_value"),
        (text("A", x=-1), "bad_value"),
        (text("A", rotate=45), "bad_value"),
        (text("A", rotate=False), "bad_value"),
        (text("A", font="comic"), "bad_value"),
        (text("A", types="ADULT"), "bad_value"),
        (text("A", channels=[7]), "bad_value"),
        (text(7), "bad_value"),
        (text({}), "bad_value"),
        (text({"en": 7}), "bad_value"),
        (text("A" * 2001), "bad_value"),
        (text("{password}"), "unknown_field"),
        (text("{show@fr}"), "unknown_field"),
        (text("A", **{"if": "password"}), "unknown_field"),
        ({"type": "line", **WHOLE, "dash": 0.001}, "bad_value"),
        ({"type": "map", **WHOLE, "span": 1000}, "bad_value"),
        ({"type": "image", **WHOLE, "source": "/etc/passwd"}, "bad_value"),
        ({"type": "image", **WHOLE, "source": "asset:crest"}, "asset_missing"),
        (text("A", x=60), "outside"),
        (text("A", h=2), "text_high"),
        (text("Grüße 한국"), "glyphs"),
        (code(w=12, h=12), "qr_small"),
        (bars(w=15), "barcode_small"),
        (bars(h=4), "barcode_low"),
        (bars(h=15, w=14, rotate=90), "barcode_small"),
        (bars("pdf417", text="{token}", w=30, h=20), "barcode_small"),
        (bars("pdf417", text="{token}", w=60, h=5), "barcode_low"),
        (bars(text="{holder}"), "barcode_text"),
    ],
)
def test_wrong_element_is_told_what_is_wrong(wrong, problem):
    assert told(face(text("A", y=45), wrong)) == [(problem, "front", 1)]


def test_problem_of_the_back_names_the_back():
    wrong = face(back={"elements": [text("A"), text("B", x=60)]})
    assert told(wrong) == [("outside", "back", 1)]


def test_hidden_element_is_not_looked_at_where_it_would_be_drawn():
    assert told(face(text("A", x=60, hidden=True))) == []


@pytest.mark.parametrize("key", ["name", "hidden", "locked"])
def test_element_may_carry_what_the_designer_keeps(key):
    value = "Logo" if key == "name" else False
    assert told(face(text("A", **{key: value}))) == []


def test_sign_that_no_font_has_is_a_warning():
    (problem,) = check(face(text("Gala 🎻")))
    assert (problem.code, problem.detail, problem.level) == ("signs", "🎻", "warning")


def test_text_that_is_cut_is_a_warning():
    (usual,) = check(face(text("{show}", w=14, fit="clip")))
    (rare,) = check(face(text("{show}")))
    assert (usual.code, rare.code) == ("clipped", "clipped_long")
    assert {usual.level, rare.level} == {"warning"}


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ({"x": 20, "y": 20}, "covered"),
        ({"x": 44, "y": 20}, "covered"),
        ({"x": 46.4, "y": 20}, "quiet"),
        ({"x": 47.9, "y": 20}, "quiet_narrow"),
        ({"x": 60, "y": 20}, None),
    ],
)
def test_code_wants_white_around_it(where, problem):
    found = told(face(code(), block(**where)))
    assert [one[0] for one in found] == ([problem] if problem else [])


def test_code_under_a_white_box_is_covered():
    box = block(x=0, y=0, w=72, h=60, fill="#ffffff")
    assert told(face(code(), box)) == [("covered", "front", 0)]
    assert told(face(box, code())) == []


def test_code_on_a_dark_ground_is_covered():
    ground = block(x=0, y=0, w=72, h=60)
    assert told(face(ground, code())) == [("covered", "front", 1)]


def test_bars_want_white_at_their_ends_only():
    assert told(face(bars(), block(x=40, y=22.5))) == []
    assert told(face(bars(), block(x=59.5, y=12))) == [("quiet", "front", 0)]


def test_codes_for_different_types_may_share_a_place():
    own = [code(types=["ADULT"]), code(types=["CHILD"], text="{number}")]
    assert told(face(*own)) == []
    either = [code(**{"if": "seat"}), code(unless="seat", text="{number}")]
    assert told(face(*either)) == []
    assert ("covered", "front", 0) in told(face(code(), code(text="{number}")))


@pytest.mark.parametrize(
    ("usage", "w", "problem"),
    [
        ("print", 112, None),
        ("print", 150, "paper_print"),
        ("pdf", 210, None),
        ("pdf", 310, "paper_pdf"),
        ("phone", 90, None),
        ("phone", 140, "paper_phone"),
    ],
)
def test_page_fits_its_use(usage, w, problem):
    found = told(face(code(), w=w, h=400), usage)
    assert found == ([(problem, "page", -1)] if problem else [])


def test_face_without_a_code_of_the_ticket_is_a_warning():
    assert told(face(text("A")), "pdf") == [("no_code", "page", -1)]
    assert told(face(code(text="https://example.com")), "pdf")[0][0] == "no_code"
    assert told(face(bars()), "pdf") == []


def test_errors_come_before_warnings():
    levels = [one.level for one in check(face(text("Gala 🎻"), text("B", x=60)))]
    assert levels == ["error", "warning"]


def test_broken_elements_are_left_out_and_the_others_keep_their_numbers():
    broken = face(text("A", blink=1), text("B"), back={"elements": [7, text("C")]})
    drawn = face_schema.drawable(broken, check(broken))
    assert drawn["elements"] == [{"hidden": True}, text("B")]
    assert drawn["back"]["elements"] == [{"hidden": True}, text("C")]


def test_face_without_a_page_cannot_be_drawn():
    broken = {"elements": [text("A")]}
    assert face_schema.drawable(broken, check(broken)) is None


def test_picture_with_too_many_pixels_is_refused():
    buffer = io.BytesIO()
    Image.new("1", (6000, 6000)).save(buffer, "PNG")
    assert told(face(assets={"bomb": url(buffer.getvalue())})) == [
        ("asset_picture", "page", -1)
    ]
    assert face_picture.reduced(buffer.getvalue(), 10, 10) is None


def test_checking_reads_what_json_may_hold():
    wrong = json.loads('{"page": {"w": NaN, "h": 1e400}, "elements": [null, 1, "x"]}')
    assert {one.code for one in check(wrong)} == {"page_size", "element_type"}
