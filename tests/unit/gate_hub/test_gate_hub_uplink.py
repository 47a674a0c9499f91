"""The hub's requests: a server that closes each connection is a server all the same."""

import asyncio
import http.server
import json
import threading
from contextlib import closing, contextmanager

from tests.helpers.hub_house import uplink


class _Closing(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        is_photo = self.path.endswith("/photo")
        content = b"PNG" if is_photo else json.dumps({"path": self.path}).encode()
        self.send_response(200)
        kind = "image/png" if is_photo else "application/json"
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments):
        pass


@contextmanager
def served():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Closing)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_connection_that_the_server_closed_is_opened_again():
    async def story(link):
        return [(await link.ask(name, seconds=5))[0]["path"] for name in ("a", "b")]

    with served() as url, closing(uplink.Uplink(uplink.Server(url))) as link:
        paths = asyncio.run(story(link))
    assert paths == [uplink.API + "a", uplink.API + "b"]


def test_a_picture_is_no_json():
    async def story(link):
        return (await link.ask("pass/100000000008/photo", seconds=5))[0]

    with served() as url, closing(uplink.Uplink(uplink.Server(url))) as link:
        told = asyncio.run(story(link))
    assert told == {"type": "image/png", "content": b"PNG"}
