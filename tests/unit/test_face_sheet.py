"""Tickets on sheets: as many as fit, in order, readable by programs and persons."""

import io
import json
from pathlib import Path

import pypdf
import pytest
import zxingcpp

from tests.helpers import pdf
from tests.helpers.pure import pure

layouts = pure("ticket_sale", "face_layout")
samples = pure("ticket_sale", "face_fields")
sheet = pure("ticket_sale", "face_sheet")
face_pdf = pure("ticket_sale", "face_pdf")

ROOT = Path(__file__).resolve().parents[2]
A6 = json.loads((ROOT / "addons/ticket_sale/data/faces/eticket_a6.json").read_text())


def ticket(number=0, lang="en_US", face=A6, **values):
    token = f"T1{number:0144d}"
    values = {**samples.sample_values(lang), "token": token, **values}
    page = layouts.layout(face, values, lang=lang)
    return sheet.Ticket(page, f"QR code of ticket {number}")


def sized(w, h, back=False):
    sides = [{"type": "text", "x": 1, "y": 1, "w": w - 2, "h": 8, "size": 12}]
    face = {
        "version": 2,
        "page": {"w": w, "h": h},
        "elements": [{**sides[0], "text": "Front {seat}"}],
    }
    if back:
        face["back"] = {"elements": [{**sides[0], "text": "Back {seat}"}]}
    return face


def sizes(content):
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return [
        [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] for page in pages
    ]


def tags(content):
    """Return [(kind, alt)] of all elements of the structure, in reading order."""
    found = []

    def walk(element):
        found.append((element["/S"], element.get("/Alt")))
        kids = element.get("/K")
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object() if kid is not None else None
            if isinstance(kid, dict):
                walk(kid)

    walk(pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_own_pages_are_of_the_tickets_size():
    assert sizes(sheet.to_pdf([ticket(1), ticket(2)])) == [[105, 148]] * 2


def test_four_a6_tickets_share_an_a4_sheet_in_order():
    content = sheet.to_pdf([ticket(number) for number in range(5)], paper="a4")
    assert sizes(content) == [[210, 297]] * 2
    first, second = pdf.images(content)
    codes = sorted(
        zxingcpp.read_barcodes(first),
        key=lambda code: (code.position.top_left.y // 100, code.position.top_left.x),
    )
    assert [int(code.text[2:]) for code in codes] == [0, 1, 2, 3]
    assert [int(code.text[2:]) for code in zxingcpp.read_barcodes(second)] == [4]


@pytest.mark.parametrize(
    ("w", "h", "paper", "count"),
    [(105, 148, (210, 297), 4), (90, 172, (297, 210), 3), (72, 130, (210, 297), 4),
     (140, 51, (297, 210), 8), (210, 297, (210, 297), 1)],
)  # fmt: skip
def test_sheet_is_turned_when_more_fit(w, h, paper, count):
    one = ticket(face=sized(w, h))
    found = list(sheet.sheets([one] * (count + 1), "a4"))
    assert (found[0].w, found[0].h) == paper
    assert [len(page.spots) for page in found] == [count, 1]


def test_tickets_of_a_sheet_do_not_overlap_and_stay_on_it():
    for w, h in [(105, 148), (72, 130), (55.3, 33.7), (209, 20)]:
        [page] = sheet.sheets([ticket(face=sized(w, h))] * 2, "a4")
        for number, one in enumerate(page.spots):
            assert 0 <= one.x <= page.w - w + 0.01 and 0 <= one.y <= page.h - h + 0.01
            for other in page.spots[number + 1 :]:
                apart = (
                    abs(one.x - other.x) >= w - 0.01 or abs(one.y - other.y) >= h - 0.01
                )
                assert apart


def test_ticket_larger_than_the_paper_has_a_page_of_its_own():
    large = ticket(face=sized(320, 220))
    assert sizes(sheet.to_pdf([large, large], paper="a4")) == [[320, 220]] * 2


def test_backs_lie_behind_their_fronts_when_the_sheet_is_turned():
    tickets = [ticket(face=sized(105, 140, back=True), seat=str(n)) for n in (1, 2)]
    fronts, backs = sheet.sheets(tickets, "a4")
    for front, back in zip(fronts.spots, backs.spots, strict=True):
        assert front.x + back.x + 105 == pytest.approx(210)
        assert front.y == back.y


def test_marks_to_cut_at_lie_on_the_edges_of_tickets():
    [page] = sheet.sheets([ticket(face=sized(72, 130))] * 4, "a4")
    edges_x = {round(spot.x + d, 2) for spot in page.spots for d in (0, 72)}
    edges_y = {round(spot.y + d, 2) for spot in page.spots for d in (0, 130)}
    assert page.cuts
    for x1, y1, x2, y2 in page.cuts:
        on_x, on_y = round(x1, 2) in edges_x, round(y1, 2) in edges_y
        assert (x1 == x2 and on_x) or (y1 == y2 and on_y)


def test_folded_sheet_shows_the_ticket_in_a_quarter():
    content = sheet.to_pdf([ticket(7), ticket(8)], paper="a4_fold")
    assert sizes(content) == [[210, 297]] * 2
    first = pdf.images(content)[0]
    [code] = zxingcpp.read_barcodes(first)
    assert code.position.bottom_right.x < first.width / 2
    assert code.position.bottom_right.y < first.height / 2


def test_unknown_paper_is_refused():
    with pytest.raises(ValueError, match="no paper"):
        list(sheet.sheets([ticket()], "letter"))


def test_file_says_what_it_is():
    content = sheet.to_pdf(
        [ticket()], title="天鹅湖 Swan Lake", author="Grand Theatre", lang="zh_CN"
    )
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "天鹅湖 Swan Lake"
    assert reader.metadata.author == "Grand Theatre"
    assert root["/Lang"] == "zh-CN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]


def test_same_tickets_give_the_same_bytes():
    once, twice = (
        sheet.to_pdf([ticket(1), ticket(2)], paper="a4", title="x") for _ in range(2)
    )
    assert once == twice


@pytest.mark.parametrize("lang", ["en_US", "zh_CN"])
@pytest.mark.parametrize("paper", ["", "a4", "a4_fold"])
def test_what_is_printed_can_be_selected(lang, paper):
    values = samples.sample_values(lang)
    one = ticket(lang=lang)
    [text] = pdf.texts(sheet.to_pdf([one], paper=paper))
    found = "".join(text.split())
    for field in ("show", "section", "row", "seat", "type", "holder"):
        assert "".join(values[field].split()) in found


def test_structure_reads_heading_texts_and_the_code_in_words():
    kinds = tags(sheet.to_pdf([ticket(1), ticket(2)], paper="a4"))
    assert kinds[0][0] == "/Document"
    assert [kind for kind, _alt in kinds].count("/Sect") == 2
    assert [kind for kind, _alt in kinds].count("/H1") == 2
    assert [alt for kind, alt in kinds if kind == "/Figure"] == [
        "QR code of ticket 1",
        "QR code of ticket 2",
    ]


def test_every_mark_of_a_page_belongs_to_an_element():
    content = sheet.to_pdf([ticket(1), ticket(2)], paper="")
    reader = pypdf.PdfReader(io.BytesIO(content))
    parents = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        operators = page.get_contents().get_data().decode("latin-1")
        assert page["/StructParents"] == parents[2 * number] == number
        assert len(parents[2 * number + 1]) == operators.count("/MCID")
        assert operators.count("BDC") + operators.count("BMC") == operators.count("EMC")


def test_a_thousand_tickets_stay_small():
    few = sheet.to_pdf([ticket(n) for n in range(10)], tagged=False)
    many = sheet.to_pdf([ticket(n) for n in range(110)])
    assert (len(many) - len(few)) / 100 <= 3000
    assert b"StructTreeRoot" not in many
