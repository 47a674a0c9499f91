import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
    defaultSpec,
    NumberingError,
    numberSeats,
} from "../../addons/ticket_venue/static/src/utils/plan/numbering.js";
import {
    letters,
    lettersIndex,
} from "../../addons/ticket_venue/static/src/utils/plan/seat_names.js";
import { findRows } from "../../addons/ticket_venue/static/src/utils/plan/seat_rows.js";

const vectors = JSON.parse(
    readFileSync(new URL("../vectors/numbering.json", import.meta.url), "utf8"),
);

function seat([id, section, row, number, x, y]) {
    return { id, section, row, number, x, y };
}

/** Blocks of rows around a field. */
function* stadium(count) {
    for (let id = 0; id < count; id++) {
        const [block, row, place] = [Math.floor(id / 1000), Math.floor(id / 40) % 25, id % 40];
        const angle = ((block * 6 + 0.5 + place * 0.125) / 180) * Math.PI;
        const radius = 24000 + row * 80;
        const [x, y] = [Math.cos(angle) * radius, Math.sin(angle) * radius];
        yield { id, section: block, row: "", number: "", x, y };
    }
}

describe("numbering", () => {
    for (const { name, seats, focal, spec, labels, error } of vectors.numbering) {
        test(`vector: ${name}`, () => {
            const number = () => numberSeats(seats.map(seat), focal, spec);
            if (error) {
                assert.throws(number, (raised) => {
                    assert.ok(raised instanceof NumberingError, raised);
                    assert.deepEqual({ code: raised.code, params: raised.params }, error);
                    return true;
                });
                return;
            }
            const found = number();
            assert.deepEqual(
                seats.map(([id]) => [found.get(id).row, found.get(id).number]),
                labels,
            );
        });
    }

    test("the whole spec as plain values is the same as none", () => {
        const { seats, focal, labels } = vectors.numbering[0];
        const found = numberSeats(seats.map(seat), focal, defaultSpec());
        assert.deepEqual(
            seats.map(([id]) => [found.get(id).row, found.get(id).number]),
            labels,
        );
    });

    test("seats are given back front row first", () => {
        const { seats, focal } = vectors.numbering[0];
        const rows = [...numberSeats(seats.map(seat), focal).values()].map(({ row }) => row);
        assert.deepEqual(rows, ["1", "1", "1", "2", "2", "2"]);
    });

    test("letters count back and forth", () => {
        for (const index of [0, 25, 26, 701, 702]) {
            assert.equal(lettersIndex(letters(index)), index);
        }
    });

    test("60,000 seats without row names take less than a second", () => {
        const seats = [...stadium(60000)];
        const start = process.cpuUsage();
        const found = numberSeats(seats, [0, 0], { seats: { order: "odd_left" } });
        const time = process.cpuUsage(start).user / 1000;
        assert.equal(found.size, 60000);
        assert.equal(findRows(seats.slice(0, 1000), [0, 0]).length, 25);
        assert.ok(time < 1000, `${time} ms`);
    });
});
