"""The session page as a phone meets it: Chromium, its processor four times slower.

Usable is when the map is drawn and the picker answers. Each opening has an empty cache;
the server is warm.
"""

import gzip
import re
import time
from urllib.request import urlopen

from tests.bench.browser import chromium
from tests.bench.meter import percentile

PHONE = {"width": 390, "height": 844}
SLOWER = 4
OPENINGS = 5
REQUESTS = 30
USABLE = """() => performance.getEntriesByName("ticket-picker").length
    && document.querySelector(".o_seat_map_stage canvas")?.width > 1"""
OURS = re.compile(r"/\* /(ticket_\w+)/")
ANY_FILE = re.compile(r"/\* /\w+/static/[^*]*\*/")


def measure(base_url: str, session: int) -> dict:
    url = f"{base_url}/session/{session}"
    page = _read(url)
    with chromium() as browser:
        _open(browser, url)  # the bundles are made at the first visit
        usable = [_open(browser, url) for _opening in range(OPENINGS)]
    return {
        "server_ms": _server(url),
        "usable_ms": [round(percentile(usable, share)) for share in (0.5, 0.95)],
        "own_bytes": _own_bytes(base_url, page),
    }


def _open(browser, url) -> float:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    try:
        page = context.new_page()
        client = context.new_cdp_session(page)
        client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(url, wait_until="commit")
        page.wait_for_function(USABLE, timeout=60_000, polling=20)
        return page.evaluate(
            "() => performance.getEntriesByName('ticket-picker')[0].startTime"
        )
    finally:
        context.close()


def _server(url) -> list[float]:
    """Milliseconds until the whole page has come, p50 and p95."""
    spent = []
    for _request in range(REQUESTS):
        start = time.perf_counter()
        _read(url)
        spent.append(1000 * (time.perf_counter() - start))
    return [round(percentile(spent, share), 1) for share in (0.5, 0.95)]


def _read(url) -> str:
    with urlopen(url) as response:
        return response.read().decode()


def _own_bytes(base_url, page) -> int:
    """Our scripts and styles of the page, compressed; files that two bundles have are
    counted once."""
    found = {}
    for path in set(re.findall(r'(/web/assets/[^"]+\.(?:js|css))', page)):
        text = _read(base_url + path)
        marks = [*ANY_FILE.finditer(text)]
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        for mark, end in zip(marks, ends, strict=True):
            if OURS.match(mark.group()):
                found[mark.group()] = text[mark.end() : end]
    return len(gzip.compress("".join(found.values()).encode(), 9))


def print_table(row: dict) -> None:
    print("\n| session page, 1,200 seats | p50 | p95 |\n|---|---|---|")
    print("| server ms, warm | {} | {} |".format(*row["server_ms"]))
    print("| usable on a phone, CPU / 4, ms | {} | {} |".format(*row["usable_ms"]))
    print(f"| our JS and CSS, gzipped | {row['own_bytes']:,} bytes | |")
