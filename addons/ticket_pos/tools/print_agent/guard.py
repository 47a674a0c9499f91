"""One program at a time, and never a copy of it without notice."""

import os
from pathlib import Path


class SpoolError(Exception):
    """The spool cannot be used; the message says what to do."""


def only_one(folder: Path):
    """Return a lock on the spool, until it is closed.

    :raise SpoolError: another program has it
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        guard = (folder / "spool.lock").open("a+")
    except OSError as error:
        raise SpoolError(f"The folder {folder} cannot be used: {error}") from error
    try:
        _lock(guard)
    except OSError as error:
        guard.close()
        raise SpoolError(
            f"Another print agent works with {folder}; there must be only one."
        ) from error
    return guard


def place_of(file) -> str:
    """Name the running computer and the file: no copy of them has the same name."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        boot = ""  # no Linux: copied folders are still told apart
    status = os.fstat(file.fileno())
    return f"{boot}/{status.st_dev}/{status.st_ino}"


def _lock(file) -> None:
    """Lock a file for this process, or raise ``OSError`` at once."""
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415  Windows has only this one

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415  Windows does not have it

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
