"""Bytes for the printer, and the verdict on what became of them."""

import socket
import time
from functools import partial

import pytest
from PIL import Image, ImageDraw

from tests.helpers.pure import pure
from tests.helpers.virtual_printer import VirtualPrinter

escpos = pure("ticket_pos", "escpos")
delivery = pure("ticket_pos", "delivery")
dialects = pure("ticket_pos", "printer_dialects")
qr = pure("ticket_sale", "qr")

PATIENCE = delivery.Patience(connect=1, status=0.3, confirm=0.8)
TOKEN = "T1" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 4 + "0" * 16


@pytest.fixture
def printer():
    with VirtualPrinter() as virtual:
        yield virtual


@pytest.fixture
def ticket():
    """A picture with ink at both ends, a gap in between, and a code."""
    image = Image.new("1", (576, 700), 1)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 575, 30), fill=0)
    for row, column, wide, high in qr.rectangles(qr.matrix(TOKEN)):
        x, y = 100 + column * 6, 350 + row * 6
        image.paste(0, (x, y, x + wide * 6, y + high * 6))
    return image


def send(printer, payload, number=1, confirmation="process_id"):
    line = partial(delivery.NetworkLine, "127.0.0.1", printer.port, PATIENCE)
    return delivery.deliver(
        line, payload, number, confirmation=confirmation, patience=PATIENCE
    )


def test_printed_picture_is_the_picture_to_the_dot(printer, ticket):
    send(printer, escpos.encode(ticket))
    (printed,) = printer.wait_for(1)
    assert printed.image.crop((0, 0, 576, 700)).tobytes() == ticket.tobytes()
    assert printed.codes == [TOKEN]
    assert printer.paper.unknown == []


def test_blank_rows_are_fed_and_not_sent(ticket):
    encoded = escpos.raster(ticket)
    assert len(encoded) < (31 + 41 * 6 + 20) * 72
    assert b"\x1bJ\xff" in encoded


def test_blank_picture_is_only_feeds():
    encoded = escpos.raster(Image.new("1", (8, 300), 1))
    assert encoded == b"\x1bJ\xff\x1bJ\x2d"


@pytest.mark.parametrize(
    ("cut", "ending"),
    [("full", b"\x1dVA\x10"), ("partial", b"\x1dVB\x10"), ("none", b"\x1bJ\x10")],
)
def test_cut(cut, ending):
    image = Image.new("1", (8, 1), 0)
    assert escpos.encode(image, cut=cut, feed=16).endswith(ending)


@pytest.mark.parametrize("image", [Image.new("L", (8, 1)), Image.new("1", (12, 1))])
def test_picture_that_is_no_raster_is_our_own_mistake(image):
    with pytest.raises(ValueError, match="multiple of 8"):
        escpos.encode(image)


def test_good_printer_confirms(printer, ticket):
    assert send(printer, escpos.encode(ticket)) == delivery.Delivered(paper_low=False)


def test_low_paper_is_told_and_does_not_stop(printer, ticket):
    printer.change(paper="low")
    assert send(printer, escpos.encode(ticket)).paper_low is True
    assert len(printer.wait_for(1)) == 1


@pytest.mark.parametrize(
    ("faults", "reason"),
    [
        ({"paper": "out"}, "paper_end"),
        ({"cover": True}, "cover_open"),
        ({"online": False}, "offline"),
        ({"mute": True}, "silent"),
    ],
)
def test_printer_that_cannot_print_gets_nothing(printer, ticket, faults, reason):
    printer.change(**faults)
    with pytest.raises(delivery.NotSent) as caught:
        send(printer, escpos.encode(ticket))
    assert (type(caught.value), caught.value.reason) == (delivery.NotSent, reason)
    printer.change(paper="ok", cover=False, online=True, mute=False)
    assert printer.wait_for(1, timeout=0.1) == []


def test_refused_connection_is_not_sent(ticket):
    printer = VirtualPrinter()
    printer.close()
    with pytest.raises(delivery.NotSent) as caught:
        send(printer, escpos.encode(ticket))
    assert caught.value.reason == "unreachable"
    assert not isinstance(caught.value, delivery.Unknown)


def test_connection_reset_in_the_middle_is_unknown(printer, ticket):
    printer.change(drop_after=5000)
    with pytest.raises(delivery.Unknown) as caught:
        send(printer, escpos.encode(ticket))
    assert caught.value.reason == "interrupted"


def test_paper_that_ends_in_the_middle_is_unknown_and_says_why(printer, ticket):
    printer.change(paper_out_after=2000)
    with pytest.raises(delivery.Unknown) as caught:
        send(printer, escpos.encode(ticket))
    assert (caught.value.reason, caught.value.detail) == ("unconfirmed", "paper_end")


def test_paper_refilled_lets_the_held_ticket_out_once(printer, ticket):
    printer.change(paper_out_after=2000)
    with pytest.raises(delivery.Unknown):
        send(printer, escpos.encode(ticket))
    printer.change(paper="ok")
    assert len(printer.wait_for(1)) == 1


def test_slow_printer_beyond_patience_is_unknown(printer, ticket):
    printer.change(bytes_per_second=10000)
    with pytest.raises(delivery.Unknown):
        send(printer, escpos.encode(ticket))


def test_printer_without_process_id_is_unknown_unless_asked_by_status(printer, ticket):
    printer.change(acknowledge=False)
    with pytest.raises(delivery.Unknown):
        send(printer, escpos.encode(ticket))
    assert send(printer, escpos.encode(ticket), confirmation="status")


def test_printer_that_never_answers_is_taken_at_its_word(printer, ticket):
    printer.change(mute=True)
    send(printer, escpos.encode(ticket), confirmation="none")
    assert len(printer.wait_for(1)) == 1


def test_confirmation_of_another_job_is_not_ours():
    listener = socket.create_server(("127.0.0.1", 0))
    line = delivery.NetworkLine("127.0.0.1", listener.getsockname()[1], PATIENCE)
    other, _address = listener.accept()
    other.sendall(b"\x37\x220001\0")
    with pytest.raises(TimeoutError):
        dialects.DIALECTS["escpos"].confirm(line, b"", 2, "process_id", PATIENCE)
    for opened in (line, other, listener):
        opened.close()


def test_verdict_on_a_dead_printer_comes_within_its_patience(printer, ticket):
    printer.change(mute=True)
    start = time.monotonic()
    with pytest.raises(delivery.NotSent):
        send(printer, escpos.encode(ticket))
    assert time.monotonic() - start < PATIENCE.status + 0.5
