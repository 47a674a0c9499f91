/** The seats of the house board, as the server tells them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
    ARRIVAL_COLORS,
    countArrivals,
    readArrivals,
} from "../../addons/ticket_gate/static/src/board/board_house/arrivals.js";

test("each digit is the state of a seat", () => {
    assert.deepEqual([...readArrivals("0123", 4)], [0, 1, 2, 3]);
});

test("a map with more seats than digits has unsold ones at its end", () => {
    assert.deepEqual([...readArrivals("2", 3)], [2, 0, 0]);
    assert.deepEqual([...readArrivals("222", 2)], [2, 2]);
});

test("states are counted, each with a colour", () => {
    assert.deepEqual(countArrivals(readArrivals("01122", 5)), [1, 2, 2, 0]);
    assert.deepEqual(countArrivals(null), [0, 0, 0, 0]);
    assert.equal(new Set(ARRIVAL_COLORS).size, 4);
});
