"""Label and ticket languages: pictures come out to the dot, and faults are told."""

import base64
import binascii
import socket
import zlib

import pytest
from PIL import Image, ImageDraw

from tests.helpers.pure import pure
from tests.helpers.virtual_printer import LANGUAGES, Faults, Stock, VirtualPrinter

qr = pure("ticket_sale", "qr")
TOKEN = "T1" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 4 + "0" * 16
SILENT = 0.08  # seconds without a word


def drawing(width, height):
    """Return a picture with a frame, a code and one dot alone."""
    image = Image.new("1", (width, height), 1)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width - 1, height - 1), outline=0, width=3)
    for row, column, wide, high in qr.rectangles(qr.matrix(TOKEN)):
        x, y = 40 + column * 6, 40 + row * 6
        image.paste(0, (x, y, x + wide * 6, y + high * 6))
    image.putpixel((width - 20, 17), 0)
    return image


def zpl(image):
    content = image.tobytes("raw", "1;I")
    packed = base64.b64encode(zlib.compress(content))
    size = len(content)
    return b"^XA^PW%d^LL%d^FO0,0^GFA,%d,%d,%d,:Z64:%s:%04X^FS^PQ1^XZ" % (
        *image.size,
        size,
        size,
        image.width // 8,
        packed,
        binascii.crc_hqx(packed, 0),
    )


def fgl(image):
    parts = [b"<CB>"]
    for top in range(0, image.height, 8):
        strip = image.crop((0, top, image.width, top + 8))
        turned = strip.transpose(Image.Transpose.TRANSPOSE).tobytes("raw", "1;I")
        parts.append(b"<RC%d,0><G%d>" % (top, len(turned)) + turned)
    return b"".join(parts) + b"<p>"


def tspl(image):
    content = bytes(byte ^ 0xFF for byte in image.tobytes("raw", "1;I"))
    return (
        b"SIZE %d dot,%d dot\r\nGAP 0,0\r\nCLS\r\n" % image.size
        + b"BITMAP 0,0,%d,%d,0," % (image.width // 8, image.height)
        + content
        + b"\r\nPRINT 1,1\r\n"
    )


JOBS = {"zpl": zpl, "fgl": fgl, "tspl": tspl}
SIZES = {"zpl": (576, 700), "fgl": (1100, 400), "tspl": (576, 700)}
#: What asks how the printer is, and what a well one answers.
QUESTIONS = {
    "escpos": (b"\x10\x04\x01", b"\x12"),
    "zpl": (
        b"~HS",
        b"\x02%s\x03\r\n\x02%s\x03\r\n\x021234,0\x03\r\n"
        % (b"030,0,0,1000,000,0,0,0,000,0,0,0", b"000,0,0,0,0,3,6,0,00000000,1,000"),
    ),
    "fgl": (b"<S1>", b"\x11"),
    "tspl": (b"\x1b!?", b"\x00"),
}


def connected(printer):
    line = socket.create_connection(("127.0.0.1", printer.port), 2)
    line.settimeout(2)
    return line


def heard(line, patience=5.0):
    """Return what the printer says until it is silent, once it says something."""
    line.settimeout(patience)
    said = b""
    try:
        while chunk := line.recv(1024):
            said += chunk
            line.settimeout(SILENT)
    except TimeoutError:
        pass
    return said


def run(language, content, chunk=None, **stock):
    """Feed a language without any network and return its paper."""
    machine = LANGUAGES[language]
    usual = machine.stock
    paper = machine(Stock(stock.get("width", usual.width), length=usual.length))
    parser = machine.parser()
    step = chunk or len(content)
    for start in range(0, len(content), step):
        for command in parser.feed(content[start : start + step]):
            paper.run(command, Faults())
    return paper


@pytest.mark.parametrize("language", JOBS)
def test_picture_comes_out_to_the_dot(language):
    image = drawing(*SIZES[language])
    with VirtualPrinter(language=language) as printer, connected(printer) as line:
        line.sendall(JOBS[language](image))
        (ticket,) = printer.wait_for(1)
    assert ticket.image.tobytes() == image.tobytes()
    assert ticket.codes == [TOKEN]
    assert printer.unknown == []


@pytest.mark.parametrize("language", JOBS)
@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_jobs_cut_anywhere_are_still_whole(language, chunk):
    image = drawing(*SIZES[language])
    paper = run(language, JOBS[language](image), chunk)
    (ticket,) = paper.tickets
    assert ticket.image.tobytes() == image.tobytes()
    assert paper.unknown == []


@pytest.mark.parametrize("language", QUESTIONS)
def test_well_printer_says_so(language):
    question, answer = QUESTIONS[language]
    with VirtualPrinter(language=language) as printer, connected(printer) as line:
        line.sendall(question)
        assert heard(line) == answer


@pytest.mark.parametrize(
    ("language", "fault", "answer"),
    [
        ("tspl", {"paper": "out"}, b"\x04"),
        ("tspl", {"cover": True}, b"\x01"),
        ("tspl", {"cover": True, "paper": "out"}, b"\x05"),
        ("tspl", {"online": False}, b"\x10"),
        ("tspl", {"cutter": True}, b"\x80"),
        ("fgl", {"paper": "out"}, b"\x10\x13"),
        ("fgl", {"paper": "low"}, b"\x0f\x11"),
        ("fgl", {"online": False}, b"\x13"),
        ("fgl", {"cutter": True}, b"\x1d\x13"),
        ("escpos", {"cutter": True}, b"\x1a"),
    ],
)
def test_status_tells_what_is_wrong(language, fault, answer):
    with VirtualPrinter(language=language) as printer:
        printer.change(**fault)
        with connected(printer) as line:
            line.sendall(QUESTIONS[language][0])
            assert heard(line) == answer


@pytest.mark.parametrize(
    ("fault", "flags"),
    [
        ({"paper": "out"}, ("1", "0", "0")),
        ({"online": False}, ("0", "1", "0")),
        ({"cover": True}, ("0", "0", "1")),
    ],
)
def test_zpl_host_status_has_a_flag_for_each(fault, flags):
    with VirtualPrinter(language="zpl") as printer:
        printer.change(**fault)
        with connected(printer) as line:
            line.sendall(b"~HS")
            first, second, _third = heard(line).split(b"\r\n")[:3]
    paper, pause = first.decode().split(",")[1:3]
    assert (paper, pause, second.decode().split(",")[2]) == flags


def test_zpl_error_bits():
    with VirtualPrinter(language="zpl") as printer:
        printer.change(cover=True, paper="out")
        with connected(printer) as line:
            line.sendall(b"~HQES")
            answer = heard(line).decode()
    assert "ERRORS:         1 00000000 00000005" in answer
    assert "WARNINGS:       0 00000000 00000000" in answer


def test_zpl_counts_the_formats_that_wait():
    with VirtualPrinter(language="zpl") as printer:
        printer.change(paper="out")
        with connected(printer) as line:
            line.sendall(zpl(drawing(576, 320)) * 2 + b"~HS")
            waiting = heard(line).split(b",")[4]
            printer.mend()
            line.sendall(b"~HS")
            done = heard(line).split(b",")[4]
    assert (waiting, done) == (b"002", b"000")
    assert len(printer.tickets) == 2


def test_fgl_acknowledges_each_ticket_unless_it_cannot():
    job = fgl(drawing(1100, 400))
    with VirtualPrinter(language="fgl") as printer, connected(printer) as line:
        line.sendall(job)
        assert heard(line) == b"\x06"
        printer.change(acknowledge=False)
        line.sendall(job)
        assert heard(line, SILENT) == b""
    assert len(printer.tickets) == 2


def test_fgl_says_to_who_is_there_that_the_paper_is_out():
    with VirtualPrinter(language="fgl") as printer, connected(printer) as line:
        printer.change(paper_out_after=1000)
        line.sendall(fgl(drawing(1100, 400)))
        assert heard(line) == b"\x10\x13"
        printer.mend()
        assert heard(line) == b"\x0c\x11\x06"
    assert len(printer.tickets) == 1


def test_tspl_prints_while_it_holds_something():
    with VirtualPrinter(language="tspl") as printer:
        printer.change(online=False)
        with connected(printer) as line:
            line.sendall(tspl(drawing(576, 320)))
            line.sendall(b"\x1b!?")
            assert heard(line) == b"\x10"
            printer.mend()
            line.sendall(b"\x1b!?")
            assert heard(line) == b"\x00"
    assert len(printer.tickets) == 1


@pytest.mark.parametrize("language", QUESTIONS)
def test_quiet_firmware_says_nothing_while_it_stands(language):
    nature = Faults(quiet_when_stopped=True)
    printer = VirtualPrinter(language=language, faults=nature)
    with printer, connected(printer) as line:
        printer.change(cover=True)
        heard(line, SILENT)
        line.sendall(QUESTIONS[language][0])
        assert heard(line, SILENT) == b""


def test_zpl_tells_its_errors_even_when_it_is_quiet():
    nature = Faults(quiet_when_stopped=True)
    with VirtualPrinter(language="zpl", faults=nature) as printer:
        printer.change(paper="out")
        with connected(printer) as line:
            line.sendall(b"~HQES~HS")
            answer = heard(line)
    assert answer.startswith(b"\x02PRINTER STATUS")
    assert answer.endswith(b"\r\n\x03")


def test_fgl_refuses_what_it_does_not_know():
    with VirtualPrinter(language="fgl") as printer, connected(printer) as line:
        line.sendall(b"<XYZ3>")
        assert heard(line) == b"\x15"


@pytest.mark.parametrize("language", JOBS)
def test_power_cut_forgets_what_was_held_and_hangs_up(language):
    with VirtualPrinter(language=language) as printer:
        printer.change(online=False)
        with connected(printer) as line:
            job = JOBS[language](drawing(*SIZES[language]))
            line.sendall(job)
            printer.wait_for_bytes(len(job))
            printer.restart()
            with pytest.raises(ConnectionError):
                while line.recv(64):
                    pass
                raise ConnectionError
        printer.mend()
        assert printer.wait_for(1, timeout=0.1) == []


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("zpl", b"^XA^FO0,0^ZZ9^FS^XZ"),
        ("zpl", b"^XA^FO0,0^GFA,8,8,1,:Z64:AAAA:0000^FS^XZ"),
        ("zpl", b"^XA^FO0,0^GFA,8,8,1,zz^FS^XZ"),
        ("fgl", b"<XYZ3><p>"),
        ("tspl", b"SIZE 10 mm,10 mm\r\nCLS\r\nNONSENSE 3\r\nPRINT 1\r\n"),
        ("tspl", b"SIZE 10 mm,10 mm\r\nCLS\r\nBITMAP 0,0,1,1,7,\x00\r\n"),
    ],
)
def test_what_a_printer_may_not_know_is_listed(language, content):
    assert len(run(language, content).unknown) == 1


def test_zpl_hexadecimal_and_binary_graphics():
    for field in (b"^GFA,2,2,1,80FF", b"^GFB,2,2,1,\x80\xff"):
        (ticket,) = run("zpl", b"^XA^PW8^LL2^FO0,0" + field + b"^FS^XZ").tickets
        black = [x for x in range(8) for y in range(2) if not _dot(ticket, x, y)]
        assert sorted(black) == [0, 0, 1, 2, 3, 4, 5, 6, 7]


def test_copies_come_out_as_tickets():
    assert len(run("zpl", b"^XA^LL10^GB9,9,9^PQ3^XZ").tickets) == 3
    assert len(run("fgl", b"<RE2><RC1,1>A<p>").tickets) == 2
    assert len(run("tspl", b"CLS\r\nBAR 1,1,9,9\r\nPRINT 2,3\r\n").tickets) == 6


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("zpl", b"^XA^LL60^FO10,10^A0N,24,24^FDRow 8^FS^XZ"),
        ("fgl", b"<RC10,10><F3><HW1,1>Row 8<p>"),
        ("tspl", b'CLS\r\nTEXT 10,10,"3",0,1,1,"Row 8"\r\nPRINT 1\r\n'),
    ],
)
def test_text_is_told_and_leaves_ink(language, content):
    paper = run(language, content)
    (ticket,) = paper.tickets
    assert ticket.text == "Row 8"
    assert ticket.image.getextrema()[0] == 0
    assert paper.unknown == []


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("zpl", b"^XA^PW400^LL400^FO40,40^BQN,2,6^FDQA,HELLO-42^FS^XZ"),
        ("tspl", b'CLS\r\nQRCODE 40,40,M,6,A,0,"HELLO-42"\r\nPRINT 1\r\n'),
    ],
)
def test_native_codes_read_back(language, content):
    (ticket,) = run(language, content).tickets
    assert ticket.codes == ["HELLO-42"]


def _dot(ticket, x, y):
    return ticket.image.getpixel((x, y))
