"""A running Odoo: the demo's in the background, or one for the time of a test."""

import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from . import odoo, processes
from .settings import Stop


@dataclass(frozen=True)
class Server:
    base_url: str
    database: str
    port: int
    pid: int


def port_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(base_url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base_url}/web/health", timeout=5) as reply:
            return reply.status == 200
    except OSError:
        return False


def start(
    name: str, database: str, port: int, *options: str, seconds: float = 90
) -> Server:
    """Start a server and wait until it answers.

    :raise Stop: with the end of its log when it ends or stays silent
    """
    base_url = f"http://localhost:{port}"
    arguments = ["-d", database, "--http-port", str(port), *options]
    pid = processes.launch(name, odoo.command(*arguments), odoo.environment())
    deadline = time.monotonic() + seconds
    while not answers(base_url):
        processes.reap(pid)
        if not processes.running(name) or time.monotonic() > deadline:
            processes.end(name)
            raise Stop(f"Odoo did not start:\n{processes.last_lines(name)}")
        time.sleep(0.2)
    return Server(base_url, database, port, pid)


@contextmanager
def serving(
    database: str, *options: str, name: str = "test-server"
) -> Iterator[Server]:
    """Serve a database on a free port until the block ends.

    Nobody waits for its workers to go home, which takes them seconds: what a server
    does when it is stopped in order is for tests that stop it.
    """
    server = start(
        name, database, free_port(), "--gevent-port", str(free_port()), *options
    )
    try:
        yield server
    finally:
        processes.kill(name)
