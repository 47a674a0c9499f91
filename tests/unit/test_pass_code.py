"""Numbers and cards of passes: one reading on the server, at the hub, in the app."""

import json
from pathlib import Path

import pytest

from tests.helpers.pure import pure

pass_code = pure("ticket_gate", "pass_code")
scanning = pure("ticket_gate", "scanning")
VECTORS = json.loads(
    (Path(__file__).resolve().parents[1] / "vectors" / "pass_code.json").read_text()
)


@pytest.mark.parametrize("case", VECTORS["numbers"], ids=lambda case: case["text"])
def test_numbers(case):
    text = scanning.normalise_code(case["text"])
    assert pass_code.is_number(text) is case["is_number"]


@pytest.mark.parametrize("case", VECTORS["cards"], ids=lambda case: case["text"])
def test_cards(case):
    code = pass_code.card_code(scanning.normalise_code(case["text"]))
    assert code == case["code"]
    assert (code and pass_code.card_hash(code)) == case["hash"]
