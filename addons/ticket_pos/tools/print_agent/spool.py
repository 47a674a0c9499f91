"""The tickets that this program has, on disk, so that nothing is printed twice.

A ticket is *claimed* when the server gave it, *sending* from before the first byte leaves
until the printer's verdict, then *printed*, *unknown* or *not_sent*; it is *done* when the
server has that verdict. What is *sending* when the program starts may be on paper: nobody
knows, so it becomes *unknown*.
"""

import contextlib
import sqlite3
import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from .guard import SpoolError, only_one, place_of

KEEP_SECONDS = 14 * 24 * 3600

_TABLES = """
CREATE TABLE IF NOT EXISTS job (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    claim TEXT NOT NULL UNIQUE,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    printer INTEGER NOT NULL,
    payload BLOB,
    state TEXT NOT NULL DEFAULT 'claimed',
    until REAL NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    paper_low INTEGER NOT NULL DEFAULT 0,
    changed REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS job_state ON job (state) WHERE state <> 'done';
CREATE TABLE IF NOT EXISTS run (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    place TEXT NOT NULL
);
"""


class SpoolFull(SpoolError):
    """It cannot be written now."""


@dataclass(frozen=True, slots=True)
class Job:
    """A ticket to print, as the server gave it."""

    claim: str
    id: int
    name: str
    printer: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job, as the server is told."""

    claim: str
    outcome: str
    reason: str = ""
    detail: str = ""
    paper_low: bool = False

    def told(self) -> dict:
        return {
            "claim": self.claim,
            "outcome": self.outcome,
            "reason": self.reason,
            "detail": self.detail,
            "paper_low": self.paper_low,
        }


class Spool:
    """Safe to use from several threads. Only one program at a time may have it."""

    def __init__(self, folder: Path, now=time.time):
        self._now = now
        self._lock = threading.RLock()
        #: Verdicts that the disk did not take; the server must hear them all the same.
        self._unwritten: dict[str, Result] = {}
        self._guard = only_one(folder)
        self._place = place_of(self._guard)
        self.path = folder / "spool.sqlite"
        try:
            self._db = _opened(self.path)
        except SpoolError:
            self._guard.close()
            raise
        try:
            self._begin()
        except SpoolError:
            self.close()
            raise

    def _begin(self) -> None:
        with self._write():
            self._db.execute(
                "UPDATE job SET state = 'unknown', reason = 'agent_crashed' "
                "WHERE state = 'sending'"
            )
            # Somebody may have changed the clock, or this may be a copy of a computer
            # that prints the same tickets: the server says anew how long.
            self._db.execute(
                "UPDATE job SET until = 0 WHERE state = 'claimed' AND (changed > ? "
                "OR ? <> (SELECT place FROM run ORDER BY seq DESC LIMIT 1))",
                (self._now(), self._place),
            )
            self._forget_old()

    def close(self) -> None:
        with self._lock:
            self._db.close()
            self._guard.close()

    # --- this run of the program ---------------------------------------------

    def begin_run(self) -> tuple[str, list[str], list[str]]:
        """Return a new name for this run; the runs before it that have surely ended,
        because they had this very spool; and those that may go on elsewhere, because
        the computer was started anew since, or copied."""
        name = uuid.uuid4().hex
        with self._write():
            rows = self._db.execute(
                "SELECT name, place FROM run ORDER BY seq DESC LIMIT 20"
            ).fetchall()
            self._db.execute(
                "INSERT INTO run (name, place) VALUES (?, ?)", (name, self._place)
            )
            self._db.execute(
                "DELETE FROM run WHERE seq < (SELECT max(seq) FROM run) - 50"
            )
        here = [run for run, place in rows if place == self._place]
        elsewhere = [run for run, place in rows if place != self._place]
        return name, here, elsewhere

    # --- from the server -----------------------------------------------------

    def add(self, job: Job, until: float) -> None:
        """Keep a job; one that is here already, in whatever state, stays as it is."""
        with self._write():
            self._db.execute(
                "INSERT OR IGNORE INTO job "
                "(claim, id, name, printer, payload, until, changed) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    job.claim,
                    job.id,
                    job.name,
                    job.printer,
                    job.payload,
                    until,
                    self._now(),
                ),
            )

    def prolong(self, until: float) -> None:
        """The server knows that these are here; they may be begun until then."""
        with self._write():
            self._db.execute(
                "UPDATE job SET until = ? WHERE state = 'claimed'", (until,)
            )

    def drop(self, claims, reason: str) -> None:
        """The server wants these printed no more. It hears of each that it was not even
        begun; what is being sent cannot be called back."""
        with self._write():
            self._db.executemany(
                "UPDATE job SET state = 'not_sent', reason = ?, changed = ? "
                "WHERE claim = ? AND state = 'claimed'",
                [(reason, self._now(), claim) for claim in claims],
            )

    def accepted(self, claims) -> None:
        """The server has the verdict on these."""
        with self._lock:
            for claim in claims:
                self._unwritten.pop(claim, None)
        with self._write():
            self._db.executemany(
                "UPDATE job SET state = 'done', payload = NULL, changed = ? "
                "WHERE claim = ?",
                [(self._now(), claim) for claim in claims],
            )
            self._forget_old()

    def refuse(self, claim: str, reason: str) -> None:
        """The server gave a job that could not be kept: it was not even begun."""
        with self._lock:
            self._unwritten[claim] = Result(claim, "not_sent", reason)

    def give_back(self, printer: int, reason: str, detail: str = "") -> list[str]:
        """Nothing of a printer's jobs is sent; from now on they are the server's."""
        with self._write():
            rows = self._db.execute(
                "SELECT claim FROM job WHERE printer = ? AND state = 'claimed'",
                (printer,),
            ).fetchall()
            self._db.execute(
                "UPDATE job SET state = 'not_sent', reason = ?, detail = ?, changed = ? "
                "WHERE printer = ? AND state = 'claimed'",
                (reason, detail, self._now(), printer),
            )
        return [claim for (claim,) in rows]

    def take_back(self, claims) -> None:
        """The server was not told after all: what was given back is ours again."""
        with self._write():
            self._db.executemany(
                "UPDATE job SET state = 'claimed' WHERE claim = ? AND state = 'not_sent'",
                [(claim,) for claim in claims],
            )

    # --- for the printers ----------------------------------------------------

    def begin(self, printer: int) -> Job | None:
        """Return the printer's next job, which is *sending* from now on, on disk.

        :raise SpoolFull: nothing may be sent, because it could not be written down
        """
        with self._write():
            row = self._db.execute(
                "SELECT claim, id, name, printer, payload FROM job "
                "WHERE printer = ? AND state = 'claimed' AND until > ? "
                "ORDER BY seq LIMIT 1",
                (printer, self._now()),
            ).fetchone()
            if not row:
                return None
            self._db.execute(
                "UPDATE job SET state = 'sending', changed = ? WHERE claim = ?",
                (self._now(), row[0]),
            )
        return Job(*row)

    def not_begun(self, claim: str, reason: str, detail: str) -> None:
        """Nothing left us: the job may be tried again."""
        with self._write():
            self._db.execute(
                "UPDATE job SET state = 'claimed', reason = ?, detail = ?, changed = ? "
                "WHERE claim = ?",
                (reason, detail, self._now(), claim),
            )

    def finish(self, result: Result) -> None:
        """Note the verdict; one that the disk does not take is kept in memory."""
        with self._lock:
            self._unwritten[result.claim] = result
        with contextlib.suppress(SpoolFull):
            self._write_result(result)

    def _write_result(self, result: Result) -> None:
        with self._write():
            self._db.execute(
                "UPDATE job SET state = ?, reason = ?, detail = ?, paper_low = ?, "
                "changed = ? WHERE claim = ? AND state = 'sending'",
                (
                    result.outcome,
                    result.reason,
                    result.detail,
                    result.paper_low,
                    self._now(),
                    result.claim,
                ),
            )
            self._unwritten.pop(result.claim, None)

    # --- what there is -------------------------------------------------------

    def results(self, most: int = 200) -> list[Result]:
        """Return the verdicts that the server has not accepted."""
        with self._lock:
            rows = self._db.execute(
                "SELECT claim, state, reason, detail, paper_low FROM job "
                "WHERE state IN ('printed', 'unknown', 'not_sent') ORDER BY seq LIMIT ?",
                (most,),
            ).fetchall()
            written = [Result(*row[:4], bool(row[4])) for row in rows]
            return written + list(self._unwritten.values())

    def holding(self) -> list[str]:
        """Return the claims of what is here without a verdict."""
        with self._lock:
            rows = self._db.execute(
                "SELECT claim FROM job WHERE state IN ('claimed', 'sending')"
            ).fetchall()
            return [claim for (claim,) in rows if claim not in self._unwritten]

    def count(self, printer: int) -> int:
        with self._lock:
            (count,) = self._db.execute(
                "SELECT count(*) FROM job WHERE printer = ? "
                "AND state IN ('claimed', 'sending')",
                (printer,),
            ).fetchone()
            return count

    def has_work(self, printer: int) -> bool:
        with self._lock:
            return bool(
                self._db.execute(
                    "SELECT 1 FROM job "
                    "WHERE printer = ? AND state = 'claimed' AND until > ? LIMIT 1",
                    (printer, self._now()),
                ).fetchone()
            )

    # --- the disk ------------------------------------------------------------

    @contextlib.contextmanager
    def _write(self):
        """All or nothing, on the disk when the block ends.

        :raise SpoolFull: it was not written
        """
        with self._lock:
            try:
                with self._db:
                    yield
            except sqlite3.OperationalError as error:
                raise SpoolFull(f"{self.path}: {error}") from error

    def _forget_old(self) -> None:
        self._db.execute(
            "DELETE FROM job WHERE state = 'done' AND changed < ?",
            (self._now() - KEEP_SECONDS,),
        )


def _opened(path: Path) -> sqlite3.Connection:
    """Return the database, checked, with each commit on the disk before it returns.

    :raise SpoolError: it is damaged or cannot be opened
    """
    try:
        database = sqlite3.connect(path, timeout=10, check_same_thread=False)
    except sqlite3.Error as error:
        raise SpoolError(f"The spool {path} cannot be opened: {error}") from error
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        (verdict,) = database.execute("PRAGMA quick_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        database.executescript(_TABLES)
    except sqlite3.OperationalError as error:
        database.close()
        raise SpoolError(f"The spool {path} cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        database.close()
        raise SpoolError(
            f"The spool {path} is damaged ({error}). Move this file away and start "
            "again: the server then asks people about the tickets it held."
        ) from error
    return database
