"""The slow set: every reader of seat files is fed broken ones, together for a minute.

`make fuzz` runs it, `FUZZ_SECONDS=600 make fuzz` longer. What fails is shrunk and printed;
put it as an example in tests/unit.
"""

import os

import pytest
from hypothesis import strategies as st

from tests.helpers.seat_fuzz import (
    FILES,
    FORMATS,
    broken,
    broken_json,
    broken_sheet,
    feed,
    reads_or_refuses,
)

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
SOURCES = {name: broken(FILES[name]) for name in FORMATS}
SOURCES |= {
    f"{name} values": broken_json(FILES[name]) for name in ("pretix", "seatsio")
}
SOURCES["xlsx sheet"] = broken_sheet(FILES["xlsx"])
SOURCES["any bytes"] = st.binary(max_size=400)


@pytest.mark.parametrize("name", SOURCES)
def test_reader_withstands(name):
    files = feed(SOURCES[name], reads_or_refuses, SECONDS / len(SOURCES))
    print(f"{name}: {files} files")
