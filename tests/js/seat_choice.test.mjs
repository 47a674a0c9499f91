import assert from "node:assert/strict";
import { test } from "node:test";
import {
    countChosen,
    seatsOfKind,
    seatsOfSection,
    seatsTouched,
    toggleSeats,
} from "../../addons/ticket_sale/static/src/utils/seat_choice.js";

// Two rows of two in section 0, one row of one in section 1.
const GEOMETRY = {
    section: Uint16Array.from([0, 0, 0, 0, 1]),
    row: Uint32Array.from([0, 0, 1, 1, 2]),
    kind: Uint8Array.from([0, 1, 0, 1, 0]),
    kindCodes: ["standard", "house"],
    sections: [{ rows: [0, 1] }, { rows: [2] }],
    rows: [{ seats: [0, 1] }, { seats: [2, 3] }, { seats: [4] }],
};

test("a touch means the seat, its row or its section", () => {
    assert.deepEqual(seatsTouched(GEOMETRY, 2, "seat"), [2]);
    assert.deepEqual(seatsTouched(GEOMETRY, 2, "row"), [2, 3]);
    assert.deepEqual(seatsTouched(GEOMETRY, 2, "section"), [0, 1, 2, 3]);
    assert.deepEqual(seatsOfSection(GEOMETRY, 1), [4]);
});

test("seats are found by their kind", () => {
    assert.deepEqual(seatsOfKind(GEOMETRY, "house"), [1, 3]);
    assert.deepEqual(seatsOfKind(GEOMETRY, "camera"), []);
});

test("seats are added, and taken away when all were chosen", () => {
    const some = toggleSeats(new Set([0]), [0, 1]);
    assert.deepEqual([...some], [0, 1]);
    assert.deepEqual([...toggleSeats(some, [0, 1])], []);
});

test("a choice is not changed by the next one", () => {
    const before = new Set([0]);
    toggleSeats(before, [1]);
    assert.deepEqual([...before], [0]);
});

test("chosen seats are counted by state", () => {
    const counts = countChosen(new Set([0, 1, 4]), Uint8Array.from([0, 2, 0, 1, 3]));
    assert.deepEqual(counts, { free: 1, held: 0, sold: 1, locked: 1 });
});
