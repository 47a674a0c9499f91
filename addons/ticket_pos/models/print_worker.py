"""The thread that prints, outside of every business transaction.

Nothing is printed inside a request: Odoo repeats a request after a serialization error,
and the printer would print each time. A request inserts jobs; when it is committed, the
printer's worker is woken here. A cron job wakes it too, in case this process died.

Each printer has a thread of its own while it has work. Many processes may be woken for
one printer: a lock in the database lets one of them print.
"""

import logging
import threading
import time
from contextlib import contextmanager

from psycopg2.extensions import (
    ISOLATION_LEVEL_READ_COMMITTED,
    TRANSACTION_STATUS_IDLE,
)

from odoo import SUPERUSER_ID, api, modules
from odoo.modules.registry import Registry
from odoo.service.server import CommonServer
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

RETRY_SECONDS = 2.0
RETRIES = 30  # a minute's worth; then the cron job begins anew
#: How long a server that stops waits for the tickets that are being printed.
FINISH_SECONDS = 60.0

# Namespace of the advisory locks that keep two workers off one printer.
LOCK_SPACE = 0x7074

_guard = threading.Lock()
_running: dict[tuple[str, int], bool] = {}
_stopping = threading.Event()


def wake(dbname: str, printer_id: int, retries: int = RETRIES) -> None:
    """Make sure that a worker looks at the printer's queue from now on."""
    if modules.module.current_test:
        return  # tests call run() themselves
    key = (dbname, printer_id)
    with _guard:
        if key in _running:
            _running[key] = True  # it looks once more before it ends
            return
        _running[key] = False
    # Not a daemon, as it would be by itself where a daemon wakes it (cron, and requests
    # in worker processes): an orderly end waits for the ticket that is being printed.
    threading.Thread(
        target=_work,
        args=(dbname, printer_id, retries),
        name=f"ticket.printer-{printer_id}",
        daemon=False,
    ).start()


def run(dbname: str, printer_id: int) -> bool:
    """Print the queue of a printer in this thread.

    Whoever is woken while another process prints leaves at once, because the other
    looks once more *after* it gave the lock away: between the two nothing is missed.

    The cursor is its own, because each step is committed: what a printer did cannot be
    rolled back. READ COMMITTED, so that noting a result never fails because somebody
    else changed the ticket while it was being printed.

    :return: whether nothing is left that should be tried again soon
    """
    with Registry(dbname).cursor() as cr:
        if cr.connection.get_transaction_status() == TRANSACTION_STATUS_IDLE:
            cr.connection.set_isolation_level(ISOLATION_LEVEL_READ_COMMITTED)
        printer = api.Environment(cr, SUPERUSER_ID, {})["ticket.printer"].browse(
            printer_id
        )
        while printer._server_prints():
            with _exclusive(cr, printer_id) as is_ours:
                if not is_ours or not printer._print_queue():
                    return False
            if not printer._has_waiting():
                break
    return True


def is_shutting_down() -> bool:
    """Tell whether the process wants to end; jobs not begun then stay in the queue."""
    return _stopping.is_set() or not threading.main_thread().is_alive()


def finish(seconds: float = FINISH_SECONDS) -> None:
    """Let tickets that are being printed come out before the database is closed.

    Without this the threaded server waits for a second, and a job that is printed then
    could not be noted as such: a person would be asked for nothing.
    """
    _stopping.set()
    deadline = time.monotonic() + seconds
    while _running and time.monotonic() < deadline:
        time.sleep(0.05)


CommonServer.on_stop(finish)


def _work(dbname: str, printer_id: int, retries: int) -> None:
    is_done = False
    try:
        is_done = run(dbname, printer_id)
    except Exception:
        # The jobs are kept and the cron job comes again: a dying thread would hide it.
        _logger.exception("printing on printer %s failed", printer_id)
    with _guard:
        woken = _running.pop((dbname, printer_id))
    if woken and not is_shutting_down():
        wake(dbname, printer_id)
    elif not is_done and retries > 0 and not is_shutting_down():
        timer = threading.Timer(RETRY_SECONDS, wake, (dbname, printer_id, retries - 1))
        timer.daemon = True
        timer.start()


@contextmanager
def _exclusive(cr, printer_id: int):
    """Yield whether this session got the printer's advisory lock.

    A session lock outlives commits, and the database drops it when the process dies.
    """
    cr.execute(SQL("SELECT pg_try_advisory_lock(%s, %s)", LOCK_SPACE, printer_id))
    (locked,) = cr.fetchone()
    try:
        yield locked
    finally:
        if locked:
            # What was wanted is committed; an error may have left the rest unusable.
            cr.rollback()
            cr.execute(SQL("SELECT pg_advisory_unlock(%s, %s)", LOCK_SPACE, printer_id))
