"""``make bench``: one server with two workers, one table.

CPU is that of all Odoo and PostgreSQL processes together, an operation; times are what
the client saw, on the same machine. Compare rows of one run with each other: ratios
travel between machines, milliseconds do not.
"""

import json
import multiprocessing
import os
import platform
import sys
import threading
import time
from pathlib import Path

from dev import cluster, demo, odoo
from dev.server import serving
from dev.settings import LOCAL, ROOT
from dev.suite import installed_database
from tests.bench import (
    alarm,
    browser,
    counter,
    gates,
    hub,
    operations,
    orders,
    picker,
    print_queue,
    scanner,
)
from tests.bench.meter import cpu_seconds, percentile
from tests.helpers.clients import Till
from tests.helpers.virtual_printer import VirtualPrinter

WARM_UP = 1.0
CLIENTS = (1, 8)
#: The busiest minute of a sale: everybody wants the best seats.
MANY = {
    "hold best 4 of 60,000": (1, 8, 16),
    "till holds a seat": (1, 4),
    "till, by hand": (4,),
    "gate scan, 100 a second": (8,),
}
#: Tickets of other sessions that must not slow anything down.
HISTORY = 5_000_000


def main() -> int:
    database = _database()
    engine = [("no other tickets", _engine(database))]
    past = _history(database)
    crowd = _shell(database, "gate_crowd")
    engine.append((f"{past['tickets']:,} other tickets", _engine(database)))
    with serving(
        database,
        "--workers=2",
        "--max-cron-threads=0",
        "--log-level=warn",
        name="bench",
    ) as server:
        told = json.loads((LOCAL / "bench.json").read_text()) | {
            "base_url": server.base_url,
            "database": database,
            "dsn": f"host={cluster.socket()} user={cluster.USER} dbname={database}",
        }
        Till(server.base_url).open(database)
        roots = (server.pid, _postmaster(database))
        rows = [
            measure(name, operation, seconds, clients, told, roots)
            for name, operation, seconds in operations.OPERATIONS
            for clients in MANY.get(name, CLIENTS)
        ]
        bought = orders.measure(told, roots)
        lane = gates.measure(server.base_url, crowd)
        scanned = scanner.measure(server.base_url)
        alarmed = alarm.measure(
            server.base_url, database, crowd["device"], crowd["venue"]
        )
    followed = _shell(database, "worker", postmaster=_postmaster(database))
    drawn, queue = _printing(database, told)
    maps, taps, opened = _seat_maps(database)
    files = _shell(database, "seat_files", halls=_told("halls"))
    venue = {"alone": hub.measure(), "simulated": _simulated(database)}
    cluster.drop(database)
    _print_engine(engine, past)
    _print(rows, told)
    gates.print_table(lane)
    hub.print_table(venue["alone"], venue["simulated"])
    orders.print_table(bought, followed)
    print_queue.print_table(drawn, queue)
    browser.print_table(maps)
    picker.print_table(opened)
    counter.print_table(taps)
    scanner.print_table(scanned)
    alarm.print_table(alarmed)
    _print_files(files)
    (LOCAL / "bench-results.json").write_text(
        json.dumps(
            {
                "engine": engine,
                "routes": rows,
                "gates": lane,
                "hub": venue,
                "orders": {"parts": bought, "worker": followed},
                "maps": maps,
                "taps": taps,
                "picker": opened,
                "scanner": scanned,
                "alarm": alarmed,
                "files": files,
                "printing": {"drawn": drawn, "queue": queue},
            },
            indent=1,
        )
    )
    return 0


def _database() -> str:
    """A copy of the demo with 8,000 tickets of the stadium."""
    database = "bench"
    cluster.create(database, installed_database())
    nowhere = {"host": "127.0.0.1", "port": 9, "page_port": 9, "page_url": ""}
    demo.load(database, base_url="http://localhost", printer=nowhere)
    script = ROOT / "tests" / "bench" / "prepare.py"
    odoo.shell(database, script, "bench-data", answer=str(LOCAL / "bench.json"))
    return database


def _shell(database: str, script: str, **settings):
    """What a script in this folder answers."""
    answer = LOCAL / f"bench-{script}.json"
    odoo.shell(
        database,
        ROOT / "tests" / "bench" / f"{script}.py",
        f"bench-{script}",
        answer=str(answer),
        root=str(ROOT),
        session=json.loads((LOCAL / "bench.json").read_text())["another"],
        **settings,
    )
    return json.loads(answer.read_text())


def _engine(database: str) -> list[dict]:
    return _shell(database, "engine", postmaster=_postmaster(database))


def _history(database: str) -> dict:
    return _shell(database, "history", tickets=HISTORY)


def _told(script: str) -> list[dict]:
    """What a script in this folder answered before."""
    return json.loads((LOCAL / f"bench-{script}.json").read_text())


def _printing(database: str, told: dict) -> tuple[dict, dict]:
    """What drawing tickets costs, and how they go through a server to a printer."""
    with VirtualPrinter(name="Bench") as printer:
        drawn = _shell(database, "printing", stadium=told["stadium"], port=printer.port)
        with serving(
            database, "--workers=2", "--max-cron-threads=0", name="bench-print"
        ) as server:
            queue = print_queue.measure(
                server.base_url,
                database,
                told["dsn"],
                printer,
                drawn,
                (told["stadium"], told["adult"]),
            )
    return drawn, queue


def _seat_maps(database: str) -> tuple[list[dict], list[dict], dict]:
    """Halls of four sizes, seen by a visitor and by a cashier in a browser, on a server
    that has read none of them; then the smallest on a slow phone."""
    halls = _shell(database, "halls")
    with serving(database, "--max-cron-threads=0", name="bench-maps") as server:
        maps = browser.measure(server.base_url, halls)
        till = Till(server.base_url).open(database)
        taps = counter.measure(server.base_url, till.config["id"], halls)
        return maps, taps, picker.measure(server.base_url, halls[0]["session"])


def _simulated(database: str) -> dict:
    """Ten minutes at the gates of the stadium, through a hub and a bad network."""
    answer = LOCAL / "bench-hub.json"
    odoo.shell(
        database,
        ROOT / "tests" / "faults" / "gate_prepare.py",
        "bench-hub",
        answer=str(answer),
        tickets=hub.SIMULATED_TICKETS,
        passes=hub.SIMULATED_PASSES,
        lanes=hub.LANES,
    )
    with serving(
        database, "--workers=2", "--max-cron-threads=0", name="bench-hub"
    ) as server:
        return hub.simulate(server.base_url, json.loads(answer.read_text()))


def _postmaster(database: str) -> int:
    """The pid of the PostgreSQL server: the parent of any of its backends."""
    import psycopg2

    with psycopg2.connect(
        host=str(cluster.socket()), user=cluster.USER, dbname=database
    ) as connection:
        backend = connection.info.backend_pid
    fields = Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[1])


def measure(name, operation, seconds, clients, told, roots):
    """Run ``clients`` processes for ``seconds`` after a warm-up."""
    with (
        multiprocessing.get_context("spawn").Pool(clients) as pool,
        _Waits(told["dsn"]) as waits,
    ):
        started = time.time() + 3
        jobs = [
            pool.apply_async(_client, (operation, told, i, clients, started, seconds))
            for i in range(clients)
        ]
        time.sleep(max(0, started + WARM_UP - time.time()))
        before = cpu_seconds(*roots)
        waits.counting = True
        time.sleep(seconds)
        waits.counting = False
        cpu = cpu_seconds(*roots) - before
        answers = [job.get(timeout=seconds + 120) for job in jobs]
    times = [spent for latencies, _failures in answers for spent in latencies]
    failures = [text for _latencies, texts in answers for text in texts]
    return {
        "operation": name,
        "clients": clients,
        "done": len(times),
        "per_second": round(len(times) / seconds, 1),
        "p50_ms": round(1000 * percentile(times, 0.50), 1) if times else None,
        "p95_ms": round(1000 * percentile(times, 0.95), 1) if times else None,
        "p99_ms": round(1000 * percentile(times, 0.99), 1) if times else None,
        "cpu_ms": round(1000 * cpu / len(times), 2) if times else None,
        "waits": waits.share(),
        "failures": failures[:3],
    }


class _Waits(threading.Thread):
    """Looks fifty times a second how many clients wait for a lock of another."""

    def __init__(self, dsn):
        super().__init__(daemon=True)
        self.dsn, self.counting, self.ended = dsn, False, threading.Event()
        self.looks = self.waiting = 0

    def run(self):
        import psycopg2

        with psycopg2.connect(self.dsn) as connection, connection.cursor() as cursor:
            while not self.ended.wait(0.02):
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity "
                    "WHERE wait_event_type = 'Lock' AND datname = current_database()"
                )
                connection.rollback()
                if self.counting:
                    self.looks += 1
                    self.waiting += cursor.fetchone()[0]

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.join()

    def share(self):
        """Clients waiting at a time, on average."""
        return round(self.waiting / self.looks, 2) if self.looks else None


def _client(operation, told, number, clients, started, seconds):
    """Call the operation until the time is over; count what began after the warm-up."""
    act = operation(told, number, clients)
    pause = getattr(operation, "pause", 0)
    time.sleep(max(0, started - time.time()) + pause * number / clients)
    latencies, failures = [], []
    while (begin := time.time()) < started + WARM_UP + seconds:
        try:
            act()
        except StopIteration:
            break
        except Exception as error:  # noqa: BLE001  told in the table, the others go on
            failures.append(repr(error)[:300])
            if len(failures) > 20:
                break
            continue
        if begin >= started + WARM_UP:
            latencies.append(time.time() - begin)
        time.sleep(pause)
    return latencies, failures


def _print_engine(engine, past):
    print("\n| engine alone | other tickets | p50 ms | p95 ms | CPU ms/op |")
    print("|---|---|---|---|---|")
    for row in zip(*(rows for _name, rows in engine), strict=True):
        for (name, _rows), figures in zip(engine, row, strict=True):
            print(
                "| {operation} | {name} | {p50_ms} | {p95_ms} | {cpu_ms} |".format(
                    name=name, **figures
                )
            )
    print(f"\n{past['tickets']:,} tickets were made in {past['seconds']:.0f} s")


def _print_files(rows):
    """Seconds to write and read seat files, and to import them."""
    print("\n| seats | file | bytes a seat | write | read | import | compare | again |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        steps = ("write", "read", "import", "compare", "import again")
        seconds = [f"{row[step]:.2f}" if step in row else "" for step in steps]
        size = f"{row['bytes'] / row['seats']:.0f}"
        print(
            f"| {row['seats']:,} | {row['format']} | {size} |", " | ".join(seconds), "|"
        )


def _print(rows, told):
    print(
        f"\n{platform.platform()}, {os.cpu_count()} cores, Python {sys.version[:6]}\n"
    )
    print(
        "| operation | clients | ops/s | p50 ms | p95 ms | p99 ms | CPU ms/op "
        "| clients waiting for a lock |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        print(
            "| {operation} | {clients} | {per_second} | {p50_ms} | {p95_ms} | {p99_ms} "
            "| {cpu_ms} | {waits} |".format(**row)
        )
    print(
        f"\nopening {told['opened']:,} places: {told['open_seconds']:.2f} s; "
        f"availability of 60,000 seats: {told['availability_bytes']:,} bytes gzipped; "
        f"geometry: {told['geometry_bytes'] / 60_000:.2f} bytes a seat gzipped"
    )
    for row in rows:
        for failure in row["failures"]:
            print(f"failed: {row['operation']}, {row['clients']} clients: {failure}")


if __name__ == "__main__":
    sys.exit(main())
