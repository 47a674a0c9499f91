"""Sealed texts: equal ones are found, only the secret opens them."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

sealed = pure("ticket_sale", "sealed")
SECRET = sealed.new_secret()


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_sealed_opens_again(text):
    assert sealed.unseal(SECRET, sealed.seal(SECRET, text, "id"), "id") == text


def test_the_same_text_is_sealed_differently_each_time():
    assert sealed.seal(SECRET, "A", "id") != sealed.seal(SECRET, "A", "id")


def test_another_secret_or_purpose_does_not_open():
    kept = sealed.seal(SECRET, "110101199003077715", "session 1")
    for secret, purpose in [
        (sealed.new_secret(), "session 1"),
        (SECRET, "session 2"),
    ]:
        with pytest.raises(sealed.Unreadable):
            sealed.unseal(secret, kept, purpose)


@pytest.mark.parametrize("damaged", ["", "AAAA", "not base64!", "A" * 80])
def test_damaged_text_is_refused(damaged):
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(SECRET, damaged, "id")


def test_fingerprints_are_equal_only_for_equal_text_and_secret():
    assert sealed.fingerprint(SECRET, "A") == sealed.fingerprint(SECRET, "A")
    assert sealed.fingerprint(SECRET, "A") != sealed.fingerprint(SECRET, "B")
    assert sealed.fingerprint(SECRET, "A") != sealed.fingerprint(
        sealed.new_secret(), "A"
    )
