"""The faults that keep a map from being put in use, as the editor shows them."""

import json
from pathlib import Path

import pytest

from tests.helpers.pure import pure

geometry = pure("ticket_venue", "geometry")
plan_check = pure("ticket_venue", "plan_check")

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "plan_check.json").read_text()
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_faults_are_the_errors_of_the_vector(vector):
    sections = [
        geometry.Section(id_, name, kind, None, capacity)
        for id_, name, kind, capacity in vector["sections"]
    ]
    seats = [geometry.Seat(*values[:7]) for values in vector["seats"]]
    assert [
        [fault.code, "error", fault.section, fault.seats, fault.params]
        for fault in plan_check.find_faults(sections, seats)
    ] == [finding for finding in vector["findings"] if finding[1] == "error"]
