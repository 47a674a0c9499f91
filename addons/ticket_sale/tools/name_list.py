"""A list of names for tickets, as people keep it in a spreadsheet.

The file is CSV: comma, semicolon or tab; UTF-8 or the GB18030 that spreadsheets write in
China. A heading names the columns (``name``, ``seat``); without one the first column is
the names.

>>> parse(b"name,seat\\nLi Hua,Row 1 Seat 4\\n").rows
(NameRow(line=2, name='Li Hua', seat='Row 1 Seat 4'),)
>>> parse("姓名\\n李华\\n\\n".encode("gb18030")).rows
(NameRow(line=2, name='李华', seat=''),)
>>> parse(b"name,seat\\n,A\\n").problems
(Problem(line=2, code='name_missing', value='A'),)
"""

import csv
import io
import unicodedata
from dataclasses import dataclass

MOST_ROWS = 500
MOST_BYTES = 1_000_000
LONGEST_NAME = 80
NAME_HEADINGS = {"name", "holder", "姓名", "名字", "持票人"}
SEAT_HEADINGS = {"seat", "place", "座位", "座位号"}


@dataclass(frozen=True, slots=True)
class NameRow:
    line: int
    name: str
    seat: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line; line 0 is the file as a whole."""

    line: int
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class NameList:
    rows: tuple[NameRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def parse(content: bytes) -> NameList:
    """Read the file; nothing is skipped in silence save empty lines."""
    if len(content) > MOST_BYTES:
        return NameList(problems=(Problem(0, "too_big"),))
    text = _decode(content)
    if text is None:
        return NameList(problems=(Problem(0, "not_text"),))
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    except csv.Error:
        return NameList(problems=(Problem(0, "not_text"),))
    name_column, seat_column, first = _columns(table)
    rows, problems, seats = [], [], {}
    for line, cells in enumerate(table[first:], first + 1):
        row = NameRow(line, _cell(cells, name_column), _cell(cells, seat_column))
        if not row.name and not row.seat:
            continue
        problem = _problem(row, seats)
        if problem:
            problems.append(problem)
        else:
            rows.append(row)
    if len(rows) > MOST_ROWS:
        problems.insert(0, Problem(0, "too_many", str(len(rows))))
    if not rows and not problems:
        problems.append(Problem(0, "empty"))
    return NameList(tuple(rows), tuple(problems))


def assign(rows, labels):
    """Give each place its name: by its seat where the row has one, else in order.

    :param rows: :class:`NameRow` of :func:`parse`
    :param labels: {place id: what a person calls it}, best place first
    :return: ({place id: name}, problems)

    >>> assign([NameRow(2, "Li", ""), NameRow(3, "Wu", "row 1 - seat 1")],
    ...        {7: "Row 1 · Seat 1", 8: "Row 1 · Seat 2"})
    ({7: 'Wu', 8: 'Li'}, ())
    """
    free = {}
    for place_id, label in labels.items():
        free.setdefault(_key(label), []).append(place_id)
    names, problems = {}, []
    for row in rows:
        if row.seat:
            places = free.get(_key(row.seat))
            if places:
                names[places.pop(0)] = row.name
            else:
                problems.append(Problem(row.line, "seat_unknown", row.seat))
    left = [place_id for place_id in labels if place_id not in names]
    for row in rows:
        if not row.seat:
            if left:
                names[left.pop(0)] = row.name
            else:
                problems.append(Problem(row.line, "no_place", row.name))
    order = {place_id: names[place_id] for place_id in labels if place_id in names}
    return order, tuple(sorted(problems, key=lambda problem: problem.line))


def _decode(content):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _delimiter(text):
    heading = text.split("\n", 1)[0]
    return max(",;\t", key=heading.count)


def _columns(table):
    """(column of the names, column of the seats or None, first row of data)"""
    heading = [cell.strip().casefold() for cell in table[0]] if table else []
    names = [i for i, cell in enumerate(heading) if cell in NAME_HEADINGS]
    seats = [i for i, cell in enumerate(heading) if cell in SEAT_HEADINGS]
    if names:
        return names[0], seats[0] if seats else None, 1
    return 0, None, 0


def _cell(cells, column):
    if column is None or column >= len(cells):
        return ""
    return " ".join(cells[column].split())


def _problem(row, seats):
    if not row.name:
        return Problem(row.line, "name_missing", row.seat)
    if len(row.name) > LONGEST_NAME:
        return Problem(row.line, "name_long", row.name[:LONGEST_NAME])
    if row.seat:
        before = seats.setdefault(_key(row.seat), row.line)
        if before != row.line:
            return Problem(row.line, "seat_twice", row.seat)
    return None


def _key(label):
    """Letters and digits only, so that dashes, dots and blanks do not matter; a dash or
    dot still parts numbers."""
    folded = unicodedata.normalize("NFKC", label).casefold()
    parts = "".join(c if c.isalnum() else " " for c in folded).split()
    return " ".join(parts)
