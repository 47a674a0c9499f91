import assert from "node:assert/strict";
import { test } from "node:test";
import { mayBeCard, quickAmounts } from "../../addons/ticket_pos/static/src/utils/member.js";
import {
    firstChoice,
    holdsOf,
    isComplete,
    packagesOf,
    seatsIn,
} from "../../addons/ticket_pos/static/src/utils/packages.js";

const line = (key, ...seats) => ({
    ticket_package: { key, name: `Package ${key}` },
    ...(seats.length && {
        ticket_selection: { seats: seats.map(([place_id, token]) => ({ place_id, token })) },
    }),
});

test("lines of one package are together, in the order they came", () => {
    const lines = [line("b", [1, "x"]), line("a", [2, "y"]), line("b")];
    const found = packagesOf(lines);
    assert.deepEqual(
        found.map(({ key, lines: parts }) => [key, parts.length]),
        [
            ["b", 2],
            ["a", 1],
        ],
    );
});

test("goods have no seats", () => {
    assert.deepEqual(seatsIn([line("a")]), []);
    assert.deepEqual(holdsOf([line("a")]), []);
});

test("places are gathered by hold", () => {
    const lines = [line("a", [1, "x"], [2, "y"]), line("a", [3, "x"])];
    assert.deepEqual(holdsOf(lines), [
        ["x", [1, 3]],
        ["y", [2]],
    ]);
});

const offer = (choose) => ({
    choose,
    sessions: [
        { id: 1, zones: [{ id: 10 }, { id: 11 }] },
        { id: 2, zones: [{ id: 20 }] },
    ],
});

test("where there is no choice all sessions are chosen", () => {
    assert.deepEqual(firstChoice(offer(2)), { 1: 10, 2: 20 });
    assert.deepEqual(firstChoice(offer(1)), { 1: null, 2: null });
});

test("a choice is whole with exactly so many sessions", () => {
    assert.equal(isComplete(offer(1), { 1: 10, 2: null }), true);
    assert.equal(isComplete(offer(1), { 1: 10, 2: 20 }), false);
    assert.equal(isComplete(offer(2), { 1: 10, 2: null }), false);
});

test("what cannot be a card is not asked of the server", () => {
    for (const code of ["", null, "123", "TK-2/7", "x".repeat(65), "会员卡一号"]) {
        assert.equal(mayBeCard(code), false, code);
    }
    for (const code of ["04:a2:2b:7c", "M-000-17", "0448-f1b2-4c"]) {
        assert.equal(mayBeCard(code), true, code);
    }
});

test("amounts to top up grow with the currency's units", () => {
    assert.deepEqual(quickAmounts(2)[0], 50);
    assert.deepEqual(quickAmounts(0)[0], 5000);
});
