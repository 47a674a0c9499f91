"""Broken seat files: real ones with something torn out, doubled or swapped."""

import io
import json
import time
import zipfile
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .pure import pure
from .seat_files import seat_import

geometry = pure("ticket_venue", "geometry")
seat_export = pure("ticket_venue", "seat_export")
seat_plan = pure("ticket_venue", "seat_plan")
FORMATS = tuple(seat_export.FORMATS)
#: What often breaks a reader, put anywhere in a file.
NASTY = (
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\x81\x30\x81\x30", b"]]>", b"<!--"),
    *(b"<script>", b"<!ENTITY a 'b'>", b"&a;", b'"', b"'", b",", b"\n", b"\r", b"{}"),
    *(b"null", b"true", b"NaN", b"1e999", b"-1e308", b"1000000000", b"[[[[", b"}"),
    *(
        b"=1+1",
        b"PK\x03\x04",
        b'"points":[',
        b'"seats":"x"',
        b'transform="scale(9e99)"',
    ),
)


def hall() -> "seat_plan.Plan":
    sections = [
        geometry.Section("ST", "Stalls"),
        geometry.Section("FL", "Floor", "standing", [[0, 0], [90, 0], [90, 90]], 50),
    ]
    seats = [
        geometry.Seat(0, "ST", row, str(n), 50 * n, 90 * line, key=f"{row}{n}")
        for line, row in enumerate("AB")
        for n in range(1, 4)
    ]
    shapes = [
        {"shape": "rect", "x": 0, "y": -200, "w": 300, "h": 90, "role": "stage"},
        {"shape": "polygon", "points": [[0, 0], [9, 1], [5, 8]], "rotation": 45},
        {"shape": "text", "x": 3, "y": 4, "text": "出口", "size": 32},
    ]
    return seat_plan.Plan(sections, seats, shapes, focal=(1, 2), name="Hall")


FILES = {name: form.write(hall()) for name, form in seat_export.FORMATS.items()}


def reads_or_refuses(content: bytes) -> None:
    """A plan that holds what a plan must, or a refusal that says why."""
    try:
        plan = seat_import.parse(content)
    except seat_import.SeatFileError as error:
        assert error.problems
        assert all(problem.reason for problem in error.problems)
        return
    codes = {section.id for section in plan.sections}
    assert len(codes) == len(plan.sections)
    assert plan.seats or any(section.capacity for section in plan.sections)
    assert len({seat.key for seat in plan.seats}) == len(plan.seats)
    assert {seat.section_id for seat in plan.seats} <= codes
    limit = seat_plan.MAX_COORDINATE
    for seat in plan.seats:
        assert abs(seat.x) <= limit and abs(seat.y) <= limit, seat
        assert seat.key and seat.number
    assert all(defect.reason for defect in plan.defects)
    json.dumps(plan.shapes, allow_nan=False)
    for form in seat_export.FORMATS.values():
        assert form.write(plan)


def broken(file: bytes) -> st.SearchStrategy[bytes]:
    """The file after one to four cuts, insertions, repetitions or changed bytes."""
    at = st.integers(0, len(file))
    piece = st.sampled_from(NASTY) | st.binary(max_size=6)
    change = st.tuples(st.sampled_from("cidx"), at, at, piece)
    return st.lists(change, min_size=1, max_size=4).map(
        lambda changes: _changed(file, changes)
    )


def _changed(file, changes):
    for act, first, second, piece in changes:
        start, end = sorted((first, second))
        apply: Callable[[], bytes] = {
            "c": lambda s=start, e=end, f=file: f[:s] + f[e:],
            "i": lambda s=start, p=piece, f=file: f[:s] + p + f[s:],
            "d": lambda s=start, e=end, f=file: f[:e] + f[s:e] + f[e:],
            "x": lambda s=start, p=piece, f=file: f[:s] + p + f[s + len(p) :],
        }[act]
        file = apply()
    return file


def broken_sheet(file: bytes) -> st.SearchStrategy[bytes]:
    """The spreadsheet packed again after its sheet was broken."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"

    def packed(content):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, text in (members | {sheet: content}).items():
                archive.writestr(name, text)
        return packed.getvalue()

    return broken(members[sheet]).map(packed)


def broken_json(file: bytes) -> st.SearchStrategy[bytes]:
    """The JSON with one to three of its values put in place of others."""
    value = json.loads(file)
    paths = list(_paths(value))
    wrong = st.sampled_from(
        [None, True, -1, 10**400, 1e308, "", "x" * 300, "\ud800", [], {}, [[]], [{}]]
    )
    change = st.tuples(st.sampled_from(paths), wrong | st.sampled_from(paths))
    return st.lists(change, min_size=1, max_size=3).map(
        lambda changes: _put(json.loads(file), changes)
    )


def _paths(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from _paths(inner, (*path, key))


def _find(value, path):
    for step in path:
        value = value[step]
    return value


def _put(value, changes):
    for path, wrong in changes:
        try:
            if isinstance(wrong, tuple):
                wrong = _find(value, wrong)
            _find(value, path[:-1])[path[-1]] = wrong
            text = json.dumps(value)  # which a value inside itself refuses
        except (LookupError, TypeError, ValueError, RecursionError):
            break
    else:
        return text.encode()
    return b"{}"


def feed(source, check, seconds):
    """Give files to a check for so long, once at least.

    :return: how many it was given
    """
    examples = 200

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(source)
    def give(content):
        check(content)

    files, end = 0, time.monotonic() + seconds
    while not files or time.monotonic() < end:
        give()
        files += examples
    return files
