"""What the gates take: a lane's tickets for deciding alone. Scans are rows of
``operations.py``, among 100,000 others and millions of tickets."""

import gzip
import http.client
import json
import time
from urllib.parse import urlsplit

ROUNDS = 3


def measure(base_url: str, told: dict) -> dict:
    """Fetch the tickets of a session as a device does: all, then what changed.

    :param told: what ``gate_crowd.py`` answered
    """
    path = f"/ticket/api/v1/gate/package/tickets?session={told['session']}"
    whole = [_get(base_url, path, told["device"]) for _round in range(ROUNDS)]
    seconds, size, content = min(whole, key=lambda one: one[0])
    since = f"{path}&since={content['cursor']}"
    changed = [_get(base_url, since, told["device"]) for _round in range(ROUNDS)]
    return {
        "tickets": len(content["numbers"]),
        "seconds": seconds,
        "bytes": size,
        "delta_seconds": min(one[0] for one in changed),
        "delta_tickets": len(changed[0][2]["numbers"]),
        "others": told["tickets"],
    }


def _get(base_url, path, token):
    """Return how long it took, how many bytes came, and what they say."""
    url = urlsplit(base_url)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip"}
    began = time.perf_counter()
    connection.request("GET", path, headers=headers)
    reply = connection.getresponse()
    body = reply.read()
    seconds = time.perf_counter() - began
    connection.close()
    if reply.status != 200:
        raise RuntimeError(f"{path}: {reply.status} {body[:200]}")
    packed = reply.headers["Content-Encoding"] == "gzip"
    return seconds, len(body), json.loads(gzip.decompress(body) if packed else body)


def print_table(figures: dict) -> None:
    print("\n| tickets of a session for a device | seconds | bytes |")
    print("|---|---|---|")
    print(
        "| all {tickets:,} (of {others:,}) | {seconds:.2f} | {bytes:,} |".format(
            **figures
        )
    )
    print(
        "| what changed: {delta_tickets:,} | {delta_seconds:.2f} | |".format(**figures)
    )
