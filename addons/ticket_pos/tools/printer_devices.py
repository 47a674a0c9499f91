"""USB and serial ports by python-escpos, made fit for asking back.

Its own opening of a USB printer resets the device, which throws away a ticket that is
still being printed, and guesses the end points; its reading of a serial line waits for
sixteen bytes where a printer answers one. The opening is corrected here, reading and
writing use the libraries below it with a time limit of their own.
"""

import contextlib
import time

import serial
import usb.core
import usb.util
from escpos import printer as escpos

PRINTER_CLASS = 7
FLOWS = {
    "hardware": {"dsrdtr": True},
    "rts": {"rtscts": True},
    "xonxoff": {"xonxoff": True},
    "none": {},
}


class UsbPort(escpos.Usb):
    """A USB printer by vendor and product, and by serial number if two are alike."""

    def __init__(self, vendor: str, product: str, serial_number: str | None = None):
        search = {"serial_number": serial_number} if serial_number else {}
        super().__init__(int(vendor, 16), int(product, 16), usb_args=search)
        self.open()

    def _configure_usb(self) -> None:
        try:
            configuration = self.device.get_active_configuration()
        except usb.core.USBError:
            self.device.set_configuration()
            configuration = self.device.get_active_configuration()
        interface = _printing_interface(configuration)
        with contextlib.suppress(NotImplementedError, usb.core.USBError):
            if self.device.is_kernel_driver_active(interface.bInterfaceNumber):
                self.device.detach_kernel_driver(interface.bInterfaceNumber)
        for endpoint in interface:
            if (
                usb.util.endpoint_type(endpoint.bmAttributes)
                == usb.util.ENDPOINT_TYPE_BULK
            ):
                address = endpoint.bEndpointAddress
                if usb.util.endpoint_direction(address) == usb.util.ENDPOINT_IN:
                    self.in_ep = address
                else:
                    self.out_ep = address

    def send(self, content: bytes, timeout: float) -> None:
        milliseconds = max(1, round(timeout * 1000))
        while content:
            content = content[self.device.write(self.out_ep, content, milliseconds) :]

    def receive(self, timeout: float) -> bytes:
        try:
            return bytes(
                self.device.read(self.in_ep, 64, max(1, round(timeout * 1000)))
            )
        except usb.core.USBTimeoutError:
            return b""

    def drain(self, _deadline: float) -> None:
        """What the device took is out of our hands."""


def _printing_interface(configuration):
    """Return the interface of the printer class, the first one if there is none."""
    interfaces = list(configuration)
    return next(
        (i for i in interfaces if i.bInterfaceClass == PRINTER_CLASS), interfaces[0]
    )


class SerialPort(escpos.Serial):
    """A serial line."""

    def __init__(self, path: str, baud: int, flow: str):
        options = FLOWS[flow]
        super().__init__(
            path,
            baudrate=baud,
            xonxoff=options.get("xonxoff", False),
            dsrdtr=options.get("dsrdtr", False),
        )
        self.open()
        self.device.rtscts = options.get("rtscts", False)

    def send(self, content: bytes, timeout: float) -> None:
        self.device.write_timeout = timeout
        self.device.write(content)

    def receive(self, timeout: float) -> bytes:
        self.device.timeout = timeout
        first = self.device.read(1)
        return first + self.device.read(self.device.in_waiting) if first else first

    def drain(self, deadline: float) -> None:
        """Wait until the line has carried it all: at 9600 baud that takes minutes."""
        while self.device.out_waiting:
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(0.01)

    def close(self) -> None:
        # Closing waits for what was not yet sent, for ever if the printer is off; and
        # what the verdict calls unknown must not come out with the next ticket.
        if self._device and self._device.is_open:
            with contextlib.suppress(serial.SerialException, OSError):
                self._device.reset_output_buffer()
            self._device.close()
        self._device = False
