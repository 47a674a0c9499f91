import assert from "node:assert/strict";
import { test } from "node:test";
import { resalePayout } from "../../addons/ticket_website/static/src/utils/resale.js";

test("the fee is kept back from the price", () => {
    assert.equal(resalePayout("380", 5, 2), "361.00");
});

test("a fee of parts of a cent is rounded as money is", () => {
    assert.equal(resalePayout("9.99", 5, 2), "9.49");
});

test("a currency without cents shows none", () => {
    assert.equal(resalePayout("3800", 5, 0), "3610");
});

test("no price, no sum", () => {
    for (const typed of ["", "0", "-5", "x"]) {
        assert.equal(resalePayout(typed, 5, 2), "–");
    }
});
