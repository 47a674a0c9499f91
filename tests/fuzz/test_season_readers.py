"""The slow set: the readers of season files are fed broken ones.

`FUZZ_SECONDS` says how long; see `test_seat_readers.py`.
"""

import os

import pytest

from tests.helpers.season_files import FILES, reads_or_refuses
from tests.helpers.seat_fuzz import broken, broken_json, broken_sheet, feed

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60")) / 4
SOURCES = {name: broken(file) for name, file in FILES.items()}
SOURCES["json values"] = broken_json(FILES["json"])
SOURCES["xlsx sheet"] = broken_sheet(FILES["xlsx"])


@pytest.mark.parametrize("name", SOURCES)
def test_reader_withstands(name):
    files = feed(SOURCES[name], reads_or_refuses, SECONDS / len(SOURCES))
    print(f"{name}: {files} files")
