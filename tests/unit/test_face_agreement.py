"""Every kind of element, turned every way, is the same on paper, in dots and on a
screen: within half a millimetre, and each code reads in all three."""

import base64
import io
import shutil
import subprocess

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from tests.helpers import pdf
from tests.helpers.pure import pure

fields = pure("ticket_sale", "face_fields")
layout = pure("ticket_sale", "face_layout").layout
check = pure("ticket_sale", "face_check").check
to_pdf = pure("ticket_sale", "face_pdf").to_pdf
to_raster = pure("ticket_sale", "face_raster").to_raster
face_svg = pure("ticket_sale", "face_svg")
face_font = pure("ticket_sale", "face_font")
face_map = pure("ticket_sale", "face_map")

DPI = 203
MM = DPI / 25.4
PAGE = {"w": 72, "h": 60, "dpi": DPI}
CHROMIUM = shutil.which("chromium")
TURNS = (0, 90, 180, 270)
VALUES = fields.sample_values("zh_CN")
TOKEN, NUMBER = VALUES["token"], VALUES["number"]

WIDE = {"x": 6, "y": 8, "w": 60, "h": 14}
CODES = {
    "qr": {"type": "qr", "x": 12, "y": 10, "w": 37, "h": 37},
    # the smallest that is allowed: three dots a module, a scanner's two dots a bar
    "smallest qr": {"type": "qr", "x": 20, "y": 20, "w": 15.4, "h": 15.4},
    "words in a qr": {
        "type": "qr",
        "x": 10,
        "y": 10,
        "w": 24,
        "h": 24,
        "text": "{show} {number}",
    },
    "smallest pdf417": {
        "type": "barcode",
        "symbology": "pdf417",
        "text": "{token}",
        "x": 8,
        "y": 10,
        "w": 43,
        "h": 10,
    },
    "smallest code128": {
        "type": "barcode",
        "symbology": "code128",
        "x": 15,
        "y": 20,
        "w": 30.8,
        "h": 5,
    },
}
READ = {"words in a qr": f"{VALUES['show']} {NUMBER}", "smallest code128": NUMBER}


def picture():
    image = Image.new("RGB", (40, 20), "white")
    ImageDraw.Draw(image).polygon([(0, 0), (39, 0), (0, 19)], fill="black")
    ImageDraw.Draw(image).rectangle((30, 10, 39, 19), fill="black")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def turned(element, turn):
    """Return the element turned in a box that is as long the other way."""
    if turn % 180:
        w, h = element["w"], element["h"]
        element = {**element, "w": h, "h": w, "x": 20, "y": 0}
    return {**element, "rotate": turn}


def text(words, **values):
    return {"type": "text", "text": words, "size": 15, **WIDE, **values}


def bars(symbology, words, **values):
    box = {"x": 6, "y": 8, "w": 54, "h": 14}
    kind = {"type": "barcode", "symbology": symbology, "text": words}
    return {**kind, **box, **values}


ELEMENTS = {
    **CODES,
    "right": text("票价 ¥380.00", align="right", valign="bottom"),
    "wrapped": text("一人一票，每票限用一次。 No refund.", fit="wrap", size=11),
    "bold": text("歌剧魅影 Opera 19:30", bold=True),
    "serif": text("歌剧魅影 Opera 19:30", font="serif"),
    "serif bold": text("第九交响曲“合唱”", font="serif", bold=True, align="center"),
    "both languages": text("{show@zh} {show@en}", fit="wrap"),
    "box": {"type": "box", "x": 5, "y": 5, "w": 40, "h": 20, "radius": 2},
    "thick": {"type": "box", "x": 5, "y": 5, "w": 40, "h": 20, "stroke": 2},
    "filled": {"type": "box", "x": 5, "y": 5, "w": 40, "h": 20, "fill": "#000000"},
    "line": {"type": "line", "x": 5, "y": 30, "w": 60, "h": 0, "stroke": 0.5},
    "dashes": {"type": "line", "x": 9, "y": 5, "w": 0, "h": 50, "dash": 2},
    "tear": {"type": "tear", "x": 0, "y": 20, "w": 72, "h": 4},
    "tear upright": {"type": "tear", "x": 50, "y": 0, "w": 4, "h": 60},
    "tear without scissors": {"type": "tear", **WIDE, "scissors": False},
    "map": {"type": "map", "x": 6, "y": 6, "w": 40, "h": 30},
    "wide map": {"type": "map", **WIDE, "span": 12},
    **{
        f"{name} {turn}": turned(element, turn)
        for turn in TURNS
        for name, element in {
            "text": text("池座 12排 Row"),
            "wrapped text": text("池座 12排 Row 12 Seat 8", fit="wrap", size=14),
            "code128": bars("code128", "{number}"),
            "named code128": bars("code128", "{number}", human=True),
            "pdf417": bars("pdf417", "{token}", h=16),
            "picture": {"type": "image", "source": "logo", **WIDE},
        }.items()
    },
}
ELEMENTS |= {
    "map with the stage left": {**ELEMENTS["map"], "stage": (-900, 0)},
    "map with the stage right": {**ELEMENTS["map"], "stage": (900, 0)},
    "map with the stage below": {**ELEMENTS["map"], "stage": (0, 900)},
}
READABLE = [name for name, one in ELEMENTS.items() if one["type"] in {"qr", "barcode"}]


def laid_out(name):
    element = dict(ELEMENTS[name])
    stage = element.pop("stage", (0, -900))
    return layout(
        {"page": PAGE, "elements": [element]},
        VALUES,
        lang="zh_CN",
        images={"logo": picture()},
        surroundings=face_map.Surroundings(face_map.SAMPLE.seats, stage),
    )


def ink(image):
    """Return the box of what is printed, in millimetres."""
    grey = image.convert("L").point(lambda value: 255 if value < 128 else 0)
    return [edge * 25.4 / DPI for edge in grey.getbbox()]


def codes(image):
    return [barcode.text for barcode in zxingcpp.read_barcodes(image.convert("L"))]


def expected(name):
    if "code128" in name:
        return [NUMBER]
    return [READ.get(name, TOKEN)]


@pytest.fixture(scope="module")
def paper():
    """What a reader of PDFs shows of each element."""
    pages = [laid_out(name) for name in ELEMENTS]
    return dict(zip(ELEMENTS, pdf.images(to_pdf(pages), DPI), strict=True))


@pytest.fixture(scope="module")
def screen(tmp_path_factory):
    """What a browser shows of each element; it is started once."""
    if not CHROMIUM:
        pytest.skip("no browser here")
    drawings = [face_svg.to_svg(laid_out(name)) for name in ELEMENTS]
    columns, (width, height) = 6, (PAGE["w"] * MM, PAGE["h"] * MM)
    rows = -(-len(drawings) // columns)
    cells = "".join(
        f"<div style='left:{number % columns * width}px;"
        f"top:{number // columns * height}px'>{drawing}</div>"
        for number, drawing in enumerate(drawings)
    )
    for path in face_font.FOLDER.glob("*.ttf"):
        content = base64.b64encode(path.read_bytes()).decode()
        url = f"data:font/ttf;base64,{content}"
        cells = cells.replace(f"{face_svg.FONT_URL}{path.name}", url, 1)
    style = (
        "body{margin:0}div{position:absolute;"
        f"width:{width}px;height:{height}px}}svg{{width:100%;height:100%}}"
    )
    folder = tmp_path_factory.mktemp("screen")
    (folder / "faces.html").write_text(
        f"<!doctype html><meta charset=utf-8><style>{style}</style>{cells}"
    )
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"]
    options += [f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=9000"]
    options += [f"--window-size={round(columns * width)},{round(rows * height) + 1}"]
    target = folder / "faces.png"
    subprocess.run(
        [CHROMIUM, *options, f"--screenshot={target}", folder / "faces.html"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    sheet = Image.open(target).convert("L")
    return {
        name: sheet.crop(
            (
                round(number % columns * width),
                round(number // columns * height),
                round((number % columns + 1) * width),
                round((number // columns + 1) * height),
            )
        )
        for number, name in enumerate(ELEMENTS)
    }


@pytest.mark.parametrize("name", ELEMENTS)
def test_pdf_and_raster_agree_within_half_a_millimetre(name, paper):
    dots = to_raster(laid_out(name), DPI)
    assert ink(paper[name]) == pytest.approx(ink(dots), abs=0.5)


@pytest.mark.parametrize("name", ELEMENTS)
def test_svg_and_raster_agree_within_half_a_millimetre(name, screen):
    dots = to_raster(laid_out(name), DPI)
    assert ink(screen[name]) == pytest.approx(ink(dots), abs=0.5)


@pytest.mark.parametrize("name", READABLE)
def test_code_reads_from_the_thermal_printer(name):
    assert codes(to_raster(laid_out(name), DPI)) == expected(name)


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("name", CODES)
def test_smallest_code_reads_on_a_turned_ticket(name, turn):
    image = to_raster(laid_out(name), DPI).convert("L")
    assert codes(image.rotate(turn, expand=True)) == expected(name)


@pytest.mark.parametrize("name", READABLE)
def test_code_reads_from_the_pdf(name, paper):
    assert codes(paper[name]) == expected(name)


@pytest.mark.parametrize("name", READABLE)
def test_code_reads_on_the_screen(name, screen):
    assert codes(screen[name]) == expected(name)


@pytest.mark.parametrize("name", ELEMENTS)
def test_elements_that_are_compared_are_allowed(name):
    element = {k: value for k, value in ELEMENTS[name].items() if k != "stage"}
    face = {"page": PAGE, "elements": [element], "assets": {}}
    assert [found.code for found in check(face) if found.level == "error"] == []


@pytest.mark.parametrize("name", CODES)
def test_modules_are_whole_dots(name):
    (code,) = laid_out(name).shapes
    for module in (code.across, code.down):
        assert module * MM == pytest.approx(round(module * MM))


@pytest.mark.parametrize(("dpi", "dots"), [(180, 2), (203, 3), (300, 4), (600, 8)])
def test_smallest_code_has_whole_dots_on_every_printer(dpi, dots):
    face = {"page": {**PAGE, "dpi": dpi}, "elements": [CODES["smallest qr"]]}
    (code,) = layout(face, VALUES).shapes
    assert code.across * dpi / 25.4 == pytest.approx(dots)
    too_small = dots * 25.4 / dpi < 0.33
    assert bool([one for one in check(face) if one.code == "qr_small"]) == too_small
    if not too_small:
        assert codes(to_raster(layout(face, VALUES), dpi)) == [TOKEN]
