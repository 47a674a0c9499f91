import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SpatialIndex } from "../../addons/ticket_venue/static/src/utils/spatial_index.js";
import { dice } from "./halls.mjs";

function scattered(count, width = 5000) {
    const random = dice(count);
    const next = () => Math.round(random.next().value * width);
    const x = Float32Array.from({ length: count }, next);
    const y = Float32Array.from({ length: count }, next);
    return new SpatialIndex(x, y);
}

function nearestByScan({ x, y }, px, py, distance) {
    let best = -1;
    let shortest = distance * distance;
    for (let seat = 0; seat < x.length; seat++) {
        const square = (x[seat] - px) ** 2 + (y[seat] - py) ** 2;
        if (square < shortest || (square === shortest && best < 0)) {
            [shortest, best] = [square, seat];
        }
    }
    return best;
}

describe("spatial index", () => {
    test("finds the nearest seat as a scan does", () => {
        const index = scattered(2000);
        const random = dice(3);
        for (let round = 0; round < 500; round++) {
            const [px, py] = [random.next().value * 6000 - 500, random.next().value * 6000 - 500];
            const distance = random.next().value * 400;
            assert.equal(index.nearest(px, py, distance), nearestByScan(index, px, py, distance));
        }
    });

    test("finds the seats in a window as a scan does", () => {
        const index = scattered(1500);
        const random = dice(5);
        for (let round = 0; round < 100; round++) {
            const [left, top] = [random.next().value * 5000, random.next().value * 5000];
            const [right, bottom] = [left + random.next().value * 900, top + 300];
            const found = Array.from(index.x.keys()).filter(
                (seat) =>
                    index.x[seat] >= left &&
                    index.x[seat] <= right &&
                    index.y[seat] >= top &&
                    index.y[seat] <= bottom,
            );
            assert.deepEqual(index.inside(left, top, right, bottom), found);
        }
    });

    test("a map without seats has nothing to find", () => {
        const index = new SpatialIndex(new Float32Array(0), new Float32Array(0));
        assert.equal(index.nearest(0, 0, 1e6), -1);
        assert.deepEqual(index.inside(-1e6, -1e6, 1e6, 1e6), []);
    });

    test("of two seats at the same distance the first wins", () => {
        const index = new SpatialIndex(Float32Array.of(0, 100), Float32Array.of(0, 0));
        assert.equal(index.nearest(50, 0, 80), 0);
    });

    test("a lonely seat far away does not cost memory", () => {
        const index = new SpatialIndex(Float32Array.of(0, 900000), Float32Array.of(0, 900000));
        assert.ok(index.starts.length < 200);
        assert.equal(index.nearest(900010, 900000, 50), 1);
    });

    test("seats in one straight line far apart do not cost memory either", () => {
        const index = new SpatialIndex(Float32Array.of(0, 900000), Float32Array.of(5, 5));
        assert.ok(index.starts.length < 200);
    });
});
