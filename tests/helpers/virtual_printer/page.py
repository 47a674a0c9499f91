"""A web page that shows the tickets as they come out, and breaks the printer on demand.

``GET /tickets.json`` tells programs the same: number, text, what a scanner reads, and
where the picture is.
"""

import io
import json
import threading
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .server import VirtualPrinter

FOLDER = Path(__file__).parent
SHOWN = 60
#: What the buttons of the page do.
BUTTONS = {
    "mend": {"paper": "ok", "online": True, "cover": False, "mute": False},
    "paper_low": {"paper": "low"},
    "paper_out": {"paper": "out"},
    "cover": {"cover": True},
    "offline": {"online": False},
    "mute": {"mute": True},
}


def serve(
    printer: VirtualPrinter, host: str, port: int, folder: Path | None = None
) -> ThreadingHTTPServer:
    """Serve the page in a thread of its own and return the server.

    :param folder: where to keep each picture as a PNG file
    """

    class Handler(_Handler):
        pass

    Handler.printer = printer
    server = ThreadingHTTPServer((host, port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        threading.Thread(target=_keep, args=(printer, folder), daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    printer: VirtualPrinter

    def log_message(self, *_arguments) -> None:
        """Say nothing: the page asks once a second."""

    def do_GET(self) -> None:
        if self.path == "/":
            self._answer((FOLDER / "page.html").read_bytes(), "text/html")
        elif self.path == "/tickets.json":
            self._answer(json.dumps(self._state()).encode(), "application/json")
        elif picture := self._picture():
            self._answer(picture, "image/png")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        change = BUTTONS.get(self.path.removeprefix("/change/"))
        if change is None:
            self.send_error(404)
            return
        self.printer.change(**change)
        self._answer(json.dumps(self._state()).encode(), "application/json")

    def _state(self) -> dict:
        tickets = self.printer.tickets
        first = max(0, len(tickets) - SHOWN)
        faults = self.printer.faults
        return {
            "count": len(tickets),
            "paper": faults.paper,
            "trouble": faults.stopped or faults.mute,
            "faults": {
                "cover": faults.cover,
                "offline": not faults.online,
                "mute": faults.mute,
            },
            "tickets": [
                {
                    "number": number,
                    "url": f"/tickets/{number}.png",
                    "text": ticket.text.strip(),
                    "codes": _codes(ticket),
                }
                for number, ticket in enumerate(tickets[first:], start=first + 1)
            ],
        }

    def _picture(self) -> bytes | None:
        name = self.path.removeprefix("/tickets/").removesuffix(".png")
        tickets = self.printer.tickets
        if not name.isdigit() or not 1 <= int(name) <= len(tickets):
            return None
        return _png(tickets[int(name) - 1])

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)


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
