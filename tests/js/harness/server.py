"""Serves the seat-map view without Odoo's server, and drives it in Chromium.

    python tests/js/harness/server.py [--shots DIRECTORY] [--frames]

Without options it serves http://localhost:8099/?map=theatre; other maps are stadium,
standing, baseball and pretix.
"""

import argparse
import json
import re
import statistics
import sys
import threading
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
ADDON = ROOT / "addons" / "ticket_venue"
sys.path.insert(0, str(ADDON))

from tools import geometry, seat_blocks  # noqa: E402  after the path

SHIMS = {
    "owl.js": "export const {Component, App, xml, markRaw, onMounted, onWillUnmount, "
    "onWillUpdateProps, useEffect, useRef, useState} = window.owl;",
    "translation.js": "export const appTranslateFn = (text, module, values) => "
    "text.replace(/%\\((\\w+)\\)s/g, (all, name) => values?.[name] ?? all);",
    "strings.js": "export const sprintf = (text) => text;",
}
TYPES = {
    "js": "text/javascript",
    "css": "text/css",
    "html": "text/html",
    "json": "application/json",
}


def numbered(sections, blocks, shapes):
    seats = [seat for block in blocks for seat in block]
    seats = [replace(seat, id=index) for index, seat in enumerate(seats, 1)]
    return geometry.encode(
        map_id=1, revision=1, sections=sections, seats=seats, shapes=shapes
    )


def theatre():
    rows = [24 + 2 * min(i, 8) for i in range(20)]
    sections = [
        geometry.Section("stalls", "Stalls"),
        geometry.Section("circle", "Circle"),
    ]
    wheelchairs = {(19, i): "wheelchair" for i in (0, 1, 38, 39)}
    wheelchairs |= {(19, i): "companion" for i in (2, 37)}
    blocks = [
        seat_blocks.row_block(
            "stalls",
            rows=rows,
            curve=1.6,
            number=seat_blocks.odd_even,
            kinds=wheelchairs,
            aisles=(-550, 550),
        ),
        seat_blocks.row_block(
            "circle",
            rows=[44] * 9,
            origin=(0, 2250),
            curve=1.6,
            aisles=(0,),
            row_label=seat_blocks.letters,
        ),
    ]
    for side, x in (("Left", -1650), ("Right", 1650)):
        for box in range(4):
            name = f"Box {side} {box + 1}"
            sections.append(geometry.Section(name, name))
            blocks.append(
                seat_blocks.row_block(
                    name, rows=[3, 3], origin=(x, 200 + box * 420), depth=80
                )
            )
    stage = {
        "shape": "rect",
        "role": "stage",
        "x": -900,
        "y": -780,
        "w": 1800,
        "h": 420,
        "text": "Stage",
    }
    return numbered(sections, blocks, [stage])


def stadium():
    sections, blocks = [], []
    for tier, (radius, rows) in enumerate([(6000, 28), (9000, 31)], 1):
        for part in range(36):
            code = f"{tier}{part + 1:02d}"
            sections.append(geometry.Section(code, code))
            blocks.append(
                seat_blocks.arc_block(
                    code,
                    centre=(0, 0),
                    radius=radius,
                    start=part * 10 + 0.7,
                    end=part * 10 + 9.3,
                    rows=rows,
                    pitch=50,
                    depth=85,
                    stretch=1.2,
                )
            )
    field = {
        "shape": "rect",
        "role": "field",
        "x": -5000,
        "y": -3400,
        "w": 10000,
        "h": 6800,
        "text": "Field",
    }
    return numbered(sections, blocks, [field])


def standing():
    sections = [
        geometry.Section("floor", "Floor", "standing"),
        geometry.Section("bar", "Bar side", "standing"),
    ]
    return numbered(sections, [], [])


def baseball():
    from tools import seat_import

    folder = ROOT.parent / "shared" / "data" / "venues" / "tw-baseball"
    plan = seat_import.parse_csv(
        (folder / "rakuten-taoyuan-seats.csv").read_bytes(),
        (folder / "rakuten-taoyuan-zones.json").read_bytes(),
    )
    return numbered(plan.sections, [plan.seats], plan.shapes)


def pretix():
    from tools import seat_import

    folder = ROOT.parent / "shared" / "data" / "venues" / "seatmap-canvas"
    plan = seat_import.parse_pretix((folder / "two-floor-738.pretix.json").read_bytes())
    return numbered(plan.sections, [plan.seats], plan.shapes)


@cache
def map_file(name):
    return json.dumps(globals()[name](), ensure_ascii=False).encode()


def odoo_addons():
    import odoo

    return Path(odoo.__path__[0]) / "addons"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        try:
            body = self.find(path)
        except (FileNotFoundError, KeyError, ValueError):
            self.send_error(404)
            return
        self.send_response(200)
        kind = TYPES.get(
            path.rsplit(".", 1)[-1], "text/html" if path == "/" else "text/plain"
        )
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def find(self, path):
        static = ADDON / "static" / "src"
        if path == "/":
            return (HERE / "index.html").read_bytes()
        if path == "/seat_map.css":
            text = (static / "seat_map" / "seat_map.scss").read_text()
            return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE).encode()
        top, rest = path[1:].split("/", 1)
        if top == "shims":
            return SHIMS[rest].encode()
        if top == "maps":
            return map_file(rest.removesuffix(".json"))
        folder = {"harness": HERE, "view": static}.get(top) or odoo_addons()
        return (folder / rest).read_bytes()

    def log_message(self, *args):
        pass


def shots(page, base, folder):
    for name, size, ratio in (("desktop", (1280, 800), 1), ("phone", (390, 760), 2)):
        context = page.context.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, device_scale_factor=ratio
        )
        page = context.new_page()
        page.on("console", lambda message: print("console:", message.text))
        page.on("pageerror", lambda error: print("error:", error))
        for seats in ("theatre", "stadium", "standing", "baseball", "pretix"):
            page.goto(f"{base}/?map={seats}")
            page.wait_for_function("window.ready")
            page.wait_for_timeout(200)
            page.screenshot(path=folder / f"{seats}-{name}.png")
            if seats == "standing":
                continue
            for step in ("mid", "near"):
                page.evaluate(
                    """step => {
                        const {viewport, scene} = window.view;
                        const seat = Math.floor(scene.geometry.count * 0.3);
                        const at = [scene.geometry.x[seat], scene.geometry.y[seat]];
                        const pixels = step === "mid" ? 10 : 26;
                        const scale = pixels / (2 * scene.seatRadius);
                        viewport.showBox([...at, ...at], scale);
                        [0, 1, 2].forEach(i => window.harness.pick(seat + i));
                        window.view.draw();
                    }""",
                    step,
                )
                page.mouse.move(size[0] / 2 + 40, size[1] / 2)
                page.wait_for_timeout(300)
                page.screenshot(path=folder / f"{seats}-{name}-{step}.png")
        context.close()


MEASURE = """async ({scale}) => {
    const {view} = window, {viewport} = view;
    viewport.fit();
    if (scale) {
        const seat = Math.floor(view.scene.geometry.count / 2);
        const at = [view.scene.geometry.x[seat], view.scene.geometry.y[seat]];
        viewport.showBox([...at, ...at], scale / (2 * view.scene.seatRadius));
    }
    const draws = [], frames = [];
    let before = null;
    for (let i = 0; i < 90; i++) {
        const now = await new Promise(requestAnimationFrame);
        if (before !== null) frames.push(now - before);
        before = now;
        const out = i < 45;
        if (i % 3) viewport.pan(out ? 7 : -7, 3);
        else viewport.zoomAt(400, 300, out ? 1.02 : 0.98);
        const start = performance.now();
        view.draw();
        draws.push(performance.now() - start);
    }
    return {draws, frames};
}"""


def frames(page, base):
    print(
        f"{'map':10}{'seats':>8}{'zoom':>8}{'draw p50':>10}{'p95':>8}"
        f"{'frame p50':>11}{'p95':>8}  ms"
    )
    for seats in ("theatre", "baseball", "stadium"):
        page.goto(f"{base}/?map={seats}")
        page.wait_for_function("window.ready")
        count = page.evaluate("window.view.scene.geometry.count")
        for zoom, scale in (("all", 0), ("3 px", 3), ("8 px", 8), ("24 px", 24)):
            found = page.evaluate(MEASURE, {"scale": scale})
            draws, gaps = sorted(found["draws"]), sorted(found["frames"])
            at95 = lambda values: values[int(len(values) * 0.95)]  # noqa: E731  used on the next lines only
            print(
                f"{seats:10}{count:8}{zoom:>8}{statistics.median(draws):10.1f}"
                f"{at95(draws):8.1f}"
                f"{statistics.median(gaps):11.1f}{at95(gaps):8.1f}"
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=Path)
    parser.add_argument("--frames", action="store_true")
    parser.add_argument("--port", type=int, default=8099)
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    if not options.shots and not options.frames:
        server.serve_forever()
        return
    threading.Thread(target=server.serve_forever, daemon=True).start()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.on("pageerror", lambda error: print("error:", error))
        base = f"http://127.0.0.1:{options.port}"
        if options.shots:
            options.shots.mkdir(parents=True, exist_ok=True)
            shots(page, base, options.shots)
        if options.frames:
            frames(page, base)
        browser.close()


if __name__ == "__main__":
    main()
