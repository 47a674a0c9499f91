"""A web page that shows the tickets as they come out, and breaks the printers on demand.

``GET /tickets.json`` tells programs about the first printer: number, text, what a
scanner reads, and where the picture is; ``GET /printers.json`` about all of them.
"""

import io
import json
import re
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .server import VirtualPrinter
from .ticket import Faults

FOLDER = Path(__file__).parent
FONTS = FOLDER.parents[2] / "addons/ticket_sale/static/fonts"
SHOWN = 60
SLOW = 12_000  # bytes a second, as a serial line
BREAKS_AFTER = 12_000  # bytes: in the middle of a ticket
MM_PER_INCH = 25.4

#: What the switches of the page do, given what is wrong at the moment.
SWITCHES: dict[str, Callable[[Faults], dict]] = {
    "paper_ok": lambda _faults: {"paper": "ok", "paper_out_after": None},
    "paper_low": lambda _faults: {"paper": "low"},
    "paper_out": lambda _faults: {"paper": "out"},
    "cover": lambda faults: {"cover": not faults.cover},
    "cutter": lambda faults: {"cutter": not faults.cutter},
    "offline": lambda faults: {"online": not faults.online},
    "mute": lambda faults: {"mute": not faults.mute},
    "quiet": lambda faults: {"quiet_when_stopped": not faults.quiet_when_stopped},
    "no_ack": lambda faults: {"acknowledge": not faults.acknowledge},
    "slow": lambda faults: {
        "bytes_per_second": None if faults.bytes_per_second else SLOW
    },
    "hang_up": lambda faults: {
        "drop_after": None if faults.drop_after else BREAKS_AFTER
    },
}
_PATH = re.compile(r"/printers/(\d+)(/.*)")


def serve(
    printer: VirtualPrinter | Sequence[VirtualPrinter],
    host: str,
    port: int,
    folder: Path | None = None,
) -> ThreadingHTTPServer:
    """Serve the page in a thread of its own and return the server.

    :param printer: one, or several
    :param folder: where to keep each picture as a PNG file
    """
    printers = [printer] if isinstance(printer, VirtualPrinter) else list(printer)

    class Handler(_Handler):
        pass

    Handler.printers = printers
    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if folder:
        for number, one in enumerate(printers):
            place = folder / str(number) if number else folder
            place.mkdir(parents=True, exist_ok=True)
            threading.Thread(target=_keep, args=(one, place), daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    printers: list[VirtualPrinter]

    def log_message(self, *_arguments) -> None:
        """Say nothing: the page asks all the time."""

    def do_GET(self) -> None:
        number, path = self._printer_and_path()
        if path == "/":
            self._answer((FOLDER / "page.html").read_bytes(), "text/html")
        elif path in {"/page.css", "/page.js"}:
            kind = {"css": "text/css", "js": "text/javascript"}[path.split(".")[1]]
            self._answer((FOLDER / path[1:]).read_bytes(), kind)
        elif path.startswith("/fonts/") and (FONTS / Path(path).name).is_file():
            self._answer(
                (FONTS / Path(path).name).read_bytes(), "font/ttf", "max-age=600"
            )
        elif path == "/tickets.json":
            self._answer_json(_state(self.printers[number], number))
        elif path == "/printers.json":
            self._answer_json([_state(one, n) for n, one in enumerate(self.printers)])
        elif picture := self._picture(number, path):
            self._answer(picture, "image/png")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        number, path = self._printer_and_path()
        printer, action = self.printers[number], path.removeprefix("/change/")
        if action == "mend":
            printer.change(**vars(Faults()))
        elif action == "restart":
            printer.restart()
        elif action == "runs_out":
            printer.change(paper_out_after=printer.received + BREAKS_AFTER)
        elif action in SWITCHES:
            printer.change(**SWITCHES[action](printer.faults))
        else:
            self.send_error(404)
            return
        self._answer_json(_state(printer, number))

    def _printer_and_path(self) -> tuple[int, str]:
        path = self.path.split("?")[0]
        if (one := _PATH.fullmatch(path)) and int(one[1]) < len(self.printers):
            return int(one[1]), one[2]
        return 0, path

    def _picture(self, number: int, path: str) -> bytes | None:
        name = path.removeprefix("/tickets/").removesuffix(".png")
        tickets = self.printers[number].tickets
        if not name.isdigit() or not 1 <= int(name) <= len(tickets):
            return None
        return _png(tickets[int(name) - 1])

    def _answer_json(self, content) -> None:
        self._answer(json.dumps(content).encode(), "application/json")

    def _answer(self, content: bytes, kind: str, cached: str = "no-store") -> None:
        self.send_response(200)
        charset = "" if kind.startswith(("image", "font")) else "; charset=utf-8"
        self.send_header("Content-Type", kind + charset)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", cached)
        self.end_headers()
        self.wfile.write(content)


def _state(printer: VirtualPrinter, position: int) -> dict:
    tickets = printer.tickets
    first = max(0, len(tickets) - SHOWN)
    faults = printer.faults
    return {
        "name": printer.name,
        "language": printer.language,
        "address": f"{printer.host}:{printer.port}",
        "width": round(printer.stock.width * MM_PER_INCH / printer.stock.dpi),
        "dpi": printer.stock.dpi,
        "count": len(tickets),
        "received": printer.received,
        "unknown": len(printer.unknown),
        "waiting": len(printer.waiting),
        "paper": faults.paper,
        "trouble": faults.stopped or faults.mute,
        "faults": {
            "cover": faults.cover,
            "cutter": faults.cutter,
            "offline": not faults.online,
            "mute": faults.mute,
            "quiet": faults.quiet_when_stopped,
            "no_ack": not faults.acknowledge,
            "slow": bool(faults.bytes_per_second),
            "hang_up": bool(faults.drop_after),
            "runs_out": faults.paper_out_after is not None,
        },
        "tickets": [
            {
                "number": number,
                "url": f"/printers/{position}/tickets/{number}.png",
                "width": round(ticket.image.width * MM_PER_INCH / printer.stock.dpi, 1),
                "height": round(
                    ticket.image.height * MM_PER_INCH / printer.stock.dpi, 1
                ),
                "at": ticket.at,
                "text": ticket.text.strip(),
                "codes": _codes(ticket),
            }
            for number, ticket in enumerate(tickets[first:], start=first + 1)
        ],
    }


@lru_cache(maxsize=256)
def _png(ticket) -> bytes:
    buffer = io.BytesIO()
    ticket.image.save(buffer, "PNG")
    return buffer.getvalue()


@lru_cache(maxsize=1024)
def _codes(ticket) -> list[str]:
    try:
        return ticket.codes
    except ImportError:
        return []


def _keep(printer: VirtualPrinter, folder: Path) -> None:
    kept = 0
    while True:
        for ticket in printer.wait_for(kept + 1, timeout=60)[kept:]:
            kept += 1
            (folder / f"{kept:05d}.png").write_bytes(_png(ticket))
