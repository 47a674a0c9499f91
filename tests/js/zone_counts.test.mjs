import assert from "node:assert/strict";
import { test } from "node:test";
import { countByZone } from "../../addons/ticket_sale/static/src/utils/zone_counts.js";

test("seats are counted by zone and state, those without a zone not at all", () => {
    const states = Uint8Array.of(0, 1, 2, 3, 0, 2);
    const seatZones = Int16Array.of(0, 0, 0, 0, 1, -1);

    assert.deepEqual(countByZone(states, seatZones, 2), [
        { free: 1, held: 1, sold: 1, locked: 1 },
        { free: 1, held: 0, sold: 0, locked: 0 },
    ]);
});
