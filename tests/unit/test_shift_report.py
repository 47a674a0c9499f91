"""The report of shifts as a slip of paper and as a PDF."""

from dataclasses import replace

import pypdfium2
import pytest
from PIL import ImageOps

from tests.helpers.pure import pure

document = pure("ticket_pos", "shift_document")
slip = pure("ticket_pos", "shift_slip")
pdf = pure("ticket_pos", "shift_pdf")
face_font = pure("ticket_sale", "face_font")

FILES = tuple(str(face_font.path("sans", bold)) for bold in (False, True))
NAMES = tuple(face_font.registered_name("sans", bold) for bold in (False, True))


def section(rows=3, columns=3, **values):
    numbers = [document.Column(f"N{i}", True) for i in range(columns - 1)]
    return document.Section(
        key="payments",
        title="Payments 收款",
        columns=(document.Column("Method"), *numbers),
        rows=tuple(
            (f"Method {row}", *(f"¥ {row}.00" for _ in numbers)) for row in range(rows)
        ),
        total=("Total", *("¥ 99.00" for _ in numbers)),
        **values,
    )


def report(*sections, **values):
    return document.Document(
        title="Shift report 班次报告",
        subtitle="Grand Theatre · Box Office/00001",
        facts=(("Opened by", "Chen Li"), ("Orders", "12")),
        sections=sections,
        signatures=("Cashier", "Supervisor"),
        **values,
    )


def texts(content):
    paper = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in paper]


@pytest.mark.parametrize("columns", [2, 3, 5, 7])
def test_pdf_says_what_the_document_says(columns):
    [page] = texts(
        pdf.to_pdf(report(section(columns=columns), alerts=("Open",)), NAMES)
    )
    for text in (
        "Shift report 班次报告",
        "Chen Li",
        "Payments 收款",
        "Method 2",
        "! Open",
    ):
        assert text in page
    assert page.count("¥ 99.00") == columns - 1


def test_long_tables_go_on_with_their_head_on_the_next_page():
    pages = texts(pdf.to_pdf(report(section(rows=150)), NAMES))
    assert len(pages) > 1
    assert all("Method" in page for page in pages)


def test_pdf_of_a_section_without_rows():
    assert "Payments" in texts(pdf.to_pdf(report(section(rows=0)), NAMES))[0]


def test_text_is_no_markup():
    [page] = texts(pdf.to_pdf(report(section(note="<b>5 & 6</b>")), NAMES))
    assert "<b>5 & 6</b>" in page


@pytest.mark.parametrize(("width", "dpi"), [(576, 203), (384, 203), (512, 180)])
def test_slip_stays_on_its_paper(width, dpi):
    long = "A method with a name that is much longer than any paper is wide " * 2
    wide = section(columns=7)
    picture = slip.draw(report(section(), wide, alerts=(long,)), width, dpi, FILES)
    assert picture.size[0] == width
    edge = round(slip.EDGE * dpi / slip.INCH)
    ink = ImageOps.invert(picture.convert("L")).getbbox()
    assert ink[0] >= edge - 1
    assert ink[2] <= width - edge + 2


def test_each_row_takes_paper():
    short, tall = (
        slip.draw(report(section(rows=n, columns=2)), 576, 203, FILES).height
        for n in (2, 12)
    )
    line = round(slip.BODY * slip.LEADING * 203 / slip.INCH)
    assert tall - short == 10 * line


def test_paper_is_not_for_noughts():
    rows = (("Cash", "0", "¥ 0.00", "¥ 5.00"), ("Card", "1", "¥ 3.00", "¥ 5.00"))
    wide = section(columns=4)
    heights = [
        slip.draw(report(replace(wide, rows=(row,))), 576, 203, FILES).height
        for row in rows
    ]
    assert heights[0] < heights[1]


def test_long_words_are_broken_where_they_must():
    font = slip.ImageFont.truetype(FILES[0], 24)
    lines = slip._broken("手持票" * 40 + " word", font, 300)
    assert "".join(lines).replace(" ", "") == "手持票" * 40 + "word"
    assert all(font.getlength(line) <= 300 for line in lines)


def test_texts_can_be_changed_all_at_once():
    changed = report(section(note="n"), alerts=("a",), made="m").with_texts(str.upper)
    assert changed.title == "SHIFT REPORT 班次报告"
    assert changed.sections[0].rows[0][0] == "METHOD 0"
    assert (changed.alerts, changed.made) == (("A",), "M")
    assert changed.sections[0].key == "payments"


def test_document_is_plain_for_a_screen():
    told = report(section()).as_dict()
    assert told["sections"][0]["columns"][1] == {"label": "N0", "is_number": True}
