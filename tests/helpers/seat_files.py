"""What tests of the seat readers share."""

from pathlib import Path

import pytest

from .pure import pure

seat_import = pure("ticket_venue", "seat_import")
VENUES = Path(__file__).parents[3] / "shared" / "data" / "venues"
needs_data = pytest.mark.skipif(not VENUES.exists(), reason="real data is not here")


def refused(content, zones=None, **options):
    """(place, code) of every problem the file is refused for."""
    if isinstance(content, str):
        content = content.encode()
    with pytest.raises(seat_import.SeatFileError) as caught:
        seat_import.parse(content, zones, **options)
    assert all(problem.reason for problem in caught.value.problems)
    return [(problem.place, problem.code) for problem in caught.value.problems]


def codes(plan):
    assert all(defect.reason for defect in plan.defects)
    return [defect.code for defect in plan.defects]
