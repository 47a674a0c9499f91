"""The page that a printer is judged by."""

import pytest
import zxingcpp

from tests.helpers.pure import pure

page = pure("ticket_pos", "printer_test_page")
qr = pure("ticket_sale", "qr")
face_font = pure("ticket_sale", "face_font")

CODE = "TEST-0123ABCD"
SIZES = [((384, 719), 203), ((576, 719), 203), ((512, 638), 180), ((1100, 400), 200)]


def draw(size, dpi, name="Counter 3"):
    lines = [name, "Self-test 打印机自检", CODE]
    font = str(face_font.path("sans", bold=False))
    return page.draw(size, dpi, qr.matrix(CODE), lines, font)


@pytest.mark.parametrize(("size", "dpi"), SIZES)
def test_code_is_read(size, dpi):
    codes = zxingcpp.read_barcodes(draw(size, dpi).convert("L"))
    assert [code.text for code in codes] == [CODE]


@pytest.mark.parametrize(("size", "dpi"), SIZES)
def test_frame_lies_on_the_outermost_dots(size, dpi):
    image = draw(size, dpi)
    right, bottom = size[0] - 1, size[1] - 1
    edges = [(x, y) for x in (0, right) for y in range(size[1])]
    edges += [(x, y) for y in (0, bottom) for x in range(size[0])]
    assert image.size == size
    assert all(image.getpixel(dot) == page.INK for dot in edges)


@pytest.mark.parametrize(("size", "dpi"), SIZES)
def test_long_name_stays_within_the_frame(size, dpi):
    image = draw(
        size, dpi, "Counter 3, left of the main entrance 大剧院正门左侧售票窗口"
    )
    inside = image.crop((size[0] - 12, size[1] // 4, size[0] - 3, size[1] // 2))
    assert inside.getextrema() == (255, 255) or inside.getextrema() == (1, 1)
