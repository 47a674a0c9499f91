"""What a rotating code promises: good now, soon worth nothing, and nobody else makes it."""

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

rotating = pure("ticket_sale", "rotating_code")
token = pure("ticket_sale", "token")

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "rotating_code.json").read_text()
)
KEYS = {int(key): bytes.fromhex(raw) for key, raw in VECTORS["public_keys"].items()}
PRIVATE, PUBLIC = token.new_key_pair(bytes(range(32)))
SECRET, OTHER_SECRET = bytes(range(32)), bytes(32)
NOW = 1_777_600_000


def claims_of(ticket=4539148803436467, medium="phone"):
    return token.TicketClaims(
        ticket=ticket,
        session=1,
        type=2,
        valid_from=0,
        valid_to=1,
        admits=1,
        flags=token.MEDIA.index(medium),
    )


def code_of(now=NOW, secret=SECRET, **claims):
    signed = token.sign(claims_of(**claims), 1, PRIVATE)
    ticket = claims.get("ticket", 4539148803436467)
    key = rotating.ticket_key(secret, ticket)
    return rotating.code_at(signed, key, rotating.step_of(now))


def judged(text, now=NOW, secrets=(SECRET,), fixed=()):
    rotation = rotating.Rotation(tuple(secrets), frozenset(fixed))
    return rotating.judge(rotating.read(text, {1: PUBLIC}), rotation, now)


@pytest.mark.parametrize("vector", VECTORS["codes"], ids=lambda one: one["name"])
def test_codes_shared_with_the_phone(vector):
    key = rotating.ticket_key(bytes.fromhex(vector["secret"]), int(vector["ticket"]))
    assert key.hex() == vector["key"]
    assert rotating.step_of(vector["time"]) == vector["step"]
    assert rotating.code_at(vector["token"], key, vector["step"]) == vector["code"]


@pytest.mark.parametrize("vector", VECTORS["judged"], ids=lambda one: one["name"])
def test_judgements_shared_with_the_gate(vector):
    try:
        code = rotating.read(vector["code"], KEYS)
    except token.Malformed:
        assert vector["expect"] == "malformed"
        return
    except token.Forged:
        assert vector["expect"] == "forged"
        return
    told = vector["rotation"]
    rotation = told and rotating.Rotation(
        tuple(bytes.fromhex(secret) for secret in told["secrets"]),
        frozenset(told["fixed"]),
    )
    assert rotating.judge(code, rotation, vector["now"]) == vector["expect"]


@given(st.integers(0, 2**64 - 1), st.integers(0, (2**32 - 1) * 15))
def test_reading_gives_back_what_was_signed(ticket, now):
    code = rotating.read(code_of(now, ticket=ticket), {1: PUBLIC})
    assert asdict(code.claims) == asdict(claims_of(ticket))
    assert code.step == now // 15


def test_code_has_only_characters_that_scanners_pass_unchanged():
    assert len(code_of()) == rotating.CODE_LENGTH == 166
    assert code_of().isalnum()
    assert code_of().isupper()


@given(st.integers(-200, 200))
def test_code_is_good_for_two_steps_either_way(seconds):
    shown = rotating.step_of(NOW)
    read_at = rotating.step_of(NOW + seconds)
    expect = "ok" if abs(shown - read_at) <= 2 else "stale_code"
    assert judged(code_of(), NOW + seconds) == expect


def test_clocks_half_a_minute_apart_do_no_harm():
    assert judged(code_of(), NOW + 30) == judged(code_of(), NOW - 30) == "ok"


def test_screenshot_of_a_minute_ago_is_stale():
    assert judged(code_of(), NOW + 60) == "stale_code"


def test_static_token_alone_is_not_enough():
    assert judged(token.sign(claims_of(), 1, PRIVATE)) == "live_code_needed"


@pytest.mark.parametrize("medium", ["paper", "pdf", "wallet", "partner"])
def test_fixed_token_passes_from_the_media_that_are_allowed(medium):
    fixed = token.sign(claims_of(medium=medium), 1, PRIVATE)
    assert judged(fixed, fixed={medium}) == "ok"
    assert judged(fixed, fixed={"phone"}) == "live_code_needed"


def test_medium_of_tomorrow_is_not_allowed_today():
    claims = token.TicketClaims(1, 1, 1, 0, 1, 1, flags=7)
    assert claims.medium is None
    fixed = token.sign(claims, 1, PRIVATE)
    assert judged(fixed, fixed=token.MEDIA) == "live_code_needed"


def test_proof_of_another_ticket_is_forged():
    key = rotating.ticket_key(SECRET, 1)
    signed = token.sign(claims_of(), 1, PRIVATE)
    code = rotating.code_at(signed, key, rotating.step_of(NOW))
    assert judged(code) == "forged"


def test_new_moment_on_an_old_proof_is_forged():
    old = code_of(NOW - 600)
    step = rotating.step_of(NOW).to_bytes(4, "big")
    mac = rotating.read(old, {1: PUBLIC}).mac
    assert judged(old[:146] + token.to_crockford(step + mac)) == "forged"


def test_code_of_a_replaced_secret_is_old_and_not_forged():
    code = code_of(secret=OTHER_SECRET)
    assert judged(code, secrets=(SECRET, OTHER_SECRET)) == "stale_code"
    assert judged(code, secrets=(SECRET,)) == "forged"


def test_session_that_does_not_rotate_takes_every_code_we_signed():
    code = rotating.read(code_of(NOW - 9999), {1: PUBLIC})
    assert rotating.judge(code, None, NOW) == "ok"


@given(st.integers(2, 165), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_any_altered_character_is_refused(position, character):
    code = code_of()
    altered = code[:position] + character + code[position + 1 :]
    if altered == code:
        return
    with suppress(token.TokenError):
        assert judged(altered) == "forged"


@given(st.text(max_size=200))
def test_noise_is_malformed(text):
    with pytest.raises(token.Malformed):
        rotating.read("T2" + text, {1: PUBLIC})
