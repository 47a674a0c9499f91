"""Reads a season from whatever kind of file it is."""

from .season_nyphil import parse_nyphil
from .season_plan import Remark, SeasonFileError, SeasonPlan
from .season_table import parse_rows, read_csv, read_xlsx
from .seat_plan import SeatFileError, read_text


def parse(content: bytes) -> SeasonPlan:
    """:raise SeasonFileError: the file is refused, with every place that is wrong"""
    try:
        if content.startswith(b"PK\x03\x04"):
            return parse_rows(read_xlsx(content))
        text = read_text(content)
        if text.lstrip()[:1] in ("{", "["):
            return parse_nyphil(text)
        return parse_rows(read_csv(text))
    except SeatFileError as error:  # the file as such: its encoding, its archive
        raise SeasonFileError(
            [Remark(one.place, one.code, one.params) for one in error.problems]
        ) from error
