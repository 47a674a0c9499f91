"""What a token promises: it says what we signed, and nobody else can say it."""

import json
import random
import re
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.helpers.pure import pure  # noqa: E402  after the path

token = pure("ticket_sale", "token")

VECTORS = json.loads((ROOT / "tests" / "vectors" / "token.json").read_text())
PRIVATE, PUBLIC = token.new_key_pair(bytes(range(32)))
OTHER_PRIVATE, OTHER_PUBLIC = token.new_key_pair(bytes(32))
CLAIMS = token.TicketClaims(
    ticket=4539148803436467,
    session=123456,
    type=4321,
    valid_from=1777593600,
    valid_to=1777680000,
    admits=2,
)


def uint(bits):
    return st.integers(min_value=0, max_value=2**bits - 1)


claims_strategy = st.builds(
    token.TicketClaims,
    ticket=uint(64),
    session=uint(32),
    type=uint(24),
    valid_from=uint(32),
    valid_to=uint(32),
    admits=uint(8),
    flags=uint(8),
)


@given(claims_strategy, st.integers(0, 15))
def test_verify_returns_what_was_signed(claims, key_id):
    assert token.verify(token.sign(claims, key_id, PRIVATE), {key_id: PUBLIC}) == claims


def test_token_has_only_characters_that_scanners_pass_unchanged():
    assert re.fullmatch(r"T1[0-9A-HJKMNP-TV-Z]{144}", token.sign(CLAIMS, 1, PRIVATE))


def test_same_claims_and_key_give_the_same_token():
    assert token.sign(CLAIMS, 1, PRIVATE) == token.sign(CLAIMS, 1, PRIVATE)


def test_blanks_and_lower_case_added_by_a_scanner_are_forgiven():
    scanned = f" {token.sign(CLAIMS, 1, PRIVATE).lower()}\r\n"
    assert token.verify(scanned, {1: PUBLIC}) == CLAIMS


@given(st.integers(2, token.TOKEN_LENGTH - 1), st.sampled_from("0123456789ABCDEFGHJK"))
def test_any_altered_character_is_refused(position, character):
    signed = token.sign(CLAIMS, 1, PRIVATE)
    altered = signed[:position] + character + signed[position + 1 :]
    if altered != signed:
        with pytest.raises(token.TokenError):
            token.verify(altered, {1: PUBLIC})


def test_token_of_another_key_with_the_same_number_is_forged():
    with pytest.raises(token.Forged):
        token.verify(token.sign(CLAIMS, 1, OTHER_PRIVATE), {1: PUBLIC})


def test_token_of_a_key_we_do_not_have_is_an_unknown_key():
    with pytest.raises(token.UnknownKey):
        token.verify(token.sign(CLAIMS, 2, PRIVATE), {1: PUBLIC})


def test_tokens_signed_before_a_rotation_stay_good():
    old, new = token.sign(CLAIMS, 1, PRIVATE), token.sign(CLAIMS, 2, OTHER_PRIVATE)
    keys = {1: PUBLIC, 2: OTHER_PUBLIC}
    assert token.verify(old, keys) == token.verify(new, keys) == CLAIMS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "T1",
        "4539148803436467",
        "T2" + "0" * 144,
        "T1" + "0" * 143,
        "T1" + "0" * 145,
        "T1" + "U" * 144,
        "T1" + "é" * 144,
        "T1" + "ſ" * 144,
        "T1" + "0" * 144,
    ],
)
def test_text_that_is_no_token_is_malformed(text):
    with pytest.raises(token.Malformed):
        token.verify(text, {1: PUBLIC})


@pytest.mark.parametrize(
    "change",
    [{"ticket": 2**64}, {"session": -1}, {"type": 2**24}, {"admits": 256}],
)
def test_claims_that_do_not_fit_are_our_own_mistake(change):
    with pytest.raises(ValueError, match="do not fit"):
        token.sign(replace(CLAIMS, **change), 1, PRIVATE)


def test_key_id_above_fifteen_is_our_own_mistake():
    with pytest.raises(ValueError, match="key id 16"):
        token.sign(CLAIMS, 16, PRIVATE)


@pytest.mark.parametrize("vector", VECTORS["tokens"], ids=lambda vector: vector["name"])
def test_vectors_shared_with_the_gate_app(vector):
    keys = {int(key): bytes.fromhex(raw) for key, raw in VECTORS["public_keys"].items()}
    try:
        answer = asdict(token.verify(vector["token"], keys))
    except token.Malformed:
        answer = "malformed"
    except token.UnknownKey:
        answer = "unknown_key"
    except token.Forged:
        answer = "forged"
    expected = vector["claims"] or vector["error"]
    if vector["claims"]:
        expected = expected | {"ticket": int(expected["ticket"])}
    assert answer == expected


@pytest.mark.parametrize(
    "vector", VECTORS["numbers"], ids=lambda vector: vector["text"]
)
def test_number_vectors_shared_with_the_gate_app(vector):
    assert token.is_number(vector["text"]) is vector["valid"]


@given(st.integers())
def test_new_number_is_a_number_without_leading_zero(seed):
    number = token.new_number(random.Random(seed).getrandbits)
    assert token.is_number(number)
    assert number[0] != "0"


@given(st.integers(), st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(seed, position, shift):
    number = token.new_number(random.Random(seed).getrandbits)
    wrong = str((int(number[position]) + shift) % 10)
    assert not token.is_number(number[:position] + wrong + number[position + 1 :])


def test_random_bits_beyond_the_range_are_drawn_again():
    draws = iter([2**50 - 1, 0])
    assert token.new_number(lambda bits: next(draws)) == "1000000000000008"


def test_number_is_printed_in_groups_of_four():
    assert token.format_number("4539148803436467") == "4539 1488 0343 6467"
