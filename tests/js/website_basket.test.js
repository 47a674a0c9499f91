// The seat picker's pure parts: prices, ticket types and the countdown.
import assert from "node:assert/strict";
import { test } from "node:test";

const utils = "../../addons/ticket_website/static/src/utils";
const { defaultType, formatAmount, priceOf, priceRange, total, typesOfZone } = await import(
    `${utils}/basket.js`
);
const { formatRest } = await import(`${utils}/clock.js`);

const ADULT = { id: 1, name: "Adult" };
const CHILD = { id: 2, name: "Child" };
const OFFER = { types: [ADULT, CHILD] };
const STALLS = { prices: { 1: 380, 2: 190.5 } };
const STANDING = { prices: { 1: 120 } };

test("a zone sells the types that have a price there", () => {
    assert.deepEqual(typesOfZone(OFFER, STALLS), [ADULT, CHILD]);
    assert.deepEqual(typesOfZone(OFFER, STANDING), [ADULT]);
    assert.deepEqual(typesOfZone(OFFER, undefined), []);
});

test("a new seat gets the type chosen last, if its zone sells it", () => {
    assert.equal(defaultType(OFFER, STALLS, 2), 2);
    assert.equal(defaultType(OFFER, STANDING, 2), 1);
    assert.equal(defaultType(OFFER, STALLS, false), 1);
    assert.equal(defaultType(OFFER, undefined, 1), false);
});

test("prices are the offer's, nothing where there is none", () => {
    assert.equal(priceOf(STALLS, 2), 190.5);
    assert.equal(priceOf(STANDING, 2), 0);
    assert.equal(priceOf(undefined, 1), 0);
    assert.deepEqual(priceRange(STALLS), [190.5, 380]);
    assert.equal(priceRange({ prices: {} }), null);
});

test("the total is rounded to the currency", () => {
    const thirds = { prices: { 1: 0.1, 2: 0.2 } };
    const choices = [
        { zone: thirds, typeId: 1 },
        { zone: thirds, typeId: 2 },
    ];
    assert.equal(total(choices, 2), 0.3);
    assert.equal(total([], 2), 0);
});

test("amounts are written as the currency and the language want", () => {
    const yuan = { symbol: "¥", position: "before", digits: 2 };
    const euro = { symbol: "€", position: "after", digits: 2 };
    assert.equal(formatAmount(1760, yuan, "en-US"), "¥1,760");
    assert.equal(formatAmount(190.5, yuan, "en-US"), "¥190.50");
    assert.equal(formatAmount(1234.5, euro, "de-DE"), "1.234,50 €");
});

test("the rest of a time is minutes and seconds, never below zero", () => {
    assert.equal(formatRest(900), "15:00");
    assert.equal(formatRest(61.9), "1:01");
    assert.equal(formatRest(9), "0:09");
    assert.equal(formatRest(-3), "0:00");
});
