"""Serve virtual printers and a page that shows what they print.

Without `--printer` there is one, as the other options say. Several are given as
`--printer name,language,port`, each with `width=`, `dpi=` and `length=` if need be::

    --printer "Counter 1,escpos,9100" --printer "Boca,fgl,9101,width=400,length=1100"
"""

import argparse
import signal
import sys
import threading
from pathlib import Path

from .page import serve
from .server import LANGUAGES, VirtualPrinter


def main() -> None:
    options = _options()
    try:
        printers = [VirtualPrinter(**told) for told in options.printer]
        page = serve(printers, options.host, options.page_port, options.out)
    except OSError as error:
        sys.exit(f"virtual printer: {error}")
    for printer in printers:
        sys.stdout.write(
            f"printing {printer.language} on {printer.host}:{printer.port}, "
            f"shown at http://{options.host}:{page.server_port}/\n"
        )
    sys.stdout.flush()
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_arguments: done.set())
    done.wait()
    for printer in printers:
        printer.close()
    page.shutdown()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="virtual_printer", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9100, help="raw printing over TCP")
    parser.add_argument("--language", choices=LANGUAGES, default="escpos")
    parser.add_argument("--width", type=int, help="dots across the head")
    parser.add_argument("--dpi", type=int, help="dots an inch")
    parser.add_argument("--length", type=int, help="dots of a blank ticket")
    parser.add_argument("--page-port", type=int, default=8090, help="the web page")
    parser.add_argument("--out", type=Path, help="folder to keep the pictures in")
    parser.add_argument("--printer", action="append", type=_printer, metavar="SPEC")
    options = parser.parse_args()
    if not options.printer:
        told = ("port", "language", "width", "dpi", "length")
        options.printer = [{name: getattr(options, name) for name in told}]
    for told in options.printer:
        told["host"] = options.host
    return options


def _printer(spec: str) -> dict:
    """Read ``name,language,port`` and what may follow."""
    name, language, port, *others = (part.strip() for part in spec.split(","))
    if language not in LANGUAGES:
        raise ValueError(language)
    numbers = dict(other.split("=", 1) for other in others)
    if not numbers.keys() <= {"width", "dpi", "length"}:
        raise ValueError(spec)
    return {
        "name": name,
        "language": language,
        "port": int(port),
        **{key: int(value) for key, value in numbers.items()},
    }


if __name__ == "__main__":
    main()
