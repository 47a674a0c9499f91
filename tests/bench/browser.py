"""The seat map in Chromium with software rendering, as a visitor of the website sees it.

Each hall is opened in a new browser context by a server that has not read it yet. The
frames are driven from inside the page, one move a frame, so that nothing but the page
itself is measured.
"""

import shutil
from contextlib import contextmanager
from pathlib import Path

from tests.bench.meter import percentile

VIEWPORT = {"width": 1366, "height": 768}
FRAMES = 120
PICKS = 10
SCRIPT = (Path(__file__).parent / "browser.js").read_text()


def measure(base_url: str, halls: list[dict]) -> list[dict]:
    """One row a hall: ``halls`` as ``halls.py`` tells them."""
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{base_url}/shows")  # the bundles are made at the first visit
        page.wait_for_load_state("load")
        page.close()
        return [hall | _hall(browser, base_url, hall["session"]) for hall in halls]


@contextmanager
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def _hall(browser, base_url, session):
    context = browser.new_context(viewport=VIEWPORT, locale="en-US")
    try:
        page = context.new_page()
        page.add_init_script(SCRIPT)
        page.goto(f"{base_url}/session/{session}", wait_until="commit")
        page.wait_for_function("() => window.seatMapBench?.painted", timeout=60_000)
        page.wait_for_load_state("load")
        page.wait_for_timeout(1500)  # what the page does after its first picture
        told = page.evaluate(
            "([frames, picks]) => window.seatMapBench.run(frames, picks)",
            [FRAMES, PICKS],
        )
        first_paint = page.evaluate("() => window.seatMapBench.painted")
    finally:
        context.close()
    return {
        "first_paint_ms": round(first_paint),
        "pick_ms": [
            round(percentile(told["picks"], share), 1) for share in (0.5, 0.95)
        ],
        "moves": {
            name: {
                "frame_ms": [
                    round(percentile(run["frames"], s), 1) for s in (0.5, 0.95)
                ],
                "script_ms": [
                    round(percentile(run["script"], s), 1) for s in (0.5, 0.95)
                ],
            }
            for name, run in told["moves"].items()
        },
    }


def print_table(rows: list[dict]) -> None:
    print(
        "\n| seats | geometry bytes a seat | first paint ms | move | frame ms p50 / p95 "
        "| script ms p50 / p95 | pick to highlight ms p50 / p95 |"
    )
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        for index, (move, run) in enumerate(row["moves"].items()):
            first = index == 0
            cells = [
                f"{row['seats']:,}" if first else "",
                f"{row['geometry_bytes'] / row['seats']:.2f}" if first else "",
                row["first_paint_ms"] if first else "",
                move,
                "{} / {}".format(*run["frame_ms"]),
                "{} / {}".format(*run["script_ms"]),
                "{} / {}".format(*row["pick_ms"]) if first else "",
            ]
            print("| " + " | ".join(map(str, cells)) + " |")
