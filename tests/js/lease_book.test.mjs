import assert from "node:assert/strict";
import { test } from "node:test";
import {
    areasLeft,
    isLeaseToken,
    leaseToken,
    packStates,
    pickPlaces,
    placesOf,
    priceLines,
    staleClaims,
} from "../../addons/ticket_pos/static/src/utils/lease_book.js";
import { decodeAvailability } from "../../addons/ticket_venue/static/src/utils/seat_states.js";

const ADULT = 1;
const CHILD = 2;

function slip(id, type, price = 10) {
    const line = { session_id: 7, zone_id: 3, type_id: type, price_unit: price };
    return { number: `${id}-${type}`, token: `T1-${id}-${type}`, line };
}

function place(id, values = {}) {
    return {
        place_id: id,
        seat_id: id + 100,
        section_id: 5,
        zone_id: 3,
        rank: id,
        label: `Seat ${id}`,
        slips: { [ADULT]: slip(id, ADULT), [CHILD]: slip(id, CHILD, 5) },
        ...values,
    };
}

const packages = (...places) => [{ id: 9, session_id: 7, version: "1", places }];
const left = (...places) => [...placesOf(packages(...places)).values()];
const ids = (chosen) => chosen.map((one) => one.place_id);

test("named seats are all taken, or none", () => {
    const places = left(place(1), place(2));
    const ask = (seat_ids) =>
        pickPlaces(places, { session_id: 7, type_id: ADULT, wanted: { seat_ids } });
    assert.deepEqual(ids(ask([101, 102])), [1, 2]);
    assert.deepEqual(ask([101, 103]), []);
});

test("the best are neighbours before they are of better rank", () => {
    const places = left(place(1), place(3), place(4), place(8));
    const best = (count) =>
        ids(pickPlaces(places, { session_id: 7, type_id: ADULT, wanted: { best: { count } } }));
    assert.deepEqual(best(1), [1]);
    assert.deepEqual(best(2), [3, 4]);
    assert.deepEqual(best(3), [1, 3, 4]);
    assert.deepEqual(best(5), []);
});

test("the best of a zone, or of a standing area", () => {
    const places = left(
        place(1, { zone_id: 4 }),
        place(2),
        place(3, { seat_id: false, section_id: 6 }),
    );
    const ask = (best) =>
        ids(pickPlaces(places, { session_id: 7, type_id: ADULT, wanted: { best } }));
    assert.deepEqual(ask({ count: 1, zone_id: 3 }), [2]);
    assert.deepEqual(ask({ count: 1, section_id: 6 }), [3]);
});

test("a type that was not prepared is not sold, nor another session", () => {
    const places = left(place(1, { slips: { [CHILD]: slip(1, CHILD) } }));
    const wanted = { best: { count: 1 } };
    assert.deepEqual(pickPlaces(places, { session_id: 7, type_id: ADULT, wanted }), []);
    assert.deepEqual(pickPlaces(places, { session_id: 8, type_id: CHILD, wanted }), []);
});

test("a cart is priced by type, each place with its own signed ticket", () => {
    const items = [
        { type_id: ADULT, place_ids: [1, 2] },
        { type_id: CHILD, place_ids: [3] },
    ];
    const { lines, missing } = priceLines(
        placesOf(packages(place(1), place(2), place(3))),
        items,
        "key",
    );
    assert.deepEqual(missing, []);
    assert.deepEqual(
        lines.map((line) => [line.place_ids, line.price_unit, line.lease.key]),
        [
            [[1, 2], 10, "key"],
            [[3], 5, "key"],
        ],
    );
    assert.deepEqual(lines[0].signed[2], { number: "2-1", token: "T1-2-1" });
});

test("what is not leased, or has another price, is missing", () => {
    const dearer = place(2, { slips: { [ADULT]: slip(2, ADULT, 12) } });
    const items = [{ type_id: ADULT, place_ids: [1, 2, 4] }];
    const { lines, missing } = priceLines(placesOf(packages(place(1), dearer)), items, "key");
    assert.deepEqual(missing, [2, 4]);
    assert.deepEqual(lines[0].place_ids, [1]);
});

test("states say free for what is left and locked for the rest", () => {
    const seats = [101, 102, 103, 104, 105];
    const states = decodeAvailability(packStates(seats, new Set([102, 105])), 5);
    assert.deepEqual([...states], [3, 0, 3, 3, 0]);
});

test("standing areas count what is left here", () => {
    const places = left(place(1, { seat_id: false, section_id: 6 }), place(2));
    assert.deepEqual(areasLeft([{ id: 6, left: 500 }], places), [{ id: 6, left: 1 }]);
});

test("claims of killed carts end; sold ones and those of open orders stay", () => {
    const claims = [
        { place_id: 1, order: "gone", sold: false, at: 0 },
        { place_id: 2, order: "open", sold: false, at: 0 },
        { place_id: 3, order: "gone", sold: true, at: 0 },
        { place_id: 4, order: "gone", sold: false, at: 950 },
    ];
    const stale = staleClaims(claims, new Set(["open"]), 1000, 100);
    assert.deepEqual(ids(stale), [1]);
});

test("a lease's token is no hold of the server", () => {
    assert.ok(isLeaseToken(leaseToken(9)));
    assert.ok(!isLeaseToken("abc"));
    assert.ok(!isLeaseToken(undefined));
});
