"""Tickets on their way through the queue of a served database to a virtual printer.

*Queued* is when the job can be seen by others, *printed* when it is noted as printed:
the printer has drawn the ticket and said so.
"""

import threading
import time
from contextlib import closing

import psycopg2

from tests.bench.meter import percentile
from tests.helpers.clients import Client, Till
from tests.helpers.virtual_printer import VirtualPrinter

ONE_BY_ONE = 60
SALES = 40
BULK = 500
LOOK = 0.001  # seconds between two looks at the database
QUIET = 5.0  # seconds in which a web client is measured alone


def measure(base_url, database, dsn, printer: VirtualPrinter, told, sale) -> dict:
    """:param told: what ``printing.py`` answered
    :param sale: the session and the ticket type that the counter sells
    """
    office = Client(base_url).login(database, "manager", "manager")
    tickets = iter(told["tickets"])
    with closing(psycopg2.connect(dsn)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            _print(office, [next(tickets)], told["printer"])  # warms the caches
            printer.wait_for(1, timeout=30)
            time.sleep(1)
            single = [
                _one(office, cursor, next(tickets), told["printer"])
                for _ in range(ONE_BY_ONE)
            ]
            cursor.execute(
                "UPDATE pos_config SET ticket_printer_id = %s WHERE ticket_selling",
                [told["printer"]],
            )
            till = Till(base_url).open(database)
            sales = [_sale(till, printer, sale) for _ in range(SALES)]
            bulk = _bulk(
                office, cursor, printer, [next(tickets) for _ in range(BULK)], told
            )
    return {
        "single": _figures(single),
        "sales": _figures(sales),
        "bulk": bulk,
        "unknown": len(printer.unknown),
        "out": len(printer.tickets),
    }


def _print(office, tickets, printer_id):
    wizard = office.call(
        "ticket.print",
        "create",
        [{"name": "Bench", "ticket_ids": [(6, 0, tickets)], "printer_id": printer_id}],
    )
    office.call("ticket.print", "action_print", [[wizard]])


def _one(office, cursor, ticket, printer_id) -> float:
    """Seconds from queued to printed."""
    asking = threading.Thread(target=_print, args=(office, [ticket], printer_id))
    asking.start()
    queued = _wait(cursor, ticket, ("waiting", "sent", "printed"))
    printed = _wait(cursor, ticket, ("printed",))
    asking.join()
    return printed - queued


def _sale(till, printer, sale) -> float:
    """Seconds from *Validate* on an order of two seats until its first ticket's first
    byte is at the printer."""
    order = till.order(till.hold(*sale, {"best": {"count": 2}}))
    time.sleep(0.5)  # the tickets before are out
    received = printer.received
    came: list[float] = []

    def look():
        if printer.wait_for_bytes(received + 1, timeout=30):
            came.append(time.monotonic())

    looking = threading.Thread(target=look)
    looking.start()
    began = time.monotonic()
    till.send(order)
    looking.join()
    if not came:
        raise TimeoutError("no byte of the sale came to the printer")
    return came[0] - began


def _wait(cursor, ticket, states, seconds=30) -> float:
    """Return when the ticket's job was first seen in one of ``states``."""
    deadline = time.monotonic() + seconds
    while (now := time.monotonic()) < deadline:
        cursor.execute(
            "SELECT 1 FROM ticket_print_job WHERE ticket_id = %s AND state = ANY(%s)",
            [ticket, list(states)],
        )
        if cursor.fetchone():
            return now
        time.sleep(LOOK)
    raise TimeoutError(f"the job of ticket {ticket} is not {' or '.join(states)}")


def _bulk(office, cursor, printer, tickets, told) -> dict:
    """Print many while a guest looks at pages."""
    before = len(printer.tickets)
    with _Guest(office.base_url) as guest:
        time.sleep(QUIET)
        quiet = guest.take()
        began = time.monotonic()
        _print(office, tickets, told["printer"])
        answered = time.monotonic()
        out = len(printer.wait_for(before + len(tickets), timeout=300)) - before
        _wait(cursor, tickets[-1], ("printed",))
        ended = time.monotonic()
        busy = guest.take()
    cursor.execute(
        "SELECT count(*) FROM ticket_print_job WHERE ticket_id = ANY(%s)"
        " AND state = 'printed'",
        [tickets],
    )
    return {
        "tickets": len(tickets),
        "out": out,
        "printed": cursor.fetchone()[0],
        "answer_seconds": round(answered - began, 2),
        "seconds": round(ended - began, 2),
        "quiet": _figures(quiet),
        "busy": _figures(busy),
    }


class _Guest(threading.Thread):
    """Asks for a page of the shop again and again, with a breath between."""

    def __init__(self, base_url):
        super().__init__(daemon=True)
        self._client = Client(base_url)
        self._spent: list[float] = []
        self._ended = threading.Event()

    def run(self):
        while not self._ended.wait(0.05):
            began = time.monotonic()
            self._client.get("/shows")
            self._spent.append(time.monotonic() - began)

    def take(self) -> list[float]:
        """Return what the requests since the last time took."""
        spent, self._spent = self._spent, []
        return spent

    def __enter__(self):
        self._client.get("/shows")
        self.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self.join()


def _figures(seconds: list[float]) -> dict:
    return {
        "times": len(seconds),
        "p50_ms": round(1000 * percentile(seconds, 0.50), 1),
        "p95_ms": round(1000 * percentile(seconds, 0.95), 1),
    }


def print_table(drawn: dict, queue: dict) -> None:
    print("\n| one ticket composed | times | CPU ms p50 | CPU ms p95 |")
    print("|---|---|---|---|")
    for row in drawn["composed"]:
        print("| {name} | {times} | {p50_ms} | {p95_ms} |".format(**row))
    print("\n| e-tickets in a file | paper | seconds | CPU seconds | bytes |")
    print("|---|---|---|---|---|")
    for row in drawn["files"]:
        print("| {tickets} | {paper} | {seconds} | {cpu} | {bytes:,} |".format(**row))
    print(f"\na further page: {drawn['page_bytes']:,} bytes")
    bulk = queue["bulk"]
    print("\n| printing | times | p50 ms | p95 ms |")
    print("|---|---|---|---|")
    for name, row in (
        ("queue to printed, one by one", queue["single"]),
        ("order validated to first byte at the printer", queue["sales"]),
        ("a guest's page, nothing printing", bulk["quiet"]),
        (f"a guest's page while {bulk['tickets']} are printed", bulk["busy"]),
    ):
        print("| {} | {times} | {p50_ms} | {p95_ms} |".format(name, **row))
    print(
        "\n{tickets} in bulk: answered after {answer_seconds} s, all printed after "
        "{seconds} s ({printed} noted, {out} on paper)".format(**bulk)
    )
