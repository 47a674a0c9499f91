"""Reads a hall from a file of either format, whole or not at all."""

from .seat_csv import parse_csv
from .seat_plan import Defect, Plan, Problem, SeatFileError
from .seat_pretix import parse_pretix

__all__ = [
    "Defect",
    "Plan",
    "Problem",
    "SeatFileError",
    "parse",
    "parse_csv",
    "parse_pretix",
]


def parse(content: bytes, zones: bytes | None = None) -> Plan:
    """The format is told by the first character: JSON starts with a brace.

    :raise SeatFileError: with the line or JSON path of everything that is wrong
    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return parse_pretix(content) if start in (b"{", b"[") else parse_csv(content, zones)
