"""The print agent: prints on a cashier's PC what the box office server sells.

Needs nothing but Python and its standard library. No tickets are made here: the server
draws them, this program keeps them on its disk, sends them to the printers that are
plugged in, and tells what came out.
"""

VERSION = "1.0"
