import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    fitted,
    rulerMarks,
    toPage,
    toScreen,
    zoomed,
} from "../../addons/ticket_sale/static/src/face_designer/utils/face_view.js";

test("the whole page is seen, in the middle of what the rulers leave", () => {
    const view = fitted({ w: 72, h: 120 }, 800, 700, 24);
    const [left, top] = toScreen(view, 0, 0);
    const [right, bottom] = toScreen(view, 72, 120);
    assert.ok(left >= 24 && top >= 24 && right <= 800 && bottom <= 700);
    assert.equal(Math.round(left - 24), Math.round(800 - right));
});

test("what is under the pointer stays there while zooming", () => {
    const view = { zoom: 4, x: 100, y: 50 };
    const before = toPage(view, 300, 200);
    const after = toPage(zoomed(view, 1.7, 300, 200), 300, 200);
    assert.deepEqual(
        after.map((value) => value.toFixed(6)),
        before.map((value) => value.toFixed(6)),
    );
});

test("zoom has ends", () => {
    assert.equal(zoomed({ zoom: 50, x: 0, y: 0 }, 9, 0, 0).zoom, 60);
    assert.equal(zoomed({ zoom: 1, x: 0, y: 0 }, 0.01, 0, 0).zoom, 0.5);
});

describe("rulers", () => {
    test("labels never stand on each other", () => {
        for (const zoom of [0.5, 1, 2.3, 4, 9, 30, 60]) {
            const labels = rulerMarks(zoom, 300).filter(({ label }) => label);
            const gap = (labels[1].at - labels[0].at) * zoom;
            assert.ok(gap >= 38, `${zoom}: ${gap}`);
        }
    });

    test("marks go from the edge to the end of the page", () => {
        const marks = rulerMarks(5, 72);
        assert.equal(marks[0].at, 0);
        assert.equal(marks.at(-1).at, 72);
    });
});
