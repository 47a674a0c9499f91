"""A ticket printer that exists only in memory.

It listens on TCP like a real one, understands ESC/POS, ZPL, FGL or TSPL, draws what it
is told into pictures and can be made to fail in all the ways that real printers do::

    with VirtualPrinter(language="zpl") as printer:
        ...                                   # send to ("127.0.0.1", printer.port)
        ticket = printer.wait_for(1)[0]       # ticket.image, ticket.text, ticket.codes
        assert printer.unknown == []

``python -m tests.helpers.virtual_printer`` serves one or several with a web page that
shows what they printed.
"""

from .server import LANGUAGES, VirtualPrinter
from .ticket import Faults, Stock, Ticket

__all__ = ["LANGUAGES", "Faults", "Stock", "Ticket", "VirtualPrinter"]
