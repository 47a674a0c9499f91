"""Cells of the first sheet of a spreadsheet that holds any, as text.

A spreadsheet is a zip of XML. Before it is opened it must be small when unpacked, and
its XML must declare no entities.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, time, timedelta

import openpyxl
import xlsxwriter

from .seat_plan import MAX_BYTES, Problem, SeatFileError, fail

MAX_MEMBERS = 1_000
MAX_UNPACKED = 300_000_000
#: A real sheet shrinks to a tenth; a bomb to a thousandth.
MAX_RATIO = 200
SMALL = 1_000_000
CHUNK = 1 << 20
#: What no spreadsheet writes: declarations, by which XML can swell.
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!")


def read_xlsx(
    content: bytes, *, max_columns: int, max_rows: int
) -> list[tuple[str, list[str]]]:
    """Line and cells of each row.

    :raise SeatFileError: not a spreadsheet, a bomb, or a cell that is no text or number
    """
    check_archive(content)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            rows = list(_rows(sheet, max_columns, max_rows))
            if rows:
                return _trimmed(rows)
    except SeatFileError:
        raise
    except Exception as error:  # noqa: BLE001 -- a broken file fails in many ways
        fail("not_xlsx", reason=f"{type(error).__name__} {error}"[:80])
    return []


def check_archive(content: bytes) -> None:
    """:raise SeatFileError: unpacked it would be too much, or it declares entities"""
    if len(content) > MAX_BYTES:
        fail("too_large", limit=MAX_BYTES // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            swollen = total > SMALL and total > MAX_RATIO * len(content)
            if len(members) > MAX_MEMBERS or total > MAX_UNPACKED or swollen:
                fail("zip_bomb")
            for member in members:
                _check_member(archive, member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        fail("not_xlsx", reason=str(error)[:80])
    except (EOFError, ValueError, zipfile.zlib.error) as error:
        fail("not_xlsx", reason=str(error)[:80])


def _check_member(archive, member):
    """Reads it all: sizes that lie are found here, at most as much as they claim."""
    if not member.filename.endswith((".xml", ".rels")):
        return
    with archive.open(member) as stream:
        before = b""
        while chunk := stream.read(CHUNK):
            if not before and chunk[:2] in (
                b"\xff\xfe",
                b"\xfe\xff",
                b"<\x00",
                b"\x00<",
            ):
                fail("xml_entities", member.filename)
            if any(word in before + chunk for word in DECLARATIONS):
                fail("xml_entities", member.filename)
            before = chunk[-16:]


def _trimmed(rows):
    """Rows as wide as the widest."""
    width = max(
        index
        for _line, cells in rows
        for index, cell in enumerate(cells, start=1)
        if cell
    )
    return [(line, cells[:width]) for line, cells in rows]


def _rows(sheet, max_columns, max_rows):
    sheet.reset_dimensions()  # what the file claims about its size is not believed
    problems = []
    blank = 0
    rows = sheet.iter_rows(max_col=max_columns, values_only=True)
    for line, values in enumerate(rows, start=1):
        if not any(value not in (None, "") for value in values):
            blank += 1
            if blank > max_rows:
                fail("too_many_seats", str(line), limit=max_rows)
            continue
        cells = [_text(value, line, problems) for value in values]
        if len(problems) >= 50:
            break
        yield str(line), cells
        if line - blank > max_rows + 1:
            fail("too_many_seats", str(line), limit=max_rows)
    if problems:
        raise SeatFileError(problems)


def _text(value, line, problems):
    """A number as people write it: 12, not 12.0."""
    if value is None:
        return ""
    if isinstance(value, str):
        if value in ERRORS:
            problems.append(Problem(str(line), "cell_error", {"value": value}))
        return value.strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, date | time | timedelta):
        problems.append(Problem(str(line), "cell_date", {"value": str(value)[:32]}))
    return str(value)


def write_xlsx(rows: Sequence[Sequence[str | float]]) -> bytes:
    """Texts stay texts, whatever they look like; the first line stays in sight."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": True})
    sheet = book.add_worksheet("Seats")
    bold = book.add_format({"bold": True})
    for line, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(line, column, cell, None if line else bold)
            else:
                sheet.write_number(line, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows) - 1, 0), len(rows[0]) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    book.close()
    return file.getvalue()
