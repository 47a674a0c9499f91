import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
    decodeGeometry,
    indexOfSeat,
    seatNames,
} from "../../addons/ticket_venue/static/src/utils/geometry.js";
import {
    countStates,
    decodeAvailability,
    decodeRuns,
} from "../../addons/ticket_venue/static/src/utils/seat_states.js";
import { hall } from "./halls.mjs";

const vectors = JSON.parse(
    readFileSync(new URL("../vectors/geometry.json", import.meta.url), "utf8"),
);

describe("geometry file", () => {
    for (const { name, file, seats } of vectors.geometry) {
        test(`vector: ${name}`, () => {
            const geometry = decodeGeometry(file);
            const found = Array.from(geometry.ids, (id, index) => {
                const { row, number, kind } = seatNames(geometry, index);
                const { section, x, y } = geometry;
                return [id, section[index], row, number, x[index], y[index], kind];
            });
            assert.deepEqual(found, seats);
        });
    }

    test("seats are found by id", () => {
        const geometry = decodeGeometry(vectors.geometry[2].file);
        assert.equal(indexOfSeat(geometry, 8), 4);
        assert.equal(indexOfSeat(geometry, 13), 7);
        assert.equal(indexOfSeat(geometry, 5), -1);
    });

    test("a row that comes back is one row", () => {
        const geometry = decodeGeometry(vectors.geometry[3].file);
        assert.deepEqual(
            geometry.rows.map(({ label, seats }) => [label, seats]),
            [
                ["A", [0, 2]],
                ["A", [1, 4]],
                ["B", [3]],
            ],
        );
    });

    test("seats are drawn a little narrower than their distance", () => {
        assert.deepEqual(hall([{ name: "A", seats: 4 }]).radius, [21]);
    });

    test("another version is refused", () => {
        assert.throws(() => decodeGeometry({ v: 2 }), /version: 2/);
        assert.throws(() => decodeGeometry(null), /version/);
    });

    for (const part of ["ids", "x", "y", "kinds", "rows", "numbers"]) {
        test(`a file with too few ${part} is refused`, () => {
            const file = structuredClone(vectors.geometry[1].file);
            file[part] = part === "numbers" ? [[1, 1, 3]] : [];
            assert.throws(() => decodeGeometry(file), TypeError);
        });
    }
});

describe("availability", () => {
    for (const { states, bytes } of vectors.availability) {
        test(`vector: ${states.join("") || "no seats"}`, () => {
            const buffer = Uint8Array.from(Buffer.from(bytes, "hex")).buffer;
            assert.deepEqual([...decodeAvailability(buffer, states.length)], states);
        });
    }

    test("a short file is refused", () => {
        assert.throws(() => decodeAvailability(new Uint8Array(1), 5), RangeError);
    });

    for (const { runs, count, values } of vectors.runs) {
        test("runs are spread over the seats", () => {
            assert.deepEqual([...decodeRuns(runs, count)], values);
        });
    }

    test("seats past the runs have no zone", () => {
        assert.deepEqual([...decodeRuns([[2, 1]], 3)], [2, -1, -1]);
    });

    test("runs longer than the map are refused", () => {
        assert.throws(() => decodeRuns([[0, 4]], 3), RangeError);
    });

    test("states are counted", () => {
        assert.deepEqual(countStates(Uint8Array.of(0, 0, 1, 2, 4, 3, 0)), [3, 1, 1, 1, 1]);
    });
});
