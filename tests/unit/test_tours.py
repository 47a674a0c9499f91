"""The back office loads the tours of all addons: none of them may need the till."""

import re
from pathlib import Path

ADDONS = Path(__file__).parents[2] / "addons"
IMPORT = re.compile(r'from "(@[^"]+)"')


def test_tours_need_nothing_of_the_till():
    wrong = [
        f"{tour.relative_to(ADDONS)}: {needed}"
        for tour in ADDONS.glob("*/static/tests/tours/**/*.js")
        for needed in IMPORT.findall(tour.read_text())
        if not needed.startswith("@web/") and "/../tests/" not in needed
    ]
    assert wrong == []
