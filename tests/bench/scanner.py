"""The scanner app in Chromium: reading a picture of its camera, deciding alone.

The camera shows a ticket drawn by our own renderer; the decision knows 100,000 tickets
and is on the disk before anybody is let in.
"""

import json
import shutil
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.helpers import fake_camera

TICKETS = 100_000
READS = 150
DECISIONS = 200
NOW = 1_777_600_000  # the time of the shared codes
SCRIPT = (Path(__file__).parent / "scanner.js").read_text()
VECTORS = Path(__file__).parents[1] / "vectors" / "rotating_code.json"


def measure(base_url: str) -> dict:
    """Milliseconds at 50 and 95 percent, by what was done."""
    codes = json.loads(VECTORS.read_text())
    live = codes["codes"][0]
    with _page(base_url, _ticket(live["code"])) as page:
        read = page.evaluate("count => window.gateBench.readCamera(count)", READS)
        decided = page.evaluate(
            "given => window.gateBench.decide(given)",
            {
                "facts": _package(codes, live),
                "columns": _columns(live),
                "code": live["code"],
                "now": NOW * 1000,
                "count": DECISIONS,
            },
        )
    assert read["size"] == [1280, 720], read["size"]
    assert decided["reason"] == "ok", decided
    return {"read": read, "decided": decided, "tickets": TICKETS}


def print_table(told: dict) -> None:
    read, decided = told["read"], told["decided"]
    print("\n| scanner app in Chromium | p50 ms | p95 ms |")
    print("|---|---|---|")
    found = f"{read['found']} of {READS} read"
    print("| camera, 1280 × 720, {} | {:.1f} | {:.1f} |".format(found, *read["times"]))
    print("| decides alone, on the disk | {:.1f} | {:.1f} |".format(*decided["times"]))
    print(f"| list of {told['tickets']:,} tickets, new | {decided['refresh']:.0f} | |")
    print(f"| starts again with that list | {decided['start']:.0f} | |")


@contextmanager
def _page(base_url, picture):
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="gate-bench-") as folder:
        film = Path(folder) / "camera.mjpeg"
        fake_camera.film(film, fake_camera.scene(picture))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=fake_camera.arguments(film),
            )
            page = browser.new_page()
            page.goto(f"{base_url}/gate?lang=en_US")
            page.locator("input[name=token]").wait_for()
            page.evaluate(SCRIPT)
            yield page
            browser.close()


def _ticket(code):
    """A ticket of 80 mm with the code, as a thermal printer makes it."""
    import qrcode
    from PIL import Image

    paper = Image.new("RGB", (640, 900), "white")
    drawn = qrcode.make(code, error_correction=qrcode.ERROR_CORRECT_M).get_image()
    paper.paste(drawn.convert("RGB").resize((420, 420)), (110, 380))
    return paper


def _package(codes, live):
    def moment(seconds):
        return datetime.fromtimestamp(seconds, tz=UTC).isoformat()

    return {
        "server_time": moment(NOW),
        "gate": {"id": 1, "name": "Lane 1", "open": True, "session": None},
        "keys": codes["public_keys"],
        "rules": [{"venue": 10, "before": 120, "after": 0, "types": [], "zones": []}],
        "sessions": [
            {
                "id": 123456,
                "name": "Bench",
                "state": "on_sale",
                "venue": 10,
                "start": moment(NOW + 1800),
                "end": moment(NOW + 9000),
                "tz": "UTC",
                "rotation": {
                    "secrets": [live["secret"]],
                    "fixed": [],
                    "step_seconds": 15,
                    "tolerance": 2,
                },
            }
        ],
        "revocations": [],
        "used": {},
        "types": {"4321": "Adult"},
        "lang": "en-US",
        "messages": {},
    }


def _columns(live):
    numbers = [f"{number * 79_190_003:016d}" for number in range(1, TICKETS)]
    numbers.append(live["ticket"].zfill(16))
    size = len(numbers)
    return {
        "session": 123456,
        "cursor": "1",
        "full": True,
        "numbers": numbers,
        "states": ["valid"] * size,
        "types": [4321] * size,
        "zones": [20] * size,
        "places": [f"Stalls · Row {n // 60} · Seat {n % 60}" for n in range(size)],
        "admits": [1] * size,
        "admitted": [0] * size,
        "outside": [0] * size,
        "holders": ["L* H**"] * size,
        "print": [False] * size,
    }
