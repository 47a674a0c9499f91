"""Every language, every trouble: the verdict is never a guess."""

import time
from functools import partial

import pytest
from PIL import Image

from tests.helpers.pure import pure
from tests.helpers.virtual_printer import VirtualPrinter

delivery = pure("ticket_pos", "delivery")
languages = pure("ticket_pos", "printer_languages")

PATIENCE = delivery.Patience(connect=1, status=0.3, confirm=0.8)
ALL = pytest.mark.parametrize("language", languages.LANGUAGES)


@pytest.fixture
def printer(language):
    with VirtualPrinter(language=language) as virtual:
        yield virtual


@pytest.fixture
def payload(language):
    """Some 20 kB that do not shrink."""
    return languages.encode(Image.effect_noise((400, 400), 90).convert("1"), language)


def send(printer, payload, language, confirmation="process_id"):
    line = partial(delivery.NetworkLine, "127.0.0.1", printer.port, PATIENCE)
    return delivery.deliver(
        line,
        payload,
        4711,
        language=language,
        confirmation=confirmation,
        patience=PATIENCE,
    )


def inspect(printer, language, confirmation="process_id"):
    return delivery.inspect(
        {
            "kind": "network",
            "host": "127.0.0.1",
            "port": printer.port,
            "language": language,
            "confirmation": confirmation,
            "seconds": 1,
        }
    )


def wait_for_hanging_up(printer):
    deadline = time.monotonic() + 5
    while printer._connections and time.monotonic() < deadline:
        time.sleep(0.01)


@ALL
def test_good_printer_confirms_and_prints_once(printer, payload, language):
    assert send(printer, payload, language) == delivery.Delivered(paper_low=False)
    assert len(printer.wait_for(2, timeout=0.2)) == 1


@pytest.mark.parametrize(
    ("language", "faults", "reason"),
    [
        (language, faults, reason)
        for language in languages.LANGUAGES
        for faults, reason in (
            ({"paper": "out"}, "paper_end"),
            ({"cover": True}, "paper_jam" if language == "fgl" else "cover_open"),
            ({"mute": True}, "silent"),
        )
    ],
)
def test_printer_that_cannot_print_gets_nothing(
    printer, payload, language, faults, reason
):
    printer.change(**faults)
    with pytest.raises(delivery.NotSent) as caught:
        send(printer, payload, language)
    assert (type(caught.value), caught.value.reason) == (delivery.NotSent, reason)
    printer.mend()
    assert printer.wait_for(1, timeout=0.1) == []


@ALL
def test_refused_connection_is_not_sent(printer, payload, language):
    printer.close()
    with pytest.raises(delivery.NotSent) as caught:
        send(printer, payload, language)
    assert (type(caught.value), caught.value.reason) == (
        delivery.NotSent,
        "unreachable",
    )


@ALL
def test_connection_reset_in_the_middle_is_unknown(printer, payload, language):
    printer.change(drop_after=5000)
    with pytest.raises(delivery.Unknown) as caught:
        send(printer, payload, language)
    assert caught.value.reason == "interrupted"


@ALL
def test_paper_that_ends_in_the_middle_is_unknown_and_says_why(
    printer, payload, language
):
    printer.change(paper_out_after=2000)
    with pytest.raises(delivery.Unknown) as caught:
        send(printer, payload, language)
    assert (caught.value.reason, caught.value.detail) == ("unconfirmed", "paper_end")


@ALL
def test_printer_too_slow_for_our_patience_is_unknown(printer, payload, language):
    printer.change(bytes_per_second=8000)
    with pytest.raises(delivery.Unknown):
        send(printer, payload, language)


@ALL
def test_printer_that_is_never_asked_is_taken_at_its_word(printer, payload, language):
    printer.change(mute=True)
    send(printer, payload, language, confirmation="none")
    assert len(printer.wait_for(1)) == 1


@pytest.mark.parametrize("language", ["escpos", "fgl"])
def test_printer_that_does_not_acknowledge_is_unknown(printer, payload, language):
    printer.change(acknowledge=False)
    with pytest.raises(delivery.Unknown):
        send(printer, payload, language)


@pytest.mark.parametrize("language", ["escpos", "zpl", "fgl"])
def test_low_paper_is_told_and_does_not_stop(printer, payload, language):
    printer.change(paper="low")
    assert send(printer, payload, language).paper_low is True


@pytest.mark.parametrize("language", ["zpl"])
def test_zebra_that_answers_only_its_flags_while_it_stands(printer, payload, language):
    printer.change(paper="out", quiet_when_stopped=True)
    with pytest.raises(delivery.NotSent) as caught:
        send(printer, payload, language)
    assert caught.value.reason in {"paper_end", "silent"}


@pytest.mark.parametrize("language", ["fgl"])
def test_boca_acknowledgement_of_an_earlier_ticket_is_not_ours(
    printer, payload, language
):
    send(printer, payload, language, confirmation="none")  # its answer is left unread
    printer.wait_for(1)
    wait_for_hanging_up(printer)
    printer.change(acknowledge=False)
    with pytest.raises(delivery.Unknown):
        send(printer, payload, language)


@ALL
def test_second_ticket_after_an_unknown_one_is_judged_by_itself(
    printer, payload, language
):
    printer.change(drop_after=5000)
    with pytest.raises(delivery.Unknown):
        send(printer, payload, language)
    printer.mend()
    assert send(printer, payload, language)


@ALL
def test_inspection_tells_without_printing(printer, language):
    assert inspect(printer, language).obstacles == ()
    wait_for_hanging_up(printer)  # what a Boca says is said to whoever listens
    printer.change(paper="out")
    condition = inspect(printer, language)
    assert "paper_end" in condition.obstacles
    assert condition.answer
    assert printer.wait_for(1, timeout=0.05) == []


@ALL
def test_every_reason_has_a_name(printer, language):
    printer.change(cover=True, paper="out")
    assert set(inspect(printer, language).obstacles) <= set(delivery.REASONS)


@ALL
def test_verdict_on_a_dead_printer_comes_within_its_patience(
    printer, payload, language
):
    printer.change(mute=True)
    start = time.monotonic()
    with pytest.raises(delivery.NotSent):
        send(printer, payload, language)
    assert time.monotonic() - start < PATIENCE.status + 0.5
