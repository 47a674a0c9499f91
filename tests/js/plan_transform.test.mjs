import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { rowBlock } from "../../addons/ticket_venue/static/src/utils/plan/blocks.js";
import {
    align,
    curveRow,
    distribute,
    duplicate,
    guidesNear,
    mirror,
    move,
    rotate,
    setSpacing,
    snap,
} from "../../addons/ticket_venue/static/src/utils/plan/transform.js";

function seats(places, row = "1") {
    return places.map(([x, y], index) => ({ id: index + 1, section: 1, row, x, y }));
}

function block(values) {
    return rowBlock(values).map((seat, index) => ({ ...seat, id: index + 1, section: 1 }));
}

/** Points in the order of ids, rounded. */
function points(found) {
    return [...found]
        .sort((a, b) => a.id - b.id)
        .map(({ x, y }) => [Math.round(x * 100) / 100 + 0, Math.round(y * 100) / 100 + 0]);
}

function gaps(found) {
    const row = [...found].sort((a, b) => a.id - b.id);
    return row
        .slice(1)
        .map((seat, index) => Math.hypot(seat.x - row[index].x, seat.y - row[index].y));
}

const SQUARE = seats([
    [0, 0],
    [100, 0],
    [100, 50],
]);

describe("transforming seats", () => {
    test("moved", () => {
        assert.deepEqual(points(move(SQUARE, 5, -5)), [
            [5, -5],
            [105, -5],
            [105, 45],
        ]);
    });

    test("rotated clockwise about the middle, and back", () => {
        assert.deepEqual(points(rotate(SQUARE, 90)), [
            [75, -25],
            [75, 75],
            [25, 75],
        ]);
        const turned = rotate(SQUARE, 33, [7, 8]);
        assert.deepEqual(points(rotate(turned, -33, [7, 8])), points(SQUARE));
    });

    test("mirrored", () => {
        assert.deepEqual(points(mirror(SQUARE, "x")), [
            [100, 0],
            [0, 0],
            [0, 50],
        ]);
        assert.deepEqual(points(mirror(SQUARE, "y", [0, 0]))[2], [100, -50]);
    });

    test("aligned", () => {
        assert.deepEqual(points(align(SQUARE, "left"))[1], [0, 0]);
        assert.deepEqual(points(align(SQUARE, "bottom"))[0], [0, 50]);
        assert.deepEqual(points(align(SQUARE, "middle"))[0], [0, 25]);
        assert.deepEqual(align([], "left"), []);
    });

    test("rows aligned lie on a straight line, in whatever direction", () => {
        const row = rotate(block({ rows: 1, seats: 9, curve: 4 }), 30, [0, 0]).map((seat) => ({
            ...seat,
            section: 1,
            row: "1",
        }));
        const back = rotate(align(row, "rows"), -30, [0, 0]);
        const [[, first]] = points(back);
        assert.ok(points(back).every(([, y]) => Math.abs(y - first) < 0.02));
    });

    test("distributed between the outermost", () => {
        const found = distribute(
            seats([
                [0, 1],
                [90, 2],
                [10, 3],
            ]),
            "x",
        );
        assert.deepEqual(points(found), [
            [0, 1],
            [90, 2],
            [45, 3],
        ]);
    });

    test("a straight row gets a new spacing around its middle", () => {
        const row = block({ rows: 1, seats: 4, spacing: 50 });
        assert.deepEqual(
            points(setSpacing(row, 60)).map(([x]) => x),
            [-90, -30, 30, 90],
        );
    });

    test("an aisle stays as wide as it was", () => {
        const row = block({ rows: 1, seats: 6, spacing: 50, aisles: [0] });
        assert.deepEqual(gaps(setSpacing(row, 60)).map(Math.round), [60, 60, 160, 60, 60]);
    });

    test("a bent row keeps its bend with a new spacing", () => {
        const row = block({ rows: 1, seats: 21, spacing: 50, curve: 5 });
        const found = setSpacing(row, 55);
        assert.ok(
            gaps(found).every((gap) => Math.abs(gap - 55) < 0.5),
            gaps(found),
        );
    });

    test("a straight row is bent as a block with that curve, and made straight again", () => {
        const straight = block({ rows: 2, seats: 7 });
        const curved = block({ rows: 2, seats: 7, curve: 3 });
        assert.deepEqual(points(curveRow(straight, 3)), points(curved));
        const again = curveRow(curved, 0);
        assert.deepEqual(points(again), points(straight));
    });

    test("the ends of a row bend to the focal point", () => {
        const [first, middle] = points(curveRow(block({ rows: 1, seats: 3 }), 10, [0, 500]));
        assert.ok(first[1] > middle[1]);
    });

    test("one seat alone is a row", () => {
        const [seat] = seats([[5, 6]]);
        for (const found of [setSpacing([seat], 9), curveRow([seat], 3), align([seat], "rows")]) {
            assert.deepEqual(points(found), [[5, 6]]);
        }
    });

    test("copies have no id and no bond", () => {
        const [copy] = duplicate([{ id: 7, section: 1, row: "A", x: 0, y: 0, companion: 6 }], 1, 2);
        assert.deepEqual(copy, { section: 1, row: "A", x: 1, y: 2, companion: 0 });
    });
});

describe("snapping", () => {
    test("to a neighbour's column before the grid", () => {
        const guides = { x: [100], y: [] };
        assert.deepEqual(snap({ x: 95, y: 33 }, { grid: 10, guides }), {
            x: 100,
            y: 30,
            lines: [{ x: 100 }],
        });
    });

    test("to nothing without grid and guides in reach", () => {
        const guides = { x: [100], y: [1, 80] };
        assert.deepEqual(snap({ x: 50, y: 50 }, { guides, reach: 20 }), {
            x: 50,
            y: 50,
            lines: [],
        });
    });

    test("guides are the neighbours' lines and one seat further", () => {
        const { x, y } = guidesNear(
            seats([
                [0, 0],
                [50, 0],
                [9000, 0],
            ]),
            { x: 60, y: 10 },
            { spacing: 50, depth: 90 },
        );
        assert.deepEqual(
            x.sort((a, b) => a - b),
            [-50, 0, 50, 100],
        );
        assert.deepEqual(
            y.sort((a, b) => a - b),
            [-90, 0, 90],
        );
    });
});
