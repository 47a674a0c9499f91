import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    dimSeats,
    freeInZones,
    withoutOrphans,
} from "../../addons/ticket_website/static/src/utils/picker_zones.js";

const ZONES = [{ id: 5 }, { id: 6 }];
const SEAT_ZONES = Int16Array.of(0, 0, 1, -1, 1);

describe("what is left in the zones", () => {
    test("free seats and standing places are counted, taken and unsold ones are not", () => {
        const states = Uint8Array.of(0, 2, 0, 0, 1);
        const areas = [
            { zone_id: 6, left: 30 },
            { zone_id: 9, left: 5 },
        ];
        assert.deepEqual(freeInZones(states, SEAT_ZONES, ZONES, areas), [1, 31]);
    });
});

describe("what the price filter dims", () => {
    test("nothing while nothing is singled out", () => {
        assert.equal(dimSeats(SEAT_ZONES, new Set()), undefined);
    });

    test("all seats outside the zones looked at", () => {
        assert.deepEqual([...dimSeats(SEAT_ZONES, new Set([1]))], [1, 1, 0, 1, 0]);
    });

    test("seats that are not wanted, in every zone and in some", () => {
        const isWanted = (seat) => seat === 2 || seat === 0;
        assert.deepEqual([...dimSeats(SEAT_ZONES, new Set(), isWanted)], [0, 1, 0, 1, 1]);
        assert.deepEqual([...dimSeats(SEAT_ZONES, new Set([1]), isWanted)], [1, 1, 0, 1, 1]);
    });
});

describe("the choice that leaves no single seat", () => {
    const distance = (first, second) =>
        Math.floor(first / 100) === Math.floor(second / 100) ? Math.abs(first - second) : Infinity;

    test("moves by one and keeps the number of seats", () => {
        assert.deepEqual(withoutOrphans([2, 3], [1], [1, 2], distance), [1, 2]);
    });

    test("seats of another row stay as they are", () => {
        assert.deepEqual(withoutOrphans([2, 3, 105], [1], [1, 2], distance), [1, 2, 105]);
    });

    test("seats further on in the same row stay too", () => {
        assert.deepEqual(withoutOrphans([2, 3, 8], [1], [1, 2], distance), [1, 2, 8]);
    });
});
