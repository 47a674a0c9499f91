"""The gate hub as a process of its own, as it runs in a venue."""

import contextlib
import json
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.helpers.pure import pure

SECONDS = 30


class HubProcess:
    """Started, killed and started again on one folder and one port."""

    def __init__(self, folder: Path, server_url: str, token: str, database: str = ""):
        self.folder = folder
        self.program = folder / "gate-hub.pyz"
        self.program.write_bytes(pure("ticket_gate", "gate_hub_program").zipped())
        self.home = folder / "home"
        self.home.mkdir(exist_ok=True)
        settings = {"url": server_url, "token": token, "database": database}
        (self.home / "hub.json").write_text(json.dumps(settings))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen | None = None
        self._log = (folder / "hub.log").open("ab")

    def start(
        self,
        *options: str,
        before: tuple[str, ...] = (),
        most_bytes: int | None = None,
    ) -> None:
        """Run; return when lanes are answered.

        :param before: what the command line begins with, such as ``taskset``
        :param most_bytes: how large a file may become, as on a disk that is full
        """

        def limit():
            if most_bytes:
                sizes = most_bytes, resource.RLIM_INFINITY
                resource.setrlimit(resource.RLIMIT_FSIZE, sizes)

        command = [*before, sys.executable, str(self.program), "--home", str(self.home)]
        command += ["run", "--host", "127.0.0.1", "--port", str(self.port), *options]
        self._process = subprocess.Popen(
            command,
            stdout=self._log,
            stderr=self._log,
            preexec_fn=limit,  # noqa: PLW1509  nothing else runs in this child
        )
        self.wait_until(self.answers, "it does not start")

    def answers(self) -> bool:
        return self.told() is not None

    def told(self) -> dict | None:
        """Return what the hub says of itself, if it answers."""
        address = f"{self.url}/ticket/api/v1/gate/hub"
        try:
            with urllib.request.urlopen(address, timeout=2) as reply:
                return json.loads(reply.read())
        except OSError:
            return None

    def is_linked(self) -> bool:
        """Whether it passes scans on to the server."""
        told = self.told()
        return bool(told) and not told["alone"]

    def counts(self) -> dict[str, int]:
        """Return how many scans are in each state on its disk."""
        address = f"file:{self.home}/hub.sqlite?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            return dict(
                database.execute("SELECT state, count(*) FROM scan GROUP BY state")
            )

    def wait_until(self, happens, trouble: str, seconds: float = SECONDS) -> None:
        """:raise AssertionError: it did not happen in time"""
        deadline = time.monotonic() + seconds
        while not happens():
            ended = self._process and self._process.poll() is not None
            late = time.monotonic() > deadline
            assert not ended and not late, f"{trouble}:\n{self.log()}"
            time.sleep(0.05)

    def wait_until_told(self, seconds: float = 60) -> None:
        """Return when the server knows everything."""
        self.wait_until(
            lambda: not {"waiting", "open"} & self.counts().keys(),
            "scans wait",
            seconds,
        )

    def kill(self) -> None:
        """End at once, as in a power cut."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    def log(self) -> str:
        path = self.folder / "hub.log"
        return "\n".join(path.read_text(errors="replace").splitlines()[-30:])
