"""One face, three back ends: they agree to half a millimetre, and the code reads."""

import base64
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.helpers import pdf
from tests.helpers.pure import pure

layouts = pure("ticket_sale", "face_layout")
fields = pure("ticket_sale", "face_fields")
check = pure("ticket_sale", "face_check").check
to_pdf = pure("ticket_sale", "face_pdf").to_pdf
to_raster = pure("ticket_sale", "face_raster").to_raster
face_svg = pure("ticket_sale", "face_svg")
to_svg = face_svg.to_svg
face_font = pure("ticket_sale", "face_font")
qr = pure("ticket_sale", "qr")

ROOT = Path(__file__).resolve().parents[2]
FACES = sorted((ROOT / "addons/ticket_sale/data/faces").glob("*.json"))
TOKEN = fields.SAMPLES["token"][0]
DPI = 203
MM = DPI / 25.4
CHROMIUM = shutil.which("chromium")


def load(path):
    return json.loads(path.read_text())


def face(*elements, w=72, h=60):
    return {"page": {"w": w, "h": h, "dpi": DPI}, "elements": list(elements)}


def text(words, **values):
    box = {"x": 10, "y": 10, "w": 50, "h": 12, "size": 16}
    return {"type": "text", "text": words, **box, **values}


def page_of(*elements, lang="zh_CN", **options):
    values = fields.sample_values(lang)
    return layouts.layout(face(*elements), values, lang=lang, **options)


def ink(image):
    """Return the box of what is printed, in millimetres."""
    grey = image.convert("L").point(lambda value: 255 if value < 128 else 0)
    return [edge * 25.4 / DPI for edge in grey.getbbox()]


def pdf_image(page):
    return pdf.images(to_pdf([page]), DPI)[0]


def svg_images(pages, tmp_path):
    """Return what a browser shows of each page; one start of it for all."""
    drawings = "".join(
        f"<div style='height:{page.h * MM}px'>{to_svg(page)}</div>" for page in pages
    )
    for path in face_font.FOLDER.glob("*.ttf"):
        content = base64.b64encode(path.read_bytes()).decode()
        url = f"data:font/ttf;base64,{content}"
        drawings = drawings.replace(f"{face_svg.FONT_URL}{path.name}", url, 1)
    source, target = tmp_path / "face.html", tmp_path / "face.png"
    style = "body{margin:0}svg{display:block;width:100%;height:100%}"
    source.write_text(
        f"<!doctype html><meta charset=utf-8><style>{style}</style>{drawings}"
    )
    height, width = sum(page.h for page in pages) * MM, pages[0].w * MM
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"]
    options += [f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=9000"]
    options += [f"--window-size={round(width)},{round(height) + 1}"]
    subprocess.run(
        [CHROMIUM, *options, f"--screenshot={target}", source],
        check=True,
        capture_output=True,
        timeout=120,
    )
    sheet, top = Image.open(target), 0.0
    for page in pages:
        bottom = top + page.h * MM
        yield sheet.crop((0, round(top), round(width), round(bottom)))
        top = bottom


def codes(image):
    return [barcode.text for barcode in zxingcpp.read_barcodes(image.convert("L"))]


ELEMENTS = {
    "text": text("歌剧魅影 Opera 19:30"),
    "right": text("票价 ¥380.00", align="right", valign="bottom"),
    "wrapped": text("一人一票，每票限用一次。 No refund.", fit="wrap", size=12),
    "turned 90": text("池座 12排", rotate=90, x=20, w=10, y=5, h=45),
    "turned 180": text("池座 12排", rotate=180),
    "turned 270": text("池座 12排", rotate=270, x=20, w=10, y=5, h=45),
    "box": {"type": "box", "x": 5, "y": 5, "w": 40, "h": 20, "radius": 2},
    "filled": {"type": "box", "x": 5, "y": 5, "w": 40, "h": 20, "fill": "#000000"},
    "line": {"type": "line", "x": 5, "y": 30, "w": 60, "h": 0, "stroke": 0.5},
    "dashes": {
        "type": "line",
        "x": 9,
        "y": 5,
        "w": 0,
        "h": 50,
        "stroke": 0.5,
        "dash": 2,
    },
    "code": {"type": "qr", "x": 12, "y": 10, "w": 37, "h": 37},
}


@pytest.mark.parametrize("name", ELEMENTS)
def test_pdf_and_raster_agree_within_half_a_millimetre(name):
    page = page_of(ELEMENTS[name])
    assert ink(pdf_image(page)) == pytest.approx(ink(to_raster(page, DPI)), abs=0.5)


@pytest.mark.skipif(not CHROMIUM, reason="no browser here")
def test_svg_and_raster_agree_within_half_a_millimetre(tmp_path):
    pages = [page_of(element) for element in ELEMENTS.values()]
    shown = svg_images(pages, tmp_path)
    for name, page, image in zip(ELEMENTS, pages, shown, strict=True):
        assert ink(image) == pytest.approx(ink(to_raster(page, DPI)), abs=0.5), name


@pytest.mark.skipif(not CHROMIUM, reason="no browser here")
def test_code_of_the_phone_face_reads_on_a_screen(tmp_path):
    path = next(path for path in FACES if path.stem == "phone")
    page = layouts.layout(load(path), fields.sample_values("zh"), lang="zh_CN")
    assert codes(next(svg_images([page], tmp_path))) == [TOKEN]


def test_smallest_allowed_code_reads():
    page = page_of({"type": "qr", "x": 5, "y": 5, "w": 15.4, "h": 15.4})
    assert check(face({"type": "qr", "x": 5, "y": 5, "w": 15.4, "h": 15.4})) == []
    assert codes(to_raster(page, DPI)) == [TOKEN]


def test_code_modules_are_whole_dots():
    (code,) = page_of({"type": "qr", "x": 5, "y": 5, "w": 33, "h": 33}).shapes
    assert code.across * MM == pytest.approx(6)


def test_pdf_is_the_same_each_time():
    page = page_of(*ELEMENTS.values())
    assert to_pdf([page], title="票") == to_pdf([page], title="票")


def test_pdf_text_can_be_selected():
    (shown,) = pdf.texts(to_pdf([page_of(text("歌剧魅影 Zoë"))]))
    assert shown.strip() == "歌剧魅影 Zoë"


def test_thousand_tickets_stay_under_three_kilobytes_each():
    path = next(path for path in FACES if path.stem == "eticket_a6")
    values = fields.sample_values("zh")
    pages = [
        layouts.layout(load(path), {**values, "token": f"T1{n:0144d}"}, lang="zh_CN")
        for n in range(50)
    ]
    one, many = len(to_pdf(pages[:1])), len(to_pdf(pages))
    assert (many - one) / 49 < 3072


def test_label_is_in_the_language_of_the_reader():
    label = text({"en": "Seat", "zh": "座位"})
    runs = [page_of(label, lang=lang).shapes[0].text for lang in ("zh_CN", "fr_FR")]
    assert runs == ["座位", "Seat"]


def test_element_is_shown_only_when_its_field_has_a_value():
    elements = [text("A", **{"if": "seat"}), text("B", unless="seat")]
    seated = layouts.layout(face(*elements), {"seat": "5"})
    standing = layouts.layout(face(*elements), {"seat": ""})
    assert [run.text for run in seated.shapes] == ["A"]
    assert [run.text for run in standing.shapes] == ["B"]


def test_field_names_are_no_way_into_python():
    page = page_of(text("{token.__class__} {0} {nothing}x"))
    assert page.shapes[0].text == "{token.__class__} {0} x"


def test_raster_is_a_whole_number_of_bytes_wide():
    page = page_of(text("A"))
    assert [to_raster(page, DPI, width_dots=w).width for w in (None, 576, 384)] == [
        576,
        576,
        384,
    ]


def test_light_colours_are_not_printed():
    page = page_of({"type": "box", "x": 0, "y": 0, "w": 9, "h": 9, "fill": "#eef1f6"})
    assert to_raster(page, DPI).convert("L").getextrema() == (255, 255)


def test_image_is_fitted_into_its_box_without_distortion():
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "black").save(buffer, "PNG")
    picture = {"type": "image", "x": 10, "y": 10, "w": 20, "h": 20, "source": "logo"}
    page = page_of(picture, images={"logo": buffer.getvalue()})
    expected = [10, 15, 30, 25]
    assert ink(to_raster(page, DPI)) == pytest.approx(expected, abs=0.5)
    assert ink(pdf_image(page)) == pytest.approx(expected, abs=0.5)


def test_missing_image_leaves_the_rest():
    picture = {"type": "image", "x": 1, "y": 1, "w": 9, "h": 9, "source": "logo"}
    assert len(page_of(picture, text("A")).shapes) == 1


def test_svg_text_is_escaped():
    page = layouts.layout(face(text("{show}")), {"show": "<script>&"})
    assert "<script>" not in to_svg(page)


@pytest.mark.parametrize("maker", [qr._with_zxing, qr._with_qrcode])
def test_both_makers_give_a_code_that_reads(maker):
    rows = maker(TOKEN, "M")
    image = Image.new("1", (len(rows), len(rows)), 1)
    for row, column, wide, high in qr.rectangles(rows):
        image.paste(0, (column, row, column + wide, row + high))
    framed = Image.new("L", (300, 300), 255)
    framed.paste(image.resize((246, 246)).convert("L"), (27, 27))
    assert codes(framed) == [TOKEN]
