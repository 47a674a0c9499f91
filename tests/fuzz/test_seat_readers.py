"""The slow set: every reader of seat files is fed broken ones, together for a minute.

`make fuzz` runs it, `FUZZ_SECONDS=600 make fuzz` longer. What fails is shrunk and printed;
put it as an example in tests/unit.
"""

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.seat_fuzz import (
    FILES,
    FORMATS,
    broken,
    broken_json,
    broken_sheet,
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
    end = time.monotonic() + SECONDS / len(SOURCES)

    @settings(
        max_examples=200,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(SOURCES[name])
    def check(content):
        reads_or_refuses(content)

    rounds = 0
    while not rounds or time.monotonic() < end:
        check()
        rounds += 1
    print(f"{name}: {200 * rounds} files")
