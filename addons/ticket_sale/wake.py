"""Waking who listens to PostgreSQL: one connection a process instead of one a message.

Odoo opens a connection to the database ``postgres`` for each notice and closes it again,
which costs the server more than many a sale. Here it stays open.
"""

import logging
import os
import threading

import psycopg2

from odoo.sql_db import connection_info_for

_logger = logging.getLogger(__name__)
_lock = threading.Lock()
_kept = {}  # {process id: connection}; a forked worker never uses its parent's


def wake(function, channel, payloads):
    """Tell the listeners of a channel, in no transaction.

    :param function: what notifies: ``pg_notify``, or what stands for it
    :raise psycopg2.Error: the server cannot be reached now
    """
    with _lock:
        for attempt in (1, 2):
            try:
                with _connection().cursor() as cr:
                    for payload in payloads:
                        cr.callproc(function, (channel, payload))
            except psycopg2.Error:
                _forget()
                if attempt == 2:
                    raise
                _logger.debug("The connection for notices was lost", exc_info=True)
            else:
                return


def _connection():
    connection = _kept.get(os.getpid())
    if connection is None or connection.closed:
        _dbname, info = connection_info_for("postgres")
        connection = psycopg2.connect(**info)
        connection.autocommit = True
        with connection.cursor() as cr:  # a notice does not outlive a power cut anyhow
            cr.execute("SET synchronous_commit = off")
        _kept[os.getpid()] = connection
    return connection


def _forget():
    connection = _kept.pop(os.getpid(), None)
    if connection is not None:
        connection.close()
