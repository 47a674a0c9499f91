"""A thermal ticket printer that exists only in memory.

It listens on TCP like a real one, understands ESC/POS, draws what it is told into
pictures and can be made to fail in all the ways that real printers do::

    with VirtualPrinter() as printer:
        ...                                   # send to ("127.0.0.1", printer.port)
        ticket = printer.wait_for(1)[0]       # ticket.image, ticket.text, ticket.codes

``python -m tests.helpers.virtual_printer`` serves one with a web page that shows what
it printed.
"""

from .paper import Ticket
from .server import Faults, VirtualPrinter

__all__ = ["Faults", "Ticket", "VirtualPrinter"]
