"""Servers in the background, remembered in `.local/run/<name>.pid`.

The file holds the process id and the moment the kernel started it, so that a number
which the kernel has given to another process since is never taken for ours.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .settings import LOGS, RUN, Stop


def start_moment(pid: int) -> str:
    """Return the kernel's start time of a process, empty when there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]


def remember(name: str, pid: int) -> None:
    RUN.mkdir(parents=True, exist_ok=True)
    (RUN / f"{name}.pid").write_text(f"{pid} {start_moment(pid)}\n")


def running(name: str) -> int:
    """Return the process id of a server that we started and that still runs, or 0."""
    try:
        pid, moment = (RUN / f"{name}.pid").read_text().split()
    except (OSError, ValueError):
        return 0
    return int(pid) if start_moment(int(pid)) == moment else 0


def launch(name: str, command: Sequence[str], env: dict[str, str] | None = None) -> int:
    """Start a server that outlives us, its output in `.local/log/<name>.log`."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    remember(name, process.pid)
    process.returncode = 0  # it outlives this object, which need not warn of that
    return process.pid


def end(name: str, how: signal.Signals = signal.SIGTERM, seconds: float = 20) -> bool:
    """End a server that we started and wait for it; return whether there was one."""
    pid = running(name)
    if pid:
        os.kill(pid, how)
        deadline = time.monotonic() + seconds
        while running(name):
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
            reap(pid)
    (RUN / f"{name}.pid").unlink(missing_ok=True)
    return bool(pid)


def kill(name: str) -> None:
    """End a server that we started at once, with all the processes it has."""
    if pid := running(name):
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)  # `launch` gave it a group of its own
        with suppress(ChildProcessError):  # an earlier command started it
            os.waitpid(pid, 0)
    end(name, signal.SIGKILL)


def reap(pid: int) -> None:
    """Collect a process that is our own child, so that it does not stay a zombie."""
    with suppress(ChildProcessError):  # not ours when an earlier command started it
        os.waitpid(pid, os.WNOHANG)


def last_lines(name: str, count: int = 12) -> str:
    try:
        lines = (LOGS / f"{name}.log").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-count:])


@contextmanager
def child(command: Sequence[str], **options) -> Iterator[subprocess.Popen]:
    """Run a command in a group of its own; kill what is left of it at the end."""
    process = subprocess.Popen(command, start_new_session=True, **options)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def run(
    name: str, command: Sequence[str], env: dict[str, str] | None = None, text: str = ""
) -> None:
    """Run a command to its end with its output in a log.

    :raise Stop: with the end of the log when the command fails
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{name}.log"
    with (
        path.open("wb") as log,
        child(
            command,
            env=env,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        process.communicate(text.encode())
    if process.returncode:
        raise Stop(f"{name} failed, see {path}\n{last_lines(name)}")
