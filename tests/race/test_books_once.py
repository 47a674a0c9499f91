"""The worker that books paid web orders is killed in the middle, again and again."""

import os
import signal
import subprocess
import time

from tests.helpers.clients import Website
from tests.race.test_last_seats import _adult, query

ORDERS = 5
#: The worker dies when so many orders are booked, in the middle of the next.
DEATHS = (0, 3)
PATIENCE = 90
WORK = 'env["payment.transaction"]._cron_ticket_books()\nenv.cr.commit()\n'


def _worker(database):
    """A process that does what the cron job does, on its own."""
    from dev import odoo

    process = subprocess.Popen(
        odoo.command("shell", "-d", database, "--no-http", "--log-level=warn"),
        env=odoo.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    process.stdin.write(WORK.encode())
    process.stdin.close()
    return process


def _booked(database, references):
    [[count]] = query(
        database,
        """SELECT count(*) FROM payment_transaction
            WHERE reference = ANY(%s) AND is_post_processed""",
        references,
    )
    return count


def _is_writing(database):
    """Whether the worker has begun the invoice of an order and not committed it."""
    [[writing]] = query(
        database,
        """SELECT EXISTS (SELECT FROM pg_locks held
              JOIN pg_stat_activity activity USING (pid)
             WHERE held.relation = 'account_move'::regclass
               AND held.mode = 'RowExclusiveLock' AND held.granted
               AND activity.datname = %s)""",
        database,
    )
    return writing


def _kill_in_the_middle(database, references, booked):
    worker = _worker(database)
    deadline = time.monotonic() + PATIENCE
    while _booked(database, references) < booked or not _is_writing(database):
        assert worker.poll() is None, "the worker ended before it was killed"
        assert time.monotonic() < deadline, "the worker does not begin"
        time.sleep(0.005)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(PATIENCE)


def _orders(database, references):
    """One row an order: (paid, tickets, posted invoices and their sum, payments, mails,
    figures of the office)."""
    return query(
        database,
        """
SELECT orders.amount_total,
       (SELECT count(*) FROM ticket_ticket ticket
          JOIN sale_order_line line ON line.id = ticket.sale_line_id
         WHERE line.order_id = orders.id AND ticket.state = 'valid'),
       invoice.count, invoice.total, invoice.open,
       (SELECT count(*) FROM account_payment payment
         WHERE payment.payment_transaction_id = tx.id
           AND payment.state NOT IN ('draft', 'canceled')),
       (SELECT count(*) FROM mail_message message
         WHERE message.model = 'sale.order' AND message.res_id = orders.id
           AND message.subject LIKE '%%' || orders.name),
       orders.invoice_status
  FROM payment_transaction tx
  JOIN sale_order_transaction_rel rel ON rel.transaction_id = tx.id
  JOIN sale_order orders ON orders.id = rel.sale_order_id
  CROSS JOIN LATERAL (
       SELECT count(*), sum(move.amount_total) AS total,
              sum(move.amount_residual) AS open
         FROM account_move move
        WHERE move.move_type = 'out_invoice' AND move.state = 'posted'
          AND move.id IN (
              SELECT item.move_id FROM account_move_line item
                JOIN sale_order_line_invoice_rel made ON made.invoice_line_id = item.id
                JOIN sale_order_line line ON line.id = made.order_line_id
               WHERE line.order_id = orders.id)) AS invoice
 WHERE tx.reference = ANY(%s)
""",
        references,
    )


def _buy(base_url, database):
    """Paid orders whose books are left to the worker; their payments' references."""
    [[session]] = query(
        database,
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE session.state = 'on_sale' AND venue.kind = 'theatre'
              AND session.start > now() + interval '5 days'
         ORDER BY session.id LIMIT 1""",
    )
    [[last]] = query(database, "SELECT COALESCE(max(id), 0) FROM payment_transaction")
    for _order in range(ORDERS):
        Website(base_url).buy(session, _adult(database), best={"count": 2})
    rows = query(
        database,
        "SELECT reference FROM payment_transaction WHERE id > %s AND ticket_issued",
        last,
    )
    return [reference for (reference,) in rows]


def test_worker_killed_in_the_middle_books_each_order_once(
    demo_database, copy_database, serve
):
    name, _told = demo_database
    database = copy_database(name)
    server = serve(database, "--workers=2", "--max-cron-threads=0")
    references = _buy(server.base_url, database)
    assert len(references) == ORDERS
    assert _booked(database, references) == 0
    for booked in DEATHS:
        _kill_in_the_middle(database, references, booked)
    assert booked <= _booked(database, references) < ORDERS
    assert _worker(database).wait(PATIENCE) == 0
    assert _booked(database, references) == ORDERS
    orders = _orders(database, references)
    assert len(orders) == ORDERS
    for total, *rest in orders:
        assert rest == [2, 1, total, 0, 1, 1, "invoiced"]
