"""The orphan rule and its honest exceptions."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

tool = pure("ticket_sale", "orphans")


def row(plan):
    """Free seats of one row: ``.`` free, ``x`` taken, a blank is an aisle."""
    return [
        tool.FreeSeat(id=i, line=i, x=i * 50.0, y=0.0, rank=i)
        for i, mark in enumerate(plan, start=1)
        if mark == "."
    ]


@pytest.mark.parametrize(
    ("plan", "chosen", "orphans", "better"),
    [
        ("......", {2, 3}, [1], [1, 2]),
        ("......", {4, 5}, [6], [3, 4]),
        ("......", {1, 2}, [], []),
        ("x.....x", {3, 4}, [2], [2, 3]),
        ("... ...", {2, 3}, [], []),  # whatever two of the last three are taken
        ("....", {2, 3}, [1, 4], [1, 2]),
        ("......", {1, 3}, [2], [1, 2]),
        (".x.....", {4, 5}, [3], [3, 4]),
        (".", {1}, [], []),
        ("...", {2}, [1, 3], [1]),
        (". ....", {3}, [], []),  # the single seat 1 was single before
    ],
)
def test_orphans_and_a_better_choice(plan, chosen, orphans, better):
    assert tool.new_orphans(row(plan), chosen) == (orphans, better)


def test_buying_the_orphan_itself_is_fine():
    assert tool.new_orphans(row("x.x..."), {2}) == ([], [])


@given(st.text(". x", min_size=1, max_size=14), st.data())
def test_better_choice_is_free_as_large_and_leaves_nobody_alone(plan, data):
    free = row(plan)
    if not free:
        return
    chosen = data.draw(st.sets(st.sampled_from([seat.id for seat in free]), min_size=1))
    orphans, better = tool.new_orphans(free, chosen)
    assert set(orphans).isdisjoint(chosen)
    assert bool(orphans) == bool(better)
    if better:
        assert set(better) <= {seat.id for seat in free}
        assert tool.new_orphans(free, set(better)) == ([], [])
