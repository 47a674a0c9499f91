import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    snapLines,
    snapMove,
    snapPull,
} from "../../addons/ticket_sale/static/src/face_designer/utils/face_snap.js";

const PAGE = { w: 72, h: 120 };
const OTHER = { x: 10, y: 20, w: 20, h: 10 };
const lines = snapLines([OTHER], PAGE);

describe("moving", () => {
    test("an edge near another is drawn to it, with a guide over both", () => {
        const { dx, dy, guides } = snapMove({ x: 10.6, y: 50, w: 30, h: 5 }, lines, 1);
        assert.equal(Math.round(dx * 100), -60);
        assert.equal(dy, 0);
        assert.deepEqual(guides, [{ axis: "x", at: 10, from: 20, to: 55 }]);
    });

    test("the middle of the page counts, too", () => {
        const { dx, guides } = snapMove({ x: 30.5, y: 50.3, w: 10, h: 5.1 }, lines, 1);
        assert.equal(dx, 0.5);
        assert.equal(guides[0].at, 36);
    });

    test("the nearest line wins", () => {
        const near = {
            x: [
                { at: 10, reach: [0, 1] },
                { at: 11, reach: [0, 1] },
            ],
            y: [],
        };
        assert.equal(snapMove({ x: 10.7, y: 0, w: 50, h: 5 }, near, 1).guides[0].at, 11);
    });

    test("beside all lines it goes to the grid", () => {
        const { dx, dy, guides } = snapMove({ x: 44.2, y: 80.3, w: 3.3, h: 3.3 }, lines, 0.1, 0.5);
        assert.equal(Math.round(dx * 10), -2);
        assert.equal(Math.round(dy * 10), 2);
        assert.deepEqual(guides, []);
    });

    test("without tolerance and grid it stays where it is", () => {
        const { dx, dy } = snapMove({ x: 10.01, y: 20.01, w: 20, h: 10 }, lines, -1);
        assert.deepEqual([dx, dy], [0, 0]);
    });
});

describe("pulling", () => {
    test("only the edge that is pulled snaps", () => {
        const { dx, dy } = snapPull({ x: 10.4, y: 40, w: 25.3, h: 7 }, "e", lines, 1);
        assert.equal(Math.round(dx * 100), 30);
        assert.equal(dy, 0);
    });

    test("a corner snaps both ways", () => {
        const { dx, dy } = snapPull({ x: 40, y: 29.5, w: 7, h: 9 }, "nw", lines, 1, 0.5);
        assert.deepEqual([dx, dy], [0, 0.5]);
    });
});
