"""The printer of our tests does what a real one does, or it proves nothing."""

import json
import socket
import urllib.request

import pytest

from tests.helpers.virtual_printer import Faults, Stock, VirtualPrinter
from tests.helpers.virtual_printer.escpos_commands import Parser
from tests.helpers.virtual_printer.escpos_paper import Paper
from tests.helpers.virtual_printer.page import serve
from tests.helpers.virtual_printer.ticket import TEXT, UNKNOWN, Command

CUT = b"\x1dV\x00"


def printed(*contents, width=576):
    paper, parser = Paper(Stock(width)), Parser()
    for content in contents:
        for command in parser.feed(content):
            paper.run(command, Faults())
    return paper


def native_qr(text, size=6):
    def function(number, content):
        length = (len(content) + 2).to_bytes(2, "little")
        return b"\x1d(k" + length + b"1" + bytes([number]) + content

    return function(67, bytes([size])) + function(80, b"0" + text) + function(81, b"0")


def test_commands_cut_anywhere_are_still_whole():
    stream = b"abc\x1ba\x01" + native_qr(b"X") + b"\x1dv0\0\x01\0\x02\0\xff\x0f" + CUT
    whole = Parser().feed(stream)
    parser = Parser()
    bytewise = [command for byte in stream for command in parser.feed(bytes([byte]))]
    assert [c for c in bytewise if c.code != TEXT] == [
        c for c in whole if c.code != TEXT
    ]
    assert b"".join(c.arguments for c in bytewise if c.code == TEXT) == b"abc"


def test_unknown_command_is_reported_and_skipped():
    paper = printed(b"\x1b\x7eA" + b"hello\n" + CUT)
    assert paper.unknown == [Command(UNKNOWN, b"\x1b\x7e")]
    assert paper.tickets[0].text == "Ahello\n"


def test_chinese_text_is_read_as_gb18030():
    paper = printed(b"\x1c&" + "大剧院 8排".encode("gb18030") + b"\x1c.\n" + CUT)
    assert paper.tickets[0].text == "大剧院 8排\n"


def test_native_qr_reads_back():
    (ticket,) = printed(native_qr(b"HELLO-42") + b"\n\n" + CUT).tickets
    assert ticket.codes == ["HELLO-42"]


def test_centred_picture_stands_in_the_middle():
    raster = b"\x1dv0\0\x01\0\x01\0\xff"
    (ticket,) = printed(b"\x1ba\x01" + raster + CUT, width=80).tickets
    assert ticket.image.convert("L").point(lambda v: 255 - v).getbbox() == (
        36,
        0,
        44,
        1,
    )


def test_column_picture_is_turned_upright():
    columns = b"\x1b*\x00\x02\x00" + b"\x80\x01"
    (ticket,) = printed(columns + b"\n" + CUT, width=8).tickets
    black = [
        (x, y) for x in range(8) for y in range(8) if not ticket.image.getpixel((x, y))
    ]
    assert black == [(0, 0), (1, 7)]


@pytest.mark.parametrize(
    ("direction", "box"),
    [
        (0, (0, 0, 8, 4)),
        (1, (0, 32, 4, 40)),
        (2, (32, 36, 40, 40)),
        (3, (36, 0, 40, 8)),
    ],
)
def test_page_mode_prints_in_four_directions(direction, box):
    area = b"".join(n.to_bytes(2, "little") for n in (0, 0, 40, 40))
    raster = b"\x1dv0\0\x01\0\x04\0" + b"\xff" * 4
    stream = b"\x1bL\x1bW" + area + b"\x1bT" + bytes([direction]) + raster + b"\x0c"
    (ticket,) = printed(stream + CUT, width=40).tickets
    assert ticket.image.convert("L").point(lambda v: 255 - v).getbbox() == box


def test_each_cut_ends_a_ticket_and_an_empty_one_is_none():
    paper = printed(b"one\n" + CUT + CUT + b"two\n" + CUT)
    assert [ticket.text for ticket in paper.tickets] == ["one\n", "two\n"]


def test_status_tells_what_is_wrong():
    with VirtualPrinter() as printer:
        printer.change(cover=True, paper="out")
        with socket.create_connection(("127.0.0.1", printer.port), 2) as line:
            answers = []
            for kind in (1, 2, 3, 4):
                line.sendall(b"\x10\x04" + bytes([kind]))
                answers.append(line.recv(1)[0])
    assert answers == [0x1A, 0x36, 0x12, 0x7E]


def test_page_shows_tickets_and_breaks_the_printer(tmp_path):
    with VirtualPrinter() as printer:
        page = serve(printer, "127.0.0.1", 0, tmp_path)
        address = f"http://127.0.0.1:{page.server_port}"
        with socket.create_connection(("127.0.0.1", printer.port), 2) as line:
            line.sendall(native_qr(b"HELLO-42") + b"\n" + CUT)
            printer.wait_for(1)
        state = json.load(urllib.request.urlopen(f"{address}/tickets.json"))
        picture = urllib.request.urlopen(address + state["tickets"][0]["url"]).read()
        broken = json.load(
            urllib.request.urlopen(f"{address}/change/paper_out", data=b"")
        )
        page.shutdown()
        page.server_close()
    assert [ticket["codes"] for ticket in state["tickets"]] == [["HELLO-42"]]
    assert picture.startswith(b"\x89PNG")
    assert (state["trouble"], broken["trouble"], broken["paper"]) == (
        False,
        True,
        "out",
    )


def test_text_leaves_ink_on_the_paper():
    (ticket,) = printed("票 A\n".encode("gb18030") + CUT).tickets
    left, _top, right, _bottom = (
        ticket.image.convert("L").point(lambda v: 255 - v).getbbox()
    )
    assert left < 10
    assert 36 < right <= 48


@pytest.fixture
def page_of_two():
    """Two printers, and what to ask their page with: a path, bytes to post."""
    with VirtualPrinter(name="A") as one, VirtualPrinter(language="fgl") as two:
        page = serve([one, two], "127.0.0.1", 0)

        def ask(path, post=None):
            address = f"http://127.0.0.1:{page.server_port}{path}"
            return json.load(urllib.request.urlopen(address, data=post))

        yield one, two, ask
        page.shutdown()
        page.server_close()


def test_page_shows_several_printers(page_of_two):
    _one, two, ask = page_of_two
    with socket.create_connection(("127.0.0.1", two.port), 2) as line:
        line.sendall(b"<RC10,10>Row 8<p>")
        two.wait_for(1)
    states = ask("/printers.json")
    assert [(state["name"], state["count"]) for state in states] == [
        ("A", 0),
        ("fgl", 1),
    ]
    (ticket,) = states[1]["tickets"]
    assert (ticket["url"], ticket["text"]) == ("/printers/1/tickets/1.png", "Row 8")
    assert (ticket["width"], ticket["height"]) == (139.7, 50.8)


@pytest.mark.parametrize(
    "switch",
    ["cover", "cutter", "offline", "mute", "quiet", "no_ack", "slow", "hang_up"],
)
def test_switch_of_the_page_breaks_one_printer_and_mends_it(page_of_two, switch):
    one, two, ask = page_of_two
    assert ask(f"/printers/1/change/{switch}", b"")["faults"][switch] is True
    assert (one.faults, two.faults != Faults()) == (Faults(), True)
    assert ask(f"/printers/1/change/{switch}", b"")["faults"][switch] is False
    assert two.faults == Faults()


def test_paper_that_ends_in_the_next_ticket_and_mending(page_of_two):
    one, _two, ask = page_of_two
    assert ask("/change/runs_out", b"")["faults"]["runs_out"] is True
    assert one.faults.paper_out_after > one.received
    assert ask("/change/mend", b"")["faults"]["runs_out"] is False
    assert one.faults == Faults()


def test_page_tells_that_a_job_waits(page_of_two):
    one, _two, ask = page_of_two
    ask("/change/cover", b"")
    with socket.create_connection(("127.0.0.1", one.port), 2) as line:
        line.sendall(b"one\n" + CUT)
        one.wait_for_bytes(6)
        assert ask("/tickets.json")["waiting"] == 3
        assert ask("/change/restart", b"")["waiting"] == 0
