import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    canPick,
    detailOf,
    FAR,
    MIDDLE,
    NEAR,
    pickScale,
} from "../../addons/ticket_venue/static/src/utils/detail.js";
import { Viewport } from "../../addons/ticket_venue/static/src/utils/viewport.js";
import { dice } from "./halls.mjs";

function viewport(bounds = [0, 0, 4000, 2000]) {
    const found = new Viewport(bounds, 21);
    found.resize(800, 600);
    found.fit();
    return found;
}

const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}`);

describe("viewport", () => {
    test("fit shows the whole map in the middle", () => {
        const view = viewport();
        const [left, top, right, bottom] = view.window;
        assert.ok(left < 0 && top < 0 && right > 4000 && bottom > 2000);
        near(left + right, 4000);
        near(top + bottom, 2000);
        assert.equal(view.isFit, true);
    });

    test("zooming keeps the point under the pointer", () => {
        const view = viewport();
        const before = view.toMap(430, 310);
        view.zoomAt(430, 310, 2.5);
        const after = view.toMap(430, 310);
        near(before[0], after[0]);
        near(before[1], after[1]);
    });

    test("map and screen points are each other's inverse", () => {
        const view = viewport();
        view.zoomAt(200, 200, 3);
        const [x, y] = view.toScreen(...view.toMap(123, 456));
        near(x, 123);
        near(y, 456);
    });

    test("zoom stays between the whole map and a few seats", () => {
        const view = viewport();
        view.zoomAt(0, 0, 1e9);
        near(view.scale, view.maxScale);
        view.zoomAt(0, 0, 1e-9);
        near(view.scale, view.minScale);
    });

    test("the map cannot be lost, however it is moved", () => {
        const view = viewport();
        const random = dice(9);
        for (let round = 0; round < 300; round++) {
            view.pan(random.next().value * 4000 - 2000, random.next().value * 4000 - 2000);
            view.zoomAt(400, 300, 0.5 + random.next().value * 1.5);
            const [left, top, right, bottom] = view.window;
            assert.ok(left < 4000 && right > 0 && top < 2000 && bottom > 0);
        }
    });

    test("a new size keeps the middle", () => {
        const view = viewport();
        view.showBox([1000, 500, 1400, 700]);
        view.resize(300, 900);
        const [x, y] = view.toMap(150, 450);
        near(x, 1200);
        near(y, 600);
    });

    test("reveal moves only when needed, and enough", () => {
        const view = viewport();
        view.showBox([0, 0, 200, 200]);
        const { x } = view.state;
        view.reveal(100, 100);
        assert.equal(view.x, x);
        view.reveal(2000, 1000);
        const [screenX, screenY] = view.toScreen(2000, 1000);
        assert.ok(screenX > 0 && screenX < 800 && screenY > 0 && screenY < 600);
    });

    test("a map of one point can be shown", () => {
        const view = viewport([5, 5, 5, 5]);
        assert.ok(Number.isFinite(view.scale) && view.scale > 0);
    });
});

describe("level of detail", () => {
    test("sections from far, shapes, then numbers", () => {
        assert.deepEqual([1, 4.9, 5, 16, 17, 60].map(detailOf), [
            FAR,
            FAR,
            MIDDLE,
            MIDDLE,
            NEAR,
            NEAR,
        ]);
    });

    test("a finger needs larger seats than a mouse", () => {
        assert.equal(canPick(8, false), true);
        assert.equal(canPick(8, true), false);
        assert.equal(canPick(20, true), true);
    });

    test("the scale a tap flies to lets the next tap pick", () => {
        for (const isTouch of [true, false]) {
            assert.equal(canPick(2 * 21 * pickScale(21, isTouch), isTouch), true);
        }
    });
});
