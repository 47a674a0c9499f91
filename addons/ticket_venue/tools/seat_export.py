"""Writes a hall in every format that can be read, each without loss of what it holds."""

from collections.abc import Callable
from dataclasses import dataclass

from .seat_plan import Plan
from .seat_pretix_writer import write_pretix
from .seat_seatsio_writer import write_seatsio
from .seat_svg_writer import write_svg
from .seat_table_writer import write_plan_csv, write_plan_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    write: Callable[[Plan], bytes]
    extension: str
    mimetype: str


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "xlsx": Format(write_plan_xlsx, "xlsx", XLSX),
    "csv": Format(write_plan_csv, "csv", "text/csv; charset=utf-8"),
    "pretix": Format(write_pretix, "pretix.json", "application/json"),
    "seatsio": Format(write_seatsio, "seatsio.json", "application/json"),
    "svg": Format(write_svg, "svg", "image/svg+xml"),
}
