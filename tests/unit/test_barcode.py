"""Barcodes: read back, refused when they cannot be, made without zxing-cpp too."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.helpers.pure import pure

barcode = pure("ticket_sale", "barcode")
qr = pure("ticket_sale", "qr")

printable = st.text(
    st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40
).filter(str.strip)


def picture(rows, across=3, down=40):
    width, height = len(rows[0]) * across, len(rows) * down
    image = Image.new("L", (width + 60, height + 60), 255)
    for row, column, wide, high in qr.rectangles(rows):
        x, y = 30 + column * across, 30 + row * down
        image.paste(0, (x, y, x + wide * across, y + high * down))
    return image


def read(image):
    return [found.text for found in zxingcpp.read_barcodes(image)]


@given(printable)
def test_code128_reads_back(text):
    assert read(picture(barcode.matrix(text, "code128"))) == [text]


@given(printable)
def test_code128_reads_back_without_zxing(text):
    assert read(picture(barcode._with_reportlab(text))) == [text]


@pytest.mark.parametrize("text", ["4539148803436467", "T1" + "0A" * 72, "座位 5 排"])
def test_pdf417_reads_back(text):
    rows = barcode.matrix(text, "pdf417")
    assert read(picture(rows, across=2, down=6)) == [text]


@pytest.mark.parametrize("text", ["", "座", "é", "a\nb", "x" * 81])
def test_code128_refuses_what_it_cannot_carry(text):
    with pytest.raises(qr.CannotEncode):
        barcode.matrix(text, "code128")


def test_too_long_texts_are_refused():
    for encode in (
        lambda: barcode.matrix("x" * 801, "pdf417"),
        lambda: qr.matrix("x" * 1001),
    ):
        with pytest.raises(qr.CannotEncode):
            encode()


def test_pdf417_without_an_encoder_says_so(monkeypatch):
    monkeypatch.setattr(barcode, "zxingcpp", None)
    barcode.matrix.cache_clear()
    with pytest.raises(barcode.NoEncoder):
        barcode.matrix("A", "pdf417")
    assert read(picture(barcode.matrix("A", "code128"))) == ["A"]


def test_unknown_symbology_is_our_mistake():
    with pytest.raises(ValueError, match="ean"):
        barcode.matrix("A", "ean")


@given(st.sampled_from([0, 90, 180, 270]))
def test_turning_back_gives_the_same(turn):
    rows = barcode.matrix("A", "pdf417")
    assert barcode.turned(barcode.turned(rows, turn), (360 - turn) % 360) == rows
