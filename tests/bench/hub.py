"""The gate hub alone: a hundred thousand tickets, forty lanes, 200 scans a second, one
core, every answer on the disk before it leaves. Then ten minutes at the gates of a
stadium, with a network that breaks (``tests/faults/gate_simulation.py``).
"""

import asyncio
import contextlib
import hashlib
import json
import multiprocessing
import random
import shutil
import tempfile
import time
from pathlib import Path

from tests.bench.meter import cpu_seconds, percentile
from tests.helpers import hub_house
from tests.helpers.hub_process import HubProcess

TICKETS = 100_000
LANES = 40
A_SECOND = 200
SECONDS = 20
WARM_UP = 2
NOWHERE = "http://127.0.0.1:9"
SIMULATED_SECONDS = 600
SIMULATED_TICKETS = 13_000
SIMULATED_PASSES = 1000


def measure(a_second: int = A_SECOND, seconds: float = SECONDS) -> dict:
    """Scan at a hub that has nobody to ask."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        began = time.perf_counter()
        asyncio.run(_fill(path / "home"))
        filled = time.perf_counter() - began
        pin = ("taskset", "-c", "0") if shutil.which("taskset") else ()
        with contextlib.closing(HubProcess(path, NOWHERE, "0" * 40)) as hub:
            began = time.perf_counter()
            hub.start(before=pin)
            started = time.perf_counter() - began
            context = multiprocessing.get_context("spawn")
            codes = [hub_house.code_of(index) for index in range(a_second * 30)]
            before = cpu_seconds(hub.pid)
            with context.Pool(1) as pool:
                times, bad = pool.apply(_crowd, (hub.port, codes, a_second, seconds))
            cpu = cpu_seconds(hub.pid) - before
            memory = _memory(hub.pid)
    return {
        "tickets": TICKETS,
        "per_second": round(len(times) / seconds, 1),
        "p50_ms": round(1000 * percentile(times, 0.50), 1),
        "p95_ms": round(1000 * percentile(times, 0.95), 1),
        "p99_ms": round(1000 * percentile(times, 0.99), 1),
        "cpu_ms": round(1000 * cpu / (a_second * (seconds + WARM_UP)), 2),
        "memory_mb": memory,
        "start_seconds": round(started, 1),
        "fill_seconds": round(filled, 1),
        "failures": bad,
    }


async def _fill(home: Path) -> None:
    """Write what a hub knows that has heard of the server a moment ago."""
    disk = hub_house.store.Store(home)
    lanes = range(101, 101 + LANES)
    package = hub_house.package()
    [lane, device] = package["lanes"][0], package["devices"][0]
    now = time.time()
    package["lanes"] = [lane | {"id": number} for number in lanes]
    package["devices"] = [
        device | {"id": number, "gate": number, "token_hash": _hash(number)}
        for number in lanes
    ]
    package["sessions"][0] |= {
        "start": hub_house._iso(now + 3600),
        "end": hub_house._iso(now + 10800),
    }
    await disk.write(hub_house.store.keep_fact("package", package))
    facts = hub_house.tickets.Ticket("", 0, hub_house.ADULT, 1).told()
    for first in range(0, TICKETS, 5000):
        await disk.write(
            *[
                hub_house.store.keep_ticket(
                    hub_house.number_of(index), hub_house.SESSION, facts
                )
                for index in range(first, first + 5000)
            ]
        )
    disk.close()


def _hash(device: int) -> str:
    return hashlib.sha256(hub_house.token_of(device).encode()).hexdigest()


def _memory(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) // 1024
    return 0


# --- the crowd, in a process of its own ------------------------------------------------


def _crowd(port, codes, a_second, seconds):
    return asyncio.run(_scans(port, codes, a_second, seconds))


async def _scans(port, codes, a_second, seconds):
    """Scan at a steady pace, whatever the hub does; one in ten is a copy."""
    lanes: asyncio.Queue = asyncio.Queue()
    for number in range(101, 101 + LANES):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        lanes.put_nowait((number, reader, writer))
    rng, fresh, jobs, times, bad = random.Random(1), iter(codes), [], [], []
    begun = time.perf_counter()
    for turn in range(int((seconds + WARM_UP) * a_second)):
        due = begun + turn / a_second
        await asyncio.sleep(max(0, due - time.perf_counter()))
        code = rng.choice(codes[: turn + 1]) if turn % 10 == 9 else next(fresh)
        record = times if turn >= WARM_UP * a_second else []
        scan = _scan(lanes, code, f"bench-{turn}", due, record, bad)
        jobs.append(asyncio.ensure_future(scan))
    await asyncio.gather(*jobs)
    return times, bad[:3]


async def _scan(lanes, code, scan_id, due, times, bad):
    number, reader, writer = await lanes.get()
    try:
        body = json.dumps({"code": code, "scan_id": scan_id})
        writer.write(
            (
                "POST /ticket/api/v1/gate/scan HTTP/1.1\r\nHost: hub\r\n"
                f"Authorization: Bearer {hub_house.token_of(number)}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}"
            ).encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        size = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
        answer = json.loads(await reader.readexactly(size))
        times.append(time.perf_counter() - due)
        if answer.get("reason") not in {"ok", "already_used"}:
            bad.append(str(answer)[:300])
    finally:
        lanes.put_nowait((number, reader, writer))


# --- ten minutes at a stadium ----------------------------------------------------------


def simulate(base_url: str, told: dict, seconds: float = SIMULATED_SECONDS) -> dict:
    """:param told: what ``gate_prepare.py`` answered"""
    from tests.faults.gate_simulation import with_hub

    with tempfile.TemporaryDirectory() as folder:
        outcome = with_hub(base_url, told, Path(folder), seconds)
    account = outcome.account
    return {
        "seconds": seconds,
        "scans": sum(account.shown.values()),
        "tickets": len(account.entered),
        "cuts": sum(mode != "open" for _second, mode in outcome.cuts),
        "alone": outcome.alone,
        "doubles": account.doubles,
        "forged_in": len(account.forged_in),
        "changed": len(account.changed),
        "p50_ms": round(1000 * percentile(account.waits, 0.5), 1),
        "p99_ms": round(1000 * percentile(account.waits, 0.99), 1),
    }


def print_table(alone: dict, simulated: dict | None = None) -> None:
    print(
        "\n| gate hub alone | tickets | scans/s | p50 ms | p95 ms | p99 ms | CPU ms | MB |"
    )
    print("|---|---|---|---|---|---|---|---|")
    print(
        "| one core, {tickets:,} tickets | {tickets:,} | {per_second} | {p50_ms} "
        "| {p95_ms} | {p99_ms} | {cpu_ms} | {memory_mb} |".format(**alone)
    )
    print(f"started with them in {alone['start_seconds']} s")
    for failure in alone["failures"]:
        print(f"failed: {failure}")
    if simulated:
        print(
            "\n{seconds} s at 40 lanes: {scans:,} scans, {tickets:,} tickets let in, "
            "{cuts} cuts, {alone:,} decided by the hub; {doubles} doubles, {forged_in} "
            "forgeries let in, {changed} answers changed; p50 {p50_ms} ms, p99 {p99_ms} "
            "ms".format(**simulated)
        )


if __name__ == "__main__":
    print_table(measure())
