"""Reads a hall from a file of any format, whole or not at all."""

from collections.abc import Mapping

from .seat_csv import parse_csv, parse_table
from .seat_json import load_json
from .seat_plan import Defect, Plan, Problem, SeatFileError, read_text
from .seat_pretix import parse_pretix, read_pretix
from .seat_seatsio import parse_seatsio
from .seat_svg import parse_svg
from .seat_table import read_table

TABLES = ("csv", "xlsx")
__all__ = [
    "TABLES",
    "Defect",
    "Plan",
    "Problem",
    "SeatFileError",
    "detect",
    "parse",
    "parse_csv",
    "parse_pretix",
]


def detect(content: bytes) -> str:
    """The format by how the file begins: ``json``, ``svg``, ``xlsx`` or ``csv``."""
    start = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return "json"
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    return "svg" if start.startswith(b"<") else "csv"


def parse(
    content: bytes,
    zones: bytes | None = None,
    *,
    columns: Mapping[str, int] | None = None,
    titles: bool = True,
    kinds: Mapping[str, str] | None = None,
) -> Plan:
    """
    :param columns: for tables: index of the column of each meaning, guessed if not given
    :param titles: for tables: the first line is titles
    :param kinds: code of a seat kind by every name the file may call it
    :raise SeatFileError: with the line or JSON path of everything that is wrong
    """
    form = detect(content)
    if form == "json":
        file = load_json(read_text(content))
        parse = parse_seatsio if "subChart" in file else read_pretix
        return parse(file, kinds)
    if form == "svg":
        return parse_svg(content, kinds)
    return parse_table(
        read_table(content), zones, columns=columns, titles=titles, kinds=kinds
    )
