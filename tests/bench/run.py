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
import time
from pathlib import Path

from dev import cluster, demo, odoo
from dev.server import serving
from dev.settings import LOCAL, ROOT
from dev.suite import installed_database
from tests.bench import operations
from tests.bench.meter import cpu_seconds, percentile
from tests.helpers.clients import Till

WARM_UP = 1.0
CLIENTS = (1, 8)


def main() -> int:
    database = _database()
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
            for clients in CLIENTS
        ]
    cluster.drop(database)
    _print(rows, told)
    (LOCAL / "bench-results.json").write_text(json.dumps(rows, indent=1))
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
    with multiprocessing.get_context("spawn").Pool(clients) as pool:
        started = time.time() + 3
        jobs = [
            pool.apply_async(_client, (operation, told, i, clients, started, seconds))
            for i in range(clients)
        ]
        time.sleep(max(0, started + WARM_UP - time.time()))
        before = cpu_seconds(*roots)
        time.sleep(seconds)
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
        "failures": failures[:3],
    }


def _client(operation, told, number, clients, started, seconds):
    """Call the operation until the time is over; count what began after the warm-up."""
    act = operation(told, number, clients)
    time.sleep(max(0, started - time.time()))
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
    return latencies, failures


def _print(rows, told):
    print(
        f"\n{platform.platform()}, {os.cpu_count()} cores, Python {sys.version[:6]}\n"
    )
    print("| operation | clients | ops/s | p50 ms | p95 ms | p99 ms | CPU ms/op |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        print(
            "| {operation} | {clients} | {per_second} | {p50_ms} | {p95_ms} | {p99_ms} "
            "| {cpu_ms} |".format(**row)
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
