"""Identity documents: what is a number, what it says, how it is shown."""

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

identity = pure("ticket_sale", "identity")
TODAY = date(2026, 11, 22)


def cn(region="110101", birth="19900307", order="771"):
    digits = region + birth + order
    return digits + identity.cn_check_digit(digits)


def refused(document, number):
    with pytest.raises(identity.InvalidIdentity) as caught:
        identity.read(document, number, TODAY)
    return caught.value.reason


def test_published_mainland_example_is_read():
    # GB 11643-1999, annex: the number printed in the standard
    found = identity.read("cn_id", "11010519491231002X", TODAY)
    assert found.birth == date(1949, 12, 31)
    assert found.last_four == "002X"


@given(
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
    st.sampled_from(["110101", "810000", "830000", "911840", "440300"]),
)
def test_every_mainland_number_with_its_check_digit_is_read(birth, order, region):
    number = cn(region, birth.strftime("%Y%m%d"), f"{order:03}")
    assert identity.read("cn_id", number, TODAY).birth == birth


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_refused(position, shift):
    number = cn()
    wrong = str((int(number[position]) + shift) % 10)
    assert refused("cn_id", number[:position] + wrong + number[position + 1 :])


@given(st.integers(0, 15))
def test_two_neighbours_swapped_are_always_refused(at):
    number = cn()
    if number[at] != number[at + 1]:
        swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        assert refused("cn_id", swapped)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("", "empty"),
        ("110101900307771", "shape"),  # the old fifteen digits
        (cn(region="990101"), "region"),
        (cn(birth="19900230"), "birth"),
        (cn(birth="20270101"), "birth"),
        (cn(birth="18900101"), "birth"),
        ("110101199003077711", "check"),
    ],
)
def test_mainland_numbers_that_cannot_be(number, reason):
    if reason == "check" and number == cn():
        number = number[:-1] + "2"
    assert refused("cn_id", number) == reason


@pytest.mark.parametrize(
    ("document", "number"),
    [
        ("hk_id", "A123456(3)"),
        ("hk_id", "AB987654(3)"),
        ("hk_id", "C123456(9)"),
        ("tw_id", "A123456789"),
        ("tw_id", "A800000014"),
        ("tw_id", "AA00000009"),
        ("mo_id", "1234567(8)"),
        ("hk_mo_permit", "H12345678"),
        ("hk_mo_permit", "M1234567801"),
        ("tw_permit", "12345678"),
        ("tw_permit", "0012345678B"),
        ("passport", "E12345678"),
        ("passport", "c01x00t47"),
    ],
)
def test_other_documents_are_read(document, number):
    assert identity.read(document, number, TODAY).document == document


@pytest.mark.parametrize(
    ("document", "number", "reason"),
    [
        ("hk_id", "A123456(4)", "check"),
        ("hk_id", "A12345(6)", "shape"),
        ("tw_id", "A123456788", "check"),
        ("tw_id", "1234567890", "shape"),
        ("mo_id", "2234567(8)", "shape"),
        ("hk_mo_permit", "T12345678", "shape"),
        ("tw_permit", "123456789", "shape"),
        ("passport", "PASSPORT", "shape"),
        ("passport", "E1", "shape"),
        ("driving", "E12345678", "document"),
    ],
)
def test_other_documents_that_cannot_be(document, number, reason):
    assert refused(document, number) == reason


@given(st.text())
def test_any_text_is_read_or_refused_with_a_reason(text):
    for document in identity.DOCUMENTS:
        try:
            found = identity.read(document, text, TODAY)
        except identity.InvalidIdentity as error:
            assert error.reason in ("empty", "shape", "region", "birth", "check")
        else:
            assert found.number.isascii()
            assert found.number == identity.normalize(found.number)


def test_one_number_has_one_spelling():
    assert identity.normalize("１１０１０１-19900307 771x") == "11010119900307771X"


def test_age_grows_on_the_birthday():
    birth = date(2014, 11, 22)
    assert identity.age_on(birth, date(2026, 11, 21)) == 11
    assert identity.age_on(birth, date(2026, 11, 22)) == 12


@given(st.text(min_size=1))
def test_a_masked_name_shows_one_letter_a_word(name):
    masked = identity.mask_name(name)
    assert [word[0] for word in masked.split()] == [w[0] for w in name.split()]
    assert all(set(word[1:]) <= {"*"} for word in masked.split())


def test_masked_number_shows_four():
    assert identity.mask_number("771X") == "****771X"
    assert identity.mask_number("") == ""


@pytest.mark.parametrize("name", ["", " ", "X", "12345", "a\x00b", "x" * 81])
def test_what_is_no_name(name):
    assert identity.clean_name(name) is None


def test_names_keep_their_letters():
    assert identity.clean_name("  阿依古丽·买买提 ") == "阿依古丽·买买提"
    assert identity.clean_name("Li  Hua") == "Li Hua"


def test_one_telephone_is_one_number():
    written = [
        "13800138000",
        "+86 138 0013 8000",
        "0086-13800138000",
        "(86)138-0013-8000",
    ]
    assert {identity.clean_phone(phone) for phone in written} == {"13800138000"}
    assert identity.normalize("١٢٣") == "١٢٣"  # digits, but not those of a document
    assert identity.clean_phone("+852 9123 4567") == "85291234567"
