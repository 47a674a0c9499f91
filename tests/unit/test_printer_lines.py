"""The ways to a printer: a serial line, a device file, USB and the print system are
played by a pseudo terminal, a fake bus and fake programs."""

import os
import threading
import time
import tty
from functools import partial

import pytest
import usb.core
from PIL import Image
from usb.backend import IBackend

from tests.helpers.pure import pure

delivery = pure("ticket_pos", "delivery")
lines = pure("ticket_pos", "printer_lines")
languages = pure("ticket_pos", "printer_languages")

PATIENCE = delivery.Patience(connect=1, status=0.4, confirm=1.5)
PAYLOAD = languages.encode(Image.effect_noise((384, 300), 90).convert("1"), "escpos")
READY = b"\x12"


class Answers:
    """What an ESC/POS printer answers to the bytes it was sent so far."""

    def __init__(self, status=READY):
        self.status = status
        self.received = b""
        self._asked = 0

    def take(self, content: bytes) -> bytes:
        self.received += content
        asked = self.received.count(b"\x10\x04")
        answer = self.status * (asked - self._asked)
        self._asked = asked
        if content.endswith(b"\x1d(H\x06\x0000" + self.received[-4:]):
            answer += b"\x37\x22" + self.received[-4:] + b"\0"
        return answer


@pytest.fixture
def terminal():
    """A serial printer; yields ``(path, answers)``."""
    master, slave = os.openpty()
    tty.setraw(slave)
    printer = Answers()

    def serve():
        while True:
            try:
                content = os.read(master, 65536)
            except OSError:
                return
            if answer := printer.take(content):
                os.write(master, answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield os.ttyname(slave), printer
    os.close(slave)
    thread.join(1)
    os.close(master)


def send(kind, device, confirmation="process_id", **connection):
    where = {"kind": kind, "device": device, **connection}
    return delivery.deliver(
        partial(delivery.connect, where, PATIENCE),
        PAYLOAD,
        42,
        confirmation=confirmation,
        patience=PATIENCE,
    )


@pytest.mark.parametrize("kind", ["serial", "file"])
def test_device_prints_and_confirms(terminal, kind):
    path, printer = terminal
    assert send(kind, path, baud=115200, flow="none") == delivery.Delivered()
    assert PAYLOAD in printer.received


@pytest.mark.parametrize("kind", ["serial", "file"])
def test_device_without_paper_gets_nothing(terminal, kind):
    path, printer = terminal
    printer.status = b"\x72"
    with pytest.raises(delivery.NotSent) as caught:
        send(kind, path)
    assert (type(caught.value), caught.value.reason) == (delivery.NotSent, "paper_end")
    assert PAYLOAD not in printer.received


@pytest.mark.parametrize("kind", ["serial", "file"])
def test_device_that_is_silent_gets_nothing(terminal, kind):
    path, printer = terminal
    printer.status = b""
    with pytest.raises(delivery.NotSent) as caught:
        send(kind, path)
    assert caught.value.reason == "silent"
    assert PAYLOAD not in printer.received


def test_long_ticket_on_a_slow_line_is_given_the_time_it_takes(terminal, monkeypatch):
    path, _printer = terminal
    line = lines.connect({"kind": "serial", "device": path, "baud": 9600}, PATIENCE)
    deadlines = []
    monkeypatch.setattr(line._port, "drain", deadlines.append)
    start = time.monotonic()
    line.send(bytes(9600), timeout=1)
    line.close()
    assert deadlines[0] - start == pytest.approx(11, abs=0.5)


@pytest.mark.parametrize("flow", ["hardware", "rts", "xonxoff", "none"])
def test_serial_line_opens_with_every_flow_control(terminal, flow):
    path, _printer = terminal
    assert send("serial", path, flow=flow, baud=9600) == delivery.Delivered()


@pytest.mark.parametrize("kind", ["serial", "file", "usb", "cups"])
def test_missing_device_is_not_sent(kind):
    device = {"usb": "04b8:ffff", "cups": "no_such_queue"}.get(kind, "/dev/no/lp0")
    with pytest.raises(delivery.NotSent) as caught:
        send(kind, device, "none")
    assert (type(caught.value), caught.value.reason) == (
        delivery.NotSent,
        "unreachable",
    )


@pytest.mark.parametrize("kind", ["serial", "file"])
def test_nothing_but_a_device_is_written_to(tmp_path, kind):
    target = tmp_path / "odoo.conf"
    target.write_text("precious")
    for path in (str(target), f"/dev/../{target}", "/dev/shm"):
        with pytest.raises(delivery.NotSent):
            send(kind, path, "none")
    assert target.read_text() == "precious"


@pytest.mark.parametrize(
    ("kind", "device", "is_one"),
    [
        ("usb", "04b8:0e15", True),
        ("usb", "04b8:0e15:J5ZG01", True),
        ("usb", "/dev/usb/lp0", False),
        ("serial", "/dev/ttyS0", True),
        ("serial", "/dev/serial/by-id/usb-Epson_TM-T20", True),
        ("serial", "/etc/passwd", False),
        ("file", "/dev/../etc/passwd", False),
        ("cups", "Counter_3", True),
        ("cups", "-o raw", False),
        ("cups", "--help", False),
    ],
)
def test_device_names(kind, device, is_one):
    assert lines.is_device(kind, device) is is_one


# --- USB ------------------------------------------------------------------------


class Descriptor:
    def __init__(self, **values):
        self.__dict__.update(values)


class FakeBus(IBackend):
    """One printer with a scanner-like first interface, as some hubs show them."""

    def __init__(self, printer, max_bytes=10**9):
        self.printer = printer
        self.answer = b""
        self.max_bytes = max_bytes
        self.resets = 0
        self.used = set()

    def enumerate_devices(self):
        return iter([object()])

    def get_device_descriptor(self, _device):
        return Descriptor(
            bLength=18,
            bDescriptorType=1,
            bcdUSB=0x200,
            bDeviceClass=0,
            bDeviceSubClass=0,
            bDeviceProtocol=0,
            bMaxPacketSize0=64,
            idVendor=0x04B8,
            idProduct=0x0E15,
            bcdDevice=0,
            iManufacturer=0,
            iProduct=0,
            iSerialNumber=0,
            bNumConfigurations=1,
            address=1,
            bus=1,
            port_number=1,
            port_numbers=(1,),
            speed=3,
        )

    def get_configuration_descriptor(self, _device, _config):
        return Descriptor(
            bLength=9,
            bDescriptorType=2,
            wTotalLength=0,
            bNumInterfaces=2,
            bConfigurationValue=1,
            iConfiguration=0,
            bmAttributes=0xC0,
            bMaxPower=1,
            extra_descriptors=[],
        )

    def get_interface_descriptor(self, _device, interface, alternate, _config):
        if interface > 1 or alternate:
            raise IndexError
        return Descriptor(
            bLength=9,
            bDescriptorType=4,
            bInterfaceNumber=interface,
            bAlternateSetting=0,
            bNumEndpoints=2,
            bInterfaceClass=7 if interface else 3,
            bInterfaceSubClass=1,
            bInterfaceProtocol=2,
            iInterface=0,
            extra_descriptors=[],
        )

    def get_endpoint_descriptor(
        self, _device, endpoint, interface, _alternate, _config
    ):
        address = (0x03, 0x84) if interface else (0x01, 0x82)
        return Descriptor(
            bLength=7,
            bDescriptorType=5,
            bEndpointAddress=address[endpoint],
            bmAttributes=2,
            wMaxPacketSize=64,
            bInterval=0,
            bRefresh=0,
            bSynchAddress=0,
            extra_descriptors=[],
        )

    def open_device(self, device):
        return device

    def close_device(self, _handle):
        pass

    def get_configuration(self, _handle):
        return 1

    def set_configuration(self, _handle, _value):
        pass

    def claim_interface(self, _handle, _interface):
        pass

    def release_interface(self, _handle, _interface):
        pass

    def is_kernel_driver_active(self, _handle, _interface):
        return False

    def reset_device(self, _handle):
        self.resets += 1

    def bulk_write(self, _handle, endpoint, _interface, content, _timeout):
        self.used.add(endpoint)
        content = bytes(content)
        if len(self.printer.received) + len(content) > self.max_bytes:
            raise usb.core.USBError("no such device", errno=19)
        content = content[:10000]  # a bus may take less than it is given
        self.answer += self.printer.take(content)
        return len(content)

    def bulk_read(self, _handle, endpoint, _interface, buffer, _timeout):
        self.used.add(endpoint)
        if not self.answer:
            raise usb.core.USBTimeoutError("timed out", errno=110)
        taken, self.answer = self.answer[: len(buffer)], self.answer[len(buffer) :]
        buffer[: len(taken)] = type(buffer)("B", taken)
        return len(taken)


@pytest.fixture
def bus(monkeypatch):
    fake = FakeBus(Answers())
    monkeypatch.setattr("usb.backend.libusb1.get_backend", lambda *_a, **_k: fake)
    return fake


def test_usb_prints_confirms_and_is_not_reset(bus):
    assert send("usb", "04b8:0e15") == delivery.Delivered()
    assert PAYLOAD in bus.printer.received
    assert (bus.used, bus.resets) == ({0x03, 0x84}, 0)


def test_answer_to_an_earlier_job_is_not_taken_for_ours(bus):
    bus.answer = b"\x72\x72\x37\x220042\0" * 40
    assert send("usb", "04b8:0e15") == delivery.Delivered()
    assert PAYLOAD in bus.printer.received


def test_usb_silent_gets_nothing(bus):
    bus.printer.status = b""
    with pytest.raises(delivery.NotSent) as caught:
        send("usb", "04b8:0e15")
    assert caught.value.reason == "silent"
    assert PAYLOAD not in bus.printer.received


def test_usb_pulled_out_in_the_middle_is_unknown(bus):
    bus.max_bytes = len(PAYLOAD) // 2
    with pytest.raises(delivery.Unknown) as caught:
        send("usb", "04b8:0e15")
    assert caught.value.reason == "interrupted"


def test_usb_printer_with_another_number_is_not_there(bus):
    with pytest.raises(delivery.NotSent) as caught:
        send("usb", "04b8:0001")
    assert caught.value.reason == "unreachable"


# --- the print system -------------------------------------------------------------


@pytest.fixture
def spooler(tmp_path, monkeypatch):
    """``lp`` and ``lpstat`` of a queue named Boca, steered by files."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, script in {
        "lpstat": """
            if [ "$1" = -p ]; then cat "$SPOOL/state"; exit; fi
            cat "$SPOOL/waiting" 2>/dev/null; exit 0""",
        "lp": """
            [ -e "$SPOOL/refuse" ] && { echo "lp: queue full" >&2; exit 1; }
            echo "$@" > "$SPOOL/arguments"; cat > "$SPOOL/printed"
            echo "request id is Boca-17 (1 file(s))" """,
    }.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    (tmp_path / "state").write_text("printer Boca is idle.\n")
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("SPOOL", str(tmp_path))
    return tmp_path


def test_queue_gets_the_bytes_as_they_are(spooler):
    assert send("cups", "Boca") == delivery.Delivered()
    assert (spooler / "printed").read_bytes() == PAYLOAD
    assert (spooler / "arguments").read_text() == "-d Boca -o raw\n"


def test_queue_that_refuses_has_not_got_it(spooler):
    (spooler / "refuse").touch()
    with pytest.raises(delivery.NotSent) as caught:
        send("cups", "Boca")
    assert (type(caught.value), caught.value.reason) == (delivery.NotSent, "refused")


def test_stopped_queue_gets_nothing(spooler):
    (spooler / "state").write_text("printer Boca disabled since now -\n\tpaused\n")
    with pytest.raises(delivery.NotSent) as caught:
        send("cups", "Boca")
    assert caught.value.reason == "unreachable"
    assert not (spooler / "printed").exists()


def test_job_that_stays_in_the_queue_is_unknown(spooler):
    (spooler / "waiting").write_text("Boca-17  odoo  1024  today\n")
    with pytest.raises(delivery.Unknown):
        send("cups", "Boca")


def test_job_of_somebody_else_in_the_queue_does_not_matter(spooler):
    (spooler / "waiting").write_text("Boca-170  odoo  1024  today\n")
    assert send("cups", "Boca") == delivery.Delivered()
