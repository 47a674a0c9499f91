"""What the hub knows and what it answered, on its disk (SQLite).

Many lanes write at once, and each answer must be on the disk before the lane hears it.
One thread writes: it takes all that waits, commits it together, and only then lets the
answers go. So a hundred answers cost one ``fsync``.
"""

import asyncio
import contextlib
import fcntl
import json
import logging
import queue
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

_logger = logging.getLogger(__name__)

MOST_TOGETHER = 256
KEEP_SECONDS = 14 * 24 * 3600

#: Of a scan: the server knows it; it waits for the upload; it waits for the passage.
TOLD, WAITING, OPEN, REJECTED = "told", "waiting", "open", "rejected"

_TABLES = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS ticket (
    number TEXT PRIMARY KEY,
    session INTEGER NOT NULL,
    facts TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS scan (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    device INTEGER NOT NULL,
    scan_id TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    number TEXT,
    request TEXT,
    answer TEXT NOT NULL,
    state TEXT NOT NULL,
    gate INTEGER,
    passed INTEGER,
    verdict TEXT,
    at REAL NOT NULL,
    UNIQUE (device, scan_id)
);
CREATE INDEX IF NOT EXISTS scan_state ON scan (state, seq) WHERE state <> 'told';
CREATE INDEX IF NOT EXISTS scan_number ON scan (number) WHERE number IS NOT NULL;
CREATE TABLE IF NOT EXISTS passage (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    device INTEGER NOT NULL,
    ref TEXT NOT NULL,
    passed INTEGER NOT NULL
);
"""
_KEEP_FACT = """
    INSERT INTO fact (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""
_KEEP_TICKET = """
    INSERT INTO ticket (number, session, facts) VALUES (?, ?, ?)
        ON CONFLICT (number)
        DO UPDATE SET session = excluded.session, facts = excluded.facts
"""

Statement = tuple[str, Iterable]


class StoreError(Exception):
    """The store cannot be used; the message says what to do."""


class StoreFull(StoreError):
    """Nothing was written: no answer may leave."""


class Store:
    """Safe to use from the one loop that opened it; only one program may have it."""

    def __init__(self, folder: Path):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._guard = _only_one(folder)
        self.path = folder / "hub.sqlite"
        try:
            self._reader = _opened(self.path)
            self._writer = _opened(self.path)
        except StoreError:
            self._guard.close()
            raise
        #: Set by a test, and by nobody else: the disk takes nothing more.
        self.is_full = False
        self._work: queue.SimpleQueue = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_all, name="store")
        self._thread.start()

    def close(self) -> None:
        """Write what waits, then let go of the files."""
        if self._thread.is_alive():
            self._work.put(None)
            self._thread.join()
        self._reader.close()
        self._writer.close()
        self._guard.close()

    # --- writing -------------------------------------------------------------

    async def write(self, *statements: Statement) -> None:
        """Return when the statements are on the disk, all of them.

        :raise StoreFull: none of them is
        """
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        self._work.put((statements, loop, done))
        await done

    def _write_all(self) -> None:
        while (first := self._work.get()) is not None:
            batch, ends = [first], False
            with contextlib.suppress(queue.Empty):
                while len(batch) < MOST_TOGETHER:
                    more = self._work.get_nowait()
                    if more is None:
                        ends = True
                        break
                    batch.append(more)
            self._commit(batch)
            if ends:
                return

    def _commit(self, batch) -> None:
        error = None
        try:
            self._execute(batch)
        except sqlite3.Error as trouble:
            with contextlib.suppress(sqlite3.Error):
                self._writer.rollback()
            error = StoreFull(f"{self.path}: {trouble}")
            _logger.error("nothing can be written: %s", error)
        for _statements, loop, done in batch:
            loop.call_soon_threadsafe(_settle, done, error)

    def _execute(self, batch) -> None:
        if self.is_full:
            raise sqlite3.OperationalError("database or disk is full")
        self._writer.execute("BEGIN IMMEDIATE")
        for statements, _loop, _done in batch:
            for sql, values in statements:
                self._writer.execute(sql, values)
        self._writer.commit()

    # --- reading -------------------------------------------------------------

    def fact(self, name: str, default=None):
        row = self._reader.execute(
            "SELECT value FROM fact WHERE name = ?", (name,)
        ).fetchone()
        return json.loads(row[0]) if row else default

    def tickets(self) -> Iterator[tuple[str, int, dict]]:
        for number, session, facts in self._reader.execute(
            "SELECT number, session, facts FROM ticket"
        ):
            yield number, session, json.loads(facts)

    def answer(self, device: int, scan_id: str) -> tuple[dict, str] | None:
        """Return what this scan was answered, and the hash of its code."""
        row = self._reader.execute(
            "SELECT answer, code_hash FROM scan WHERE device = ? AND scan_id = ?",
            (device, scan_id),
        ).fetchone()
        return (json.loads(row[0]), row[1]) if row else None

    def waiting(self, most: int) -> list[dict]:
        """Return the oldest scans that the server does not know."""
        rows = self._reader.execute(
            "SELECT seq, device, scan_id, number, request, answer, passed FROM scan "
            "WHERE state = 'waiting' ORDER BY seq LIMIT ?",
            (most,),
        )
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def unsettled(self) -> list[tuple]:
        """Return what has not reached the server: ``(number, state, device, scan_id,
        answer)``."""
        return self._reader.execute(
            "SELECT number, state, device, scan_id, answer FROM scan "
            "WHERE state IN ('waiting', 'open') ORDER BY seq"
        ).fetchall()

    def passages(self, most: int) -> list[tuple]:
        """Return ``(seq, device, ref, passed)`` that the server does not know."""
        return self._reader.execute(
            "SELECT seq, device, ref, passed FROM passage ORDER BY seq LIMIT ?", (most,)
        ).fetchall()

    def first_entry(self, number: str) -> tuple[float, int] | None:
        """Return when and at which lane somebody first came in on a ticket here."""
        return self._reader.execute(
            "SELECT at, gate FROM scan WHERE number = ? AND gate IS NOT NULL "
            "ORDER BY seq LIMIT 1",
            (number,),
        ).fetchone()

    def latest(self) -> float:
        """Return the last moment that was written down."""
        row = self._reader.execute(
            "SELECT at FROM scan ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return max(row[0] if row else 0.0, self.fact("time", 0.0))

    def counts(self) -> dict[str, int]:
        """Return how many scans are in each state."""
        return dict(
            self._reader.execute("SELECT state, count(*) FROM scan GROUP BY state")
        )


def keep_fact(name: str, value) -> Statement:
    return (
        _KEEP_FACT,
        (name, json.dumps(value, ensure_ascii=False)),
    )


def keep_ticket(number: str, session: int, facts: dict) -> Statement:
    return (
        _KEEP_TICKET,
        (number, session, json.dumps(facts, ensure_ascii=False)),
    )


def keep_scan(**values) -> Statement:
    """:param values: columns of ``scan``"""
    marks = ", ".join("?" * len(values))
    sql = f"INSERT INTO scan ({', '.join(values)}) VALUES ({marks})"
    return sql, tuple(values.values())


def _settle(done: asyncio.Future, error: StoreFull | None) -> None:
    if done.done():
        return  # whoever waited went away
    if error:
        done.set_exception(error)
    else:
        done.set_result(None)


def _only_one(folder: Path):
    guard = (folder / "hub.lock").open("a+")
    try:
        fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        guard.close()
        raise StoreError(
            f"Another gate hub works with {folder}; there must be only one."
        ) from error
    return guard


def _opened(path: Path) -> sqlite3.Connection:
    """Return the database, with each commit on the disk before it returns.

    :raise StoreError: it is damaged or cannot be opened
    """
    try:
        database = sqlite3.connect(
            path, timeout=10, check_same_thread=False, isolation_level=None
        )
        path.chmod(0o600)  # it holds tokens, names and the sessions' secrets
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        (verdict,) = database.execute("PRAGMA quick_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        database.executescript(_TABLES)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"The store {path} cannot be used ({error}). Free the disk; if the file is "
            "damaged, move it away and start again: the lanes then decide by what the "
            "server tells."
        ) from error
    return database
