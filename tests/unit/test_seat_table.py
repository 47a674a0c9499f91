"""Tables: which column means what, and spreadsheets that are not what they seem."""

import io
import zipfile

import openpyxl
import pytest

from tests.helpers.pure import pure
from tests.helpers.seat_files import refused, seat_import

seat_columns = pure("ticket_venue", "seat_columns")
seat_table = pure("ticket_venue", "seat_table")
seat_xlsx = pure("ticket_venue", "seat_xlsx")


def book(*rows, sheets=()):
    workbook = openpyxl.Workbook()
    for cells in rows:
        workbook.active.append(cells)
    for name, cells in sheets:
        workbook.create_sheet(name).append(cells)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def changed(content, name, change):
    """The spreadsheet with one of its members changed."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            text = old.read(member)
            new.writestr(member, change(text) if member.endswith(name) else text)
    return file.getvalue()


HALL = book(["Section", "Row", "Seat"], ["S", "A", 1], ["S", "A", 2.0])


@pytest.mark.parametrize(
    ("titles", "meanings"),
    [
        (["section", "row", "seat"], ["section", "row", "seat"]),
        (["区域", "排", "座位号", "票档"], ["section", "row", "seat", "category"]),
        (["Block", "Row No.", "Seat No"], ["section", "row", "seat"]),
        (["楼层", "区", "排号", "座号"], ["floor", "section", "row", "seat"]),
        (["Floor", "Row", "Seat"], ["section", "row", "seat"]),
        (["zone", "rowNumber", "colNumber"], ["section", "row", "seat"]),
        (["Bereich", "Reihe", "Platz"], ["section", "row", "seat"]),
        (["name", "remark"], []),
    ],
)
def test_columns_are_guessed_by_their_titles(titles, meanings):
    assert list(seat_columns.guess(titles)) == meanings


def test_first_of_two_alike_columns_is_taken():
    assert seat_columns.guess(["seat", "Seat"]) == {"seat": 0}


def test_seats_without_titles_are_read_by_columns_given():
    plan = seat_import.parse(
        b"A,1,Stalls\nA,2,Stalls\n",
        columns={"row": 0, "seat": 1, "section": 2},
        titles=False,
    )

    assert [s.key for s in plan.seats] == ["Stalls/A/1", "Stalls/A/2"]


def test_floor_goes_before_the_section():
    plan = seat_import.parse("楼层,区,排,座\n二楼,左,1,1\n".encode("gb18030"))

    assert plan.sections[0].name == "二楼 左"


def test_table_may_know_no_sections():
    assert seat_import.parse(b"row,seat\nA,1\n").sections[0].name == "Seats"


def test_numbers_of_a_spreadsheet_are_whole():
    plan = seat_import.parse(HALL)

    assert [s.number for s in plan.seats] == ["1", "2"]


def test_empty_sheets_and_lines_are_skipped():
    content = book(sheets=[("Seats", ["a", "b"])])

    assert seat_table.read_table(content).rows == [("1", ["a", "b"])]


def test_titles_and_values_are_shown_for_each_column():
    table = seat_table.read_table(b"a,b\n1,x\n1,\n2,y\n")

    assert (table.header, table.samples(0), table.samples(1)) == (
        ["a", "b"],
        ["1", "2"],
        ["x", "y"],
    )


@pytest.mark.parametrize(
    ("cell", "code"),
    [("#REF!", "cell_error"), (openpyxl.utils.datetime.from_excel(45000), "cell_date")],
)
def test_cell_that_is_no_label_is_refused_with_its_line(cell, code):
    content = book(["section", "row", "seat"], ["S", "A", 1], ["S", "A", cell])

    assert refused(content) == [("3", code)]


def test_swollen_spreadsheet_is_refused_before_it_is_unpacked():
    content = changed(HALL, "sheet1.xml", lambda text: text + b" " * 50_000_000)

    assert len(content) < 200_000
    assert refused(content) == [("", "zip_bomb")]


def test_many_members_are_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(seat_xlsx.MAX_MEMBERS + 1):
            archive.writestr(str(number), b"")

    assert refused(file.getvalue()) == [("", "zip_bomb")]


def test_entities_are_refused():
    def swell(text):
        head = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
        return text.replace(b"<worksheet", head + b"<worksheet", 1)

    found = refused(changed(HALL, "sheet1.xml", swell))

    assert found == [("xl/worksheets/sheet1.xml", "xml_entities")]


def test_rows_far_down_are_not_waited_for():
    content = changed(
        HALL, "sheet1.xml", lambda text: text.replace(b'r="3"', b'r="999999999999"')
    )

    assert refused(content)[0][1] == "too_many_seats"


@pytest.mark.parametrize("end", range(4, len(HALL), 997))
def test_every_cut_of_a_spreadsheet_is_refused(end):
    assert refused(HALL[:end])[0][1] == "not_xlsx"


def test_other_archives_are_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")

    assert refused(file.getvalue())[0][1] == "not_xlsx"


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("F,,,standing,0,\n", ("2", "not_capacity")),
        ("F,,,standing,many,\n", ("2", "not_capacity")),
        ("F,,,standing,9,1 1; 2 2\n", ("2", "not_outline")),
        ("F,,,standing,9,\nF,,,standing,9,\n", ("3", "duplicate_section")),
        ("F,,,standing,9,\nF,A,1,,,\n", ("3", "seats_in_standing")),
    ],
)
def test_wrong_area_is_refused(lines, problem):
    assert refused("section,row,seat,kind,capacity,outline\n" + lines) == [problem]


def test_companion_of_nobody_is_told_and_unbound():
    plan = seat_import.parse(
        b"section,row,seat,kind,key,companion\nS,A,1,companion,a,gone\n"
    )

    assert [d.code for d in plan.defects] == ["unknown_companion"]
    assert plan.seats[0].companion == ""
