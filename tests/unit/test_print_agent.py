"""The print agent's program against a server that misbehaves."""

import base64
import hashlib
import json
import socket
import subprocess
import sys
import threading
import zlib
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest

from tests.helpers.pure import pure
from tests.helpers.virtual_printer import VirtualPrinter

agent_module = pure("ticket_pos", "print_agent.agent")
cli = pure("ticket_pos", "print_agent.cli")
spool_module = pure("ticket_pos", "print_agent.spool")
uplink = pure("ticket_pos", "print_agent.uplink")
wakeup = pure("ticket_pos", "print_agent.wakeup")

PAGE = b"\x1b@Hello\n\n\x1dV\x00"


class FakeServer:
    """Answers as told: ``answers`` are taken in turn, the last one for good."""

    def __init__(self, *answers):
        self.asked: list[tuple[str, dict]] = []
        self.headers: list[dict] = []
        self._answers = list(answers)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                size = int(self.headers["Content-Length"])
                outer.asked.append(
                    (self.path.rsplit("/", 1)[1], json.loads(self.rfile.read(size)))
                )
                outer.headers.append(dict(self.headers))
                answer = outer._next()
                if answer is None:
                    self.close_connection = True
                    return
                status, content = answer
                content = content if isinstance(content, bytes) else _json(content)
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_arguments):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        ).start()

    def _next(self):
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def _json(value):
    return json.dumps(value).encode()


def told_job(**values):
    return {
        "claim": uuid4().hex,
        "id": 1,
        "name": "Ticket",
        "printer": 7,
        "payload": base64.b64encode(zlib.compress(PAGE)).decode(),
        **values,
    }


# --- requests ------------------------------------------------------------------


def test_request_carries_the_token_and_the_database():
    with closing(FakeServer((200, {"ok": 1}))) as server:
        link = uplink.Uplink(uplink.Server(server.url, "T0KEN", database="venue"))
        assert link.post("sync", {"run": "a"}) == {"ok": 1}
        link.close()
    assert server.asked == [("sync", {"run": "a"})]
    assert server.headers[0]["Authorization"] == "Bearer T0KEN"
    assert server.headers[0]["X-Odoo-Database"] == "venue"


def test_refusal_has_its_code_and_words():
    error = {"error": {"code": "agent_taken", "message": "Elsewhere", "details": {}}}
    with (
        closing(FakeServer((409, error))) as server,
        closing(uplink.Uplink(uplink.Server(server.url))) as link,
        pytest.raises(uplink.Refused, match="Elsewhere") as refused,
    ):
        link.post("hello", {})
    assert (refused.value.status, refused.value.code) == (409, "agent_taken")


@pytest.mark.parametrize(
    "answer", [(502, b"<h1>Bad gateway</h1>"), (200, b"[]"), (200, b"{"), (500, {})]
)
def test_answer_that_is_none_leaves_everything_open(answer):
    with (
        closing(FakeServer(answer)) as server,
        closing(uplink.Uplink(uplink.Server(server.url))) as link,
        pytest.raises(uplink.Unanswered),
    ):
        link.post("sync", {})


def test_connection_that_was_closed_meanwhile_is_opened_anew():
    with (
        closing(FakeServer((200, {"n": 1}), None, (200, {"n": 2}))) as server,
        closing(uplink.Uplink(uplink.Server(server.url))) as link,
    ):
        assert link.post("sync", {}) == {"n": 1}
        assert link.post("sync", {}) == {"n": 2}


def test_server_that_hangs_up_may_have_heard_us():
    with (
        closing(FakeServer(None)) as server,
        closing(uplink.Uplink(uplink.Server(server.url))) as link,
        pytest.raises(uplink.Unanswered),
    ):
        link.post("sync", {})


def test_server_that_is_off_has_surely_heard_nothing():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(uplink.Unreached):
        uplink.Uplink(uplink.Server(url)).post("sync", {})


@pytest.mark.parametrize(
    "wrong",
    [
        {"payload": "%%"},
        {"payload": base64.b64encode(b"not compressed").decode()},
        {"payload": base64.b64encode(zlib.compress(PAGE)[:-3]).decode()},
        {"payload": None},
        {"id": "x"},
        {"claim": None, "payload": 5},
    ],
)
def test_ticket_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError):
        uplink.job_told(told_job(**wrong))


def test_ticket_that_grows_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(uplink, "MOST_PAYLOAD", 1000)
    bomb = base64.b64encode(zlib.compress(bytes(1_000_000))).decode()
    with pytest.raises(ValueError, match="too long"):
        uplink.job_told(told_job(payload=bomb))


# --- the wake-up ------------------------------------------------------------------


@contextmanager
def websocket_server(*messages):
    """Accept one websocket, send it messages, and keep what it says."""
    said: list[bytes] = []

    def frame(kind, content):
        size = len(content)
        head = bytes([0x80 | kind])
        head += bytes([size]) if size < 126 else b"\x7e" + size.to_bytes(2, "big")
        return head + content

    def serve():
        line, _address = listener.accept()
        with line:
            head = b""
            while b"\r\n\r\n" not in head:
                head += line.recv(4096)
            key = head.split(b"Sec-WebSocket-Key: ")[1].split(b"\r\n")[0]
            accept = base64.b64encode(
                hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
            )
            # head and first frame together, as a busy server sends them
            line.sendall(
                b"HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: "
                + accept
                + b"\r\n\r\n"
                + b"".join(frame(kind, content) for kind, content in messages)
            )
            line.settimeout(3)
            try:
                while content := line.recv(4096):
                    said.append(content)
            except TimeoutError:
                pass

    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", said
    finally:
        listener.close()
        thread.join(5)


def notification(kind, payload):
    return _json([{"id": 1, "message": {"type": kind, "payload": payload}}])


def test_word_of_the_server_wakes_and_others_do_not():
    words, heard = [], threading.Event()

    def wake(word):
        words.append(word)
        if word.get("last"):
            heard.set()

    messages = [
        (wakeup.TEXT, notification("bus.bus/im_status", {"look": True})),
        (wakeup.PING, b"there?"),
        (wakeup.TEXT, notification(wakeup.KIND, {"look": True, "pad": "x" * 300})),
        (wakeup.TEXT, notification(wakeup.KIND, {"last": True})),
    ]
    with websocket_server(*messages) as (url, said):
        listening = wakeup.Wakeup(uplink.Server(url), "secret", wake)
        assert heard.wait(5)
        listening.close()
    assert [word.get("look") for word in words] == [None, True, None]
    assert words[0] == {}  # connected
    sent = b"".join(said)
    assert len(sent) > 60
    assert b"secret" not in sent  # masked, as browsers do


def test_server_without_websocket_is_no_trouble():
    with closing(FakeServer((200, {}))) as server:
        listening = wakeup.Wakeup(uplink.Server(server.url), "secret", lambda _w: None)
        assert not listening.connected
        listening.close()


# --- the whole program -------------------------------------------------------------


class BoxOffice(FakeServer):
    """A server with one printer that hands out jobs, and loses answers if told to."""

    def __init__(self, paper, jobs=(), lose=0):
        super().__init__(None)
        self.accepted: dict[str, str] = {}
        self._jobs = list(jobs)
        self._lose = lose
        self._printer = {
            "id": 7,
            "name": "Counter",
            "kind": "network",
            "host": paper.host,
            "port": paper.port,
            "device": "",
            "baud": 0,
            "flow": "",
            "language": "escpos",
            "confirmation": "process_id",
            "seconds": 2,
        }

    def _next(self):
        name, body = self.asked[-1]
        answer = {"printers": [self._printer], "lease_seconds": 60}
        if name == "hello":
            return 200, answer | {"agent": {"id": 1, "name": "PC"}, "wake_channel": "x"}
        results = {result["claim"]: result["outcome"] for result in body["results"]}
        self.accepted |= results
        known = {*self.accepted, *body["holding"]}
        room = [printer for printer in body["printers"] if printer.get("room")]
        jobs = [job for job in self._jobs if job["claim"] not in known] if room else []
        if jobs and self._lose:
            self._lose -= 1
            return None
        return 200, answer | {
            "accepted": list(results),
            "revoked": [],
            "jobs": jobs,
        }


@contextmanager
def running(server, folder):
    spool = spool_module.Spool(folder)
    agent = agent_module.Agent(uplink.Server(server.url, "T"), spool)
    thread = threading.Thread(target=agent.run, daemon=True)
    thread.start()
    try:
        yield agent
    finally:
        agent.stop()
        thread.join(10)
        spool.close()


def test_lost_and_repeated_answers_print_each_ticket_once(tmp_path):
    jobs = [told_job(id=number) for number in range(3)]
    with VirtualPrinter() as paper:
        with (
            closing(BoxOffice(paper, jobs, lose=2)) as server,
            running(server, tmp_path),
        ):
            paper.wait_for(3, 15)
        assert len(paper.wait_for(4, 0.5)) == 3
    assert server.accepted == {job["claim"]: "printed" for job in jobs}


def test_program_that_stops_tells_its_printers_and_gives_tickets_back(tmp_path):
    jobs = [told_job(id=number) for number in range(3)]
    with VirtualPrinter() as paper:
        paper.change(bytes_per_second=30)
        with (
            closing(BoxOffice(paper, jobs)) as server,
            running(server, tmp_path) as agent,
        ):
            paper.wait_for_bytes(20, 10)
            agent.stop()
    last = server.asked[-1][1]
    assert last["printers"][0]["reason"] == "agent_stopped"
    assert list(server.accepted.values()).count("not_sent") == 2


def test_program_runs_with_nothing_but_the_standard_library(tmp_path):
    program = tmp_path / "print-agent.pyz"
    program.write_bytes(pure("ticket_pos", "agent_program").zipped())
    alone = [sys.executable, "-I", "-S", str(program), "--version"]
    done = subprocess.run(alone, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == cli.VERSION


# --- the command line ----------------------------------------------------------------


def test_pairing_keeps_the_token_for_us_alone(tmp_path, capsys):
    answer = {"token": "T0KEN", "agent": {"id": 3, "name": "Counter PC"}}
    with closing(FakeServer((200, answer))) as server:
        home = tmp_path / "home"
        assert cli.main(["--home", str(home), "pair", server.url, "ABCDE-12345"]) == 0
    assert "Counter PC" in capsys.readouterr().out
    path = home / "agent.json"
    assert json.loads(path.read_text())["token"] == "T0KEN"
    assert path.stat().st_mode & 0o077 == 0


def test_refused_pairing_says_why_and_changes_nothing(tmp_path, capsys):
    error = {"error": {"code": "pairing_refused", "message": "used", "details": {}}}
    with closing(FakeServer((403, error))) as server:
        assert cli.main(["--home", str(tmp_path), "pair", server.url, "X"]) == 4
    assert "used" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_program_that_is_not_paired_says_so(tmp_path, capsys):
    assert cli.main(["--home", str(tmp_path), "run"]) == 2
    assert "Pair this computer first" in capsys.readouterr().err


def test_status_lists_what_is_here(tmp_path, capsys):
    with closing(spool_module.Spool(tmp_path)) as spool:
        job = spool_module.Job("a" * 32, 1, "1234 5678", 7, b"x")
        spool.add(job, 1e12)
        spool.begin(7)
        spool.not_begun(job.claim, "paper_end", "")
    assert cli.main(["--home", str(tmp_path), "status"]) == 0
    told = capsys.readouterr().out
    assert "1 claimed" in told
    assert "1234 5678  paper_end" in told
