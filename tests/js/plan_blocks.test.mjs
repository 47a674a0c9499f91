import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
    arcBlock,
    areaBetween,
    areaCapacity,
    MAX_BLOCK,
    rowBlock,
    table,
    wedge,
} from "../../addons/ticket_venue/static/src/utils/plan/blocks.js";

const vectors = JSON.parse(
    readFileSync(new URL("../vectors/seat_blocks.json", import.meta.url), "utf8"),
);

function near(found, expected) {
    assert.equal(found.length, expected.length);
    found.forEach((value, index) =>
        assert.ok(Math.abs(value - expected[index]) < 1e-3, `${found} is not ${expected}`),
    );
}

function alike(found, seats) {
    assert.deepEqual(
        found.map(({ row, number }) => [row, number]),
        seats.map(([row, number]) => [row, number]),
    );
    found.forEach(({ x, y }, index) => near([x, y], seats[index].slice(2)));
}

describe("blocks of seats", () => {
    for (const { name, block, seats } of vectors.row_block) {
        test(`vector of rows: ${name}`, () => {
            const { rows, pitch, ...others } = block;
            alike(rowBlock({ ...others, seats: rows, spacing: pitch }), seats);
        });
    }

    for (const { name, block, seats } of vectors.arc_block) {
        test(`vector of an arc: ${name}`, () => {
            const { pitch, ...others } = block;
            alike(arcBlock({ ...others, spacing: pitch }), seats);
        });
    }

    test("rows of the same length are said by a number", () => {
        const seats = rowBlock({ rows: 2, seats: 3, spacing: 50, depth: 90 });
        assert.deepEqual(
            seats.map(({ row, number, x, y }) => [row, number, x, y]),
            [
                ["1", "1", -50, 0],
                ["1", "2", 0, 0],
                ["1", "3", 50, 0],
                ["2", "1", -50, 90],
                ["2", "2", 0, 90],
                ["2", "3", 50, 90],
            ],
        );
    });

    test("a skew shifts each row", () => {
        const seats = rowBlock({ rows: 3, seats: 1, skew: 20 });
        assert.deepEqual(
            seats.map(({ x }) => x),
            [0, 20, 40],
        );
    });

    test("a wedge grows to the back and never shrinks below nothing", () => {
        const count = (block, label) => wedge(block).filter(({ row }) => row === label).length;
        assert.deepEqual(
            ["1", "2", "3"].map((label) => count({ rows: 3, first: 2, grow: 2 }, label)),
            [2, 4, 6],
        );
        assert.equal(wedge({ rows: 5, first: 2, grow: -1 }).length, 3);
    });

    test("an arc takes the seats it is told to", () => {
        const seats = arcBlock({
            centre: [0, 0],
            radius: 500,
            start: 180,
            end: 0,
            rows: 2,
            seats: [4, 6],
        });
        assert.equal(seats.length, 10);
        for (const { row, x, y } of seats) {
            near([Math.hypot(x, y)], [row === "1" ? 500 : 580]);
        }
    });

    test("chairs stand around a round table, the first at its top", () => {
        const chairs = table({ shape: "round", chairs: 4, size: 100 });
        near([chairs[0].x, chairs[0].y, chairs[1].x, chairs[1].y], [0, -85, 85, 0]);
    });

    test("chairs stand where a long table has room", () => {
        const chairs = table({ shape: "rect", chairs: 6, size: [200, 80] });
        assert.deepEqual(
            chairs.map(({ y }) => Math.sign(y)),
            [-1, -1, 0, 1, 1, 0],
        );
    });

    test("a slip of the finger makes no million seats", () => {
        assert.throws(() => rowBlock({ rows: 1e9, seats: 1e9 }), RangeError);
        assert.throws(() => rowBlock({ rows: 1, seats: 2.5 }), RangeError);
        assert.throws(() => rowBlock({ rows: 1, seats: -1 }), RangeError);
        assert.throws(
            () => arcBlock({ centre: [0, 0], radius: 1e9, start: 0, end: 90, rows: 3 }),
            RangeError,
        );
        assert.equal(rowBlock({ rows: 200, seats: MAX_BLOCK / 200 }).length, MAX_BLOCK);
    });

    test("a standing area proposes how many people it holds", () => {
        const polygon = areaBetween([400, 300], [0, 0]);
        assert.deepEqual(polygon, [
            [0, 0],
            [400, 0],
            [400, 300],
            [0, 300],
        ]);
        assert.equal(areaCapacity(polygon), 24);
        assert.equal(areaCapacity(polygon, 4), 48);
        assert.equal(areaCapacity(areaBetween([0, 0], [1, 1])), 1);
    });
});
