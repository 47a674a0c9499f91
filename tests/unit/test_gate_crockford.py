"""Codes that people type: no look-alikes, and whatever they make of them is understood."""

from tests.helpers.pure import pure

crockford = pure("ticket_gate", "crockford")


def test_a_code_has_no_look_alikes():
    letters = iter(crockford.ALPHABET)
    code = crockford.random_text(lambda alphabet: next(letters), 32)
    assert not set("ILOU") & set(code)


def test_what_people_type_is_what_was_meant():
    for typed in ("K702B911", "k7o2-b9il", " k7O2 B91I ", "Ｋ７０２Ｂ９１１"):
        assert crockford.normalise(typed) == "K702B911"
