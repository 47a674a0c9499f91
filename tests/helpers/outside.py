"""The companies a shop talks to, played here: who sends its SMS, and who knows its guests."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit


class Outside:
    """What was asked of them, and whom the sign-in provider knows.

    ``person`` is what it tells of whoever signs in; nobody is asked for a password.
    """

    def __init__(self, address):
        self.address = address
        self.sms = []  # (number, text)
        self.person = {"sub": "u-1", "name": "Oda Auth", "email": "oda@example.com"}

    def text_to(self, number):
        """The latest SMS to a number."""
        return [text for to, text in self.sms if to == number][-1]


@contextmanager
def outside_world():
    """Both of them, until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.world = Outside(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.world
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        """``/api/sms/3/send``, as Odoo's own SMS service is asked."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        sent = [
            (number["uuid"], number["number"], message["content"])
            for message in asked["params"]["messages"]
            for number in message["numbers"]
        ]
        self.server.world.sms += [(number, text) for _uuid, number, text in sent]
        rows = [{"uuid": uuid, "state": "success", "credit": 0} for uuid, *_ in sent]
        self._tell({"jsonrpc": "2.0", "id": asked.get("id"), "result": rows})

    def do_GET(self):
        """``/oauth/person`` tells who it is, ``/oauth/enter`` sends the guest back."""
        address = urlsplit(self.path)
        if address.path == "/oauth/person":
            return self._tell(self.server.world.person)
        asked = parse_qs(address.query)
        back = urlencode({"access_token": "good", "state": asked["state"][0]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri'][0]}#{back}")
        self.end_headers()
        return None

    def log_message(self, *args):
        """Silent."""

    def _tell(self, answer):
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
