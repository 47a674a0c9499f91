import assert from "node:assert/strict";
import test from "node:test";

import {
    around,
    clusters,
    otherLinesOf,
    seatIdsOf,
    sessionIdsOf,
    sessionInFocus,
    shownSelection,
} from "../../addons/ticket_pos/static/src/utils/display.js";

const ticket = (session_id, ids) => ({ session_id, seats: ids.map((id) => ({ id })) });
const LINES = [
    { ticket: ticket(7, [1, 2]) },
    { productName: "Popcorn" },
    { ticket: ticket(9, [5, null]) },
    { ticket: ticket(7, [3]) },
];

test("the display is told of places, never of holds and names", () => {
    const shown = shownSelection({
        session_id: 7,
        session_name: "Swan Lake",
        type_id: 1,
        type_name: "Adult",
        zone_id: 2,
        zone_name: "Stalls",
        zone_color: "#123456",
        seats: [
            { place_id: 4, seat_id: 11, label: "Row 1", token: "secret", until: 1, name: "Li" },
        ],
    });
    assert.deepEqual(shown.seats, [{ id: 11, label: "Row 1" }]);
    assert.ok(!JSON.stringify(shown).includes("secret"));
    assert.ok(!JSON.stringify(shown).includes("Li"));
});

test("a cart without lines has no session in focus", () => {
    assert.equal(sessionInFocus(undefined), null);
    assert.equal(sessionInFocus([{ productName: "Popcorn" }]), null);
});

test("the line the cashier is at decides the session, else the last one", () => {
    assert.equal(sessionInFocus(LINES), 7);
    const selected = LINES.map((line, index) => ({ ...line, isSelected: index === 2 }));
    assert.equal(sessionInFocus(selected), 9);
});

test("sessions and seats are told once each; standing places have no seat", () => {
    assert.deepEqual(sessionIdsOf(LINES), [7, 9]);
    assert.deepEqual(seatIdsOf(LINES, 7), [1, 2, 3]);
    assert.deepEqual(seatIdsOf(LINES, 9), [5]);
    assert.deepEqual(otherLinesOf(LINES), [{ productName: "Popcorn" }]);
});

test("neighbours share a ring, seats far apart have their own", () => {
    const points = [
        [0, 0],
        [200, 0],
        [10, 0],
        [5, 4],
    ];
    assert.deepEqual(clusters(points, 10), [
        [200, 0, 200, 0],
        [0, 0, 10, 4],
    ]);
});

test("a seat between two groups joins them", () => {
    assert.deepEqual(
        clusters(
            [
                [0, 0],
                [20, 0],
                [10, 0],
            ],
            10,
        ),
        [[0, 0, 20, 0]],
    );
    assert.deepEqual(clusters([], 10), []);
});

test("the box around boxes holds them all", () => {
    assert.deepEqual(
        around([
            [0, 5, 1, 6],
            [-3, 7, 0, 9],
        ]),
        [-3, 5, 1, 9],
    );
});
