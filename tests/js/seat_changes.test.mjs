import assert from "node:assert/strict";
import { test } from "node:test";
import { applyChanges, areSame } from "../../addons/ticket_pos/static/src/utils/seat_changes.js";

const indexOf = (seatId) => [11, 12, 13].indexOf(seatId);

test("what changed is put in, the old states stay", () => {
    const before = Uint8Array.of(0, 0, 2);
    const after = applyChanges(
        before,
        [
            [11, 1],
            [13, 0],
        ],
        indexOf,
    );
    assert.deepEqual([...after], [1, 0, 0]);
    assert.deepEqual([...before], [0, 0, 2]);
});

test("news that changes nothing gives the same states, so nothing is drawn again", () => {
    const before = Uint8Array.of(1, 0, 2);
    assert.equal(applyChanges(before, [[11, 1]], indexOf), before);
});

test("seats of another map are left out", () => {
    const before = Uint8Array.of(0, 0, 0);
    assert.equal(applyChanges(before, [[99, 2]], indexOf), before);
});

test("states are compared seat by seat", () => {
    assert.equal(areSame(Uint8Array.of(0, 1), Uint8Array.of(0, 1)), true);
    assert.equal(areSame(Uint8Array.of(0, 1), Uint8Array.of(0, 2)), false);
    assert.equal(areSame(Uint8Array.of(0), Uint8Array.of(0, 0)), false);
});
