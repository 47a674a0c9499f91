"""Serve a virtual printer and a page that shows what it prints."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from .page import serve
from .server import VirtualPrinter


def main() -> None:
    parser = argparse.ArgumentParser(prog="virtual_printer", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9100, help="ESC/POS over TCP")
    parser.add_argument("--page-port", type=int, default=8090, help="the web page")
    parser.add_argument("--width", type=int, default=576, help="dots across the head")
    parser.add_argument("--out", type=Path, help="folder to keep the pictures in")
    options = parser.parse_args()
    try:
        printer = VirtualPrinter(options.port, options.width, options.host)
        page = serve(printer, options.host, options.page_port, options.out)
    except OSError as error:
        sys.exit(f"virtual printer: {error}")
    sys.stdout.write(
        f"printing on {printer.host}:{printer.port}, "
        f"shown at http://{options.host}:{page.server_port}/\n"
    )
    sys.stdout.flush()
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_arguments: done.set())
    done.wait()
    printer.close()
    page.shutdown()


if __name__ == "__main__":
    main()
