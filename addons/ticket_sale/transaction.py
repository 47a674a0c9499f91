"""The one place that opens a cursor of its own: the hot verbs run in it."""

from contextlib import contextmanager
from weakref import WeakSet

from psycopg2.errors import DeadlockDetected, LockNotAvailable
from psycopg2.extensions import TRANSACTION_STATUS_IDLE

from odoo import api

from .exceptions import Busy
from .kept import KEPT, PURPOSE

#: The cursors of short transactions that are running.
_short = WeakSet()


@contextmanager
def short_transaction(env, lock_timeout_ms=3000, durable=True):
    """Yield ``env`` in a READ COMMITTED transaction of its own.

    It is committed when the block ends and rolled back when the block raises. Waiters
    queue for a row instead of failing on it, as they would at Odoo's own REPEATABLE READ.
    The caller's transaction must not have written the rows that the block locks, and
    will not see what the block wrote: pass results on as plain values.

    :param lock_timeout_ms: how long to wait for a row before giving up, milliseconds
    :param durable: wait until the disk has it. What is no sale yet may go without: a
        power cut within the next second forgets it as a whole, and whatever comes after
        it (https://www.postgresql.org/docs/current/wal-async-commit.html)
    :raise Busy: the rows stayed locked longer than that
    """
    try:
        with env.registry.cursor() as cr:
            if cr.connection.get_transaction_status() == TRANSACTION_STATUS_IDLE:
                begin(cr, lock_timeout_ms, durable)
            _short.add(cr)
            if KEPT in env.cr.cache:
                cr.cache[KEPT] = env.cr.cache[KEPT]
                cr.cache[PURPOSE] = env.cr.cache[PURPOSE]
            yield api.Environment(cr, env.uid, env.context, su=env.su)
    except (LockNotAvailable, DeadlockDetected) as error:
        raise Busy(
            env._("Many people want these places right now. Please try again.")
        ) from error


def begin(cr, lock_timeout_ms, durable):
    """Make the transaction that this cursor is about to begin a short one."""
    wait = "" if durable else "; SET LOCAL synchronous_commit = off"
    cr.execute(
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;"
        f"SET LOCAL lock_timeout = %s{wait}",
        [lock_timeout_ms],
    )


def in_short_transaction(env):
    """Whether ``env`` runs in a :func:`short_transaction` already. A second one could
    not see what the first has written, and would wait for its locks."""
    return env.cr in _short
