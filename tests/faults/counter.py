"""A counter as a test has it: an agent's program, its printer, and a server."""

import contextlib
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter as Counts
from pathlib import Path

from tests.helpers.clients import Client, Till
from tests.helpers.virtual_printer import VirtualPrinter

SECONDS = 40


def wait_until(check, seconds: float = SECONDS, what: str = ""):
    """Return what ``check`` returns, once it is true.

    :raise AssertionError: it did not become true in time
    """
    deadline = time.monotonic() + seconds
    while not (answer := check()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what or check}")
        time.sleep(0.05)
    return answer


class Wire:
    """What is between the program and the server, to be cut or made to lose answers."""

    def __init__(self, port: int):
        self._target = port
        self._lines: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self.is_cut = False
        self.lose_answers = 0  # so many answers with jobs do not arrive
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._start(self._listen, self._listener)

    def cut(self) -> None:
        """From now on nothing gets through, either way."""
        self.is_cut = True
        _shut(self._listener)
        self._listener.close()
        for line in list(self._lines):
            _shut(line)

    def mend(self) -> None:
        self.is_cut = False
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._start(self._listen, self._listener)

    def close(self) -> None:
        self.cut()
        for thread in self._threads:
            thread.join(10)

    def _start(self, target, *arguments) -> threading.Thread:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _address = listener.accept()
            except OSError:
                return
            self._start(self._serve, near)

    def _serve(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError):
            if self.is_cut:
                return
            with socket.create_connection(("127.0.0.1", self._target)) as far:
                self._lines |= {near, far}
                other = self._start(self._carry, near, far, False)
                self._carry(far, near, True)
                other.join(30)
                self._lines -= {near, far}

    def _carry(self, source, sink, is_answer) -> None:
        with contextlib.suppress(OSError):
            while content := source.recv(65536):
                if is_answer and self.lose_answers and b'"claim"' in content:
                    self.lose_answers -= 1
                    break
                if self.is_cut:
                    break
                sink.sendall(content)
        _shut(source)
        _shut(sink)


def _shut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


class Counter:
    """A cashier's PC with a printer, paired with a served demo database."""

    def __init__(self, server, folder: Path):
        self.folder = folder
        self.wire = Wire(server.port)
        self.paper = VirtualPrinter()
        self.admin = Client(server.base_url).login(server.database, "admin", "admin")
        self.till = Till(server.base_url).open(server.database)
        self.program = folder / "print-agent.pyz"
        self.program.write_bytes(self.admin.get("/ticket/print-agent.pyz").content)
        self._processes: list[subprocess.Popen] = []
        [self.agent] = self.create("ticket.print.agent", name="Counter PC")
        [config] = self.admin.call(
            "pos.config", "read", [self.till.config["id"]], fields=["ticket_printer_id"]
        )
        self.printer = config["ticket_printer_id"][0]
        self.set_printer(
            worker="agent",
            agent_id=self.agent,
            host="127.0.0.1",
            port=self.paper.port,
            confirm_seconds=4,
        )
        self.pair(folder / "home")

    def close(self) -> None:
        for process in self._processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        self.wire.close()
        self.paper.close()
        self.admin.http.close()
        self.till.http.close()

    # --- the server's side ---------------------------------------------------

    def create(self, model: str, **values) -> list[int]:
        return self.admin.call(model, "create", [[values]])

    def set_printer(self, **values) -> None:
        self.admin.call("ticket.printer", "write", [[self.printer], values])

    def sell(self, count: int) -> list[int]:
        """Sell tickets at the till, which prints them; returns their print jobs."""
        [session] = self.till.call(
            "ticket.session",
            "search",
            [[["venue_id.kind", "=", "theatre"], ["state", "=", "on_sale"]]],
            limit=1,
            order="start",
        )
        [adult] = self.till.call("ticket.type", "search", [[["code", "=", "adult"]]])
        before = self.admin.call("ticket.print.job", "search", [[]], limit=1)
        held = self.till.hold(session, adult, {"best": {"count": count}})
        self.till.pay(held)
        jobs = self.admin.call(
            "ticket.print.job",
            "search",
            [[["id", ">", before[0] if before else 0]]],
            order="id",
        )
        assert len(jobs) == count
        return jobs

    def jobs(self, ids: list[int]) -> list[dict]:
        fields = ["state", "is_uncertain", "problem", "attempts", "ticket_id"]
        return self.admin.call("ticket.print.job", "read", [ids], fields=fields)

    def states(self, ids: list[int]) -> list[str]:
        return [job["state"] for job in self.jobs(ids)]

    def wait_for(self, ids: list[int], *states: str, seconds: float = SECONDS):
        wait_until(
            lambda: set(self.states(ids)) <= set(states),
            seconds,
            f"{states}, but {self.jobs(ids)}",
        )

    def tokens(self, ids: list[int]) -> list[str]:
        tickets = [job["ticket_id"][0] for job in self.jobs(ids)]
        told = self.admin.call("ticket.ticket", "read", [tickets], fields=["token"])
        by_id = {ticket["id"]: ticket["token"] for ticket in told}
        return [by_id[ticket] for ticket in tickets]

    def decide(self, method: str, ids: list[int]) -> None:
        """A person's word."""
        self.till.call("ticket.print.job", method, [ids])

    # --- the PC --------------------------------------------------------------

    def pair(self, home: Path) -> None:
        action = self.admin.call("ticket.print.agent", "action_pair", [[self.agent]])
        code = action["context"]["default_code"]
        url = f"http://127.0.0.1:{self.wire.port}"
        self._command(home, "pair", url, code)

    def start(self, home: str = "home", most_bytes: int | None = None):
        """Start the program, as the service does."""

        def limit():
            if most_bytes:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

        log = (self.folder / f"{home}.log").open("ab")
        with log:
            process = subprocess.Popen(
                [*self._python(), "--home", self.folder / home, "run"],
                stdout=log,
                stderr=log,
                preexec_fn=limit,  # noqa: PLW1509  nothing else runs in this child
            )
        self._processes.append(process)
        return process

    def kill(self, process) -> None:
        """Pull the plug."""
        process.send_signal(signal.SIGKILL)
        process.wait()

    def log(self, home: str = "home") -> str:
        return (self.folder / f"{home}.log").read_text()

    def spool(self, query: str, home: str = "home") -> list:
        path = self.folder / home / "spool.sqlite"
        address = f"file:{path}?mode=ro"  # a file of ours would stand in its way
        connection = sqlite3.connect(address, timeout=10, uri=True)
        with contextlib.closing(connection) as database:
            return database.execute(query).fetchall()

    def spool_states(self) -> list[str]:
        try:
            rows = self.spool(
                "SELECT state FROM job WHERE state <> 'done' ORDER BY seq"
            )
        except sqlite3.OperationalError as error:  # it has only been started
            assert "no such table" in str(error) or "unable to open" in str(error)
            return []
        return [state for (state,) in rows]

    def _command(self, home: Path, *arguments) -> str:
        done = subprocess.run(
            [*self._python(), "--home", home, *arguments],
            capture_output=True,
            check=False,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _python(self) -> list:
        # Nothing but the standard library, as on a bare PC.
        return [sys.executable, "-I", "-S", self.program]

    # --- the paper -----------------------------------------------------------

    def printed(self, count: int, seconds: float = SECONDS) -> list[str]:
        """Return the codes on paper, once there are so many tickets."""
        tickets = self.paper.wait_for(count, seconds)
        return [code for ticket in tickets for code in ticket.codes]

    def assert_one_more(self, ids: list[int], act) -> None:
        """What was printed until now is at most one of each; after ``act``, a person's
        word, exactly one more of these comes out."""
        before = Counts(self.printed(0))
        assert not before or max(before.values()) == 1
        act()
        self.wait_for(ids, "printed")
        time.sleep(0.5)
        assert Counts(self.printed(0)) - before == Counts(self.tokens(ids))

    def assert_each_printed_once(self, ids: list[int]) -> None:
        """Every ticket came out, and none of them twice; nothing else did."""
        self.wait_for(ids, "printed")
        time.sleep(0.5)  # long enough for one that should not come
        assert sorted(self.printed(0)) == sorted(self.tokens(ids))
