import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Lasso, seatsInside } from "../../addons/ticket_venue/static/src/utils/lasso.js";
import { SpatialIndex } from "../../addons/ticket_venue/static/src/utils/spatial_index.js";
import { hall } from "./halls.mjs";

const geometry = hall([{ name: "A", rows: 4, seats: 6 }]);
const index = new SpatialIndex(geometry.x, geometry.y);

/** A box around the middles of the seats from one to another. */
function around(first, last, margin = 10) {
    const [left, top] = [geometry.x[first] - margin, geometry.y[first] - margin];
    const [right, bottom] = [geometry.x[last] + margin, geometry.y[last] + margin];
    return [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
    ];
}

describe("lasso", () => {
    test("a line around seats takes those inside and no other", () => {
        assert.deepEqual(seatsInside(geometry, index, around(1, 9)), [1, 2, 3, 7, 8, 9]);
    });

    test("what a bent line leaves out is not taken", () => {
        const [a, b] = around(0, 5);
        const notch = [(geometry.x[2] + geometry.x[3]) / 2, geometry.y[0] + 10];
        const dip = [notch[0], geometry.y[0] - 5];
        const line = [a, b, [b[0], notch[1]], [geometry.x[3] + 1, notch[1]], dip, [a[0], notch[1]]];
        assert.ok(!seatsInside(geometry, index, line).includes(2));
        assert.ok(seatsInside(geometry, index, line).includes(4));
    });

    test("a line of two corners goes around nothing", () => {
        assert.deepEqual(seatsInside(geometry, index, around(0, 9).slice(0, 2)), []);
    });

    test("corners a hair apart are drawn once, in map units", () => {
        const lasso = new Lasso();
        const toMap = (x, y) => [x * 10, y * 10];
        assert.ok(lasso.add(0, 0, toMap));
        assert.ok(!lasso.add(1, 1, toMap));
        assert.ok(lasso.add(5, 5, toMap));
        assert.deepEqual(lasso.corners, [
            [0, 0],
            [50, 50],
        ]);
        lasso.clear();
        assert.deepEqual(lasso.corners, []);
    });
});
