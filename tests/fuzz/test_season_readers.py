"""The slow set: the readers of season files are fed broken ones.

`FUZZ_SECONDS` says how long; see `test_seat_readers.py`.
"""

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings

from tests.helpers.season_files import FILES, reads_or_refuses
from tests.helpers.seat_fuzz import broken, broken_json, broken_sheet

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60")) / 4
SOURCES = {name: broken(file) for name, file in FILES.items()}
SOURCES["json values"] = broken_json(FILES["json"])
SOURCES["xlsx sheet"] = broken_sheet(FILES["xlsx"])


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
