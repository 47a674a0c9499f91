import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    indexPrices,
    neighbour,
    shownTypes,
    writePrice,
} from "../../addons/ticket_sale/static/src/utils/price_matrix.js";

const PRICES = [
    [1, 10, 380],
    [1, 11, 0],
    [2, 10, null],
];

describe("price matrix", () => {
    test("a price is found by zone and type, and not sold is not free", () => {
        const prices = indexPrices(PRICES);
        assert.equal(prices.get("1/10"), 380);
        assert.equal(prices.get("1/11"), 0);
        assert.equal(prices.get("2/10"), null);
        assert.equal(prices.get("2/11"), undefined);
        assert.equal(indexPrices().size, 0);
    });

    test("writing replaces one price and leaves the others", () => {
        const prices = indexPrices(writePrice(PRICES, 1, 10, 400));
        assert.equal(prices.get("1/10"), 400);
        assert.equal(prices.size, 3);
    });

    test("writing nothing takes the price away", () => {
        assert.deepEqual(writePrice(PRICES, 1, 10, undefined), PRICES.slice(1));
    });

    test("types without a price are shown only when asked for", () => {
        const types = [{ id: 10 }, { id: 11 }, { id: 12 }, { id: 13 }];
        assert.deepEqual(shownTypes(types, [PRICES, []], [13]), [
            { id: 10 },
            { id: 11 },
            { id: 13 },
        ]);
    });

    test("Enter goes down and stops at the last row", () => {
        assert.deepEqual(neighbour([0, 1], "Enter", 2, 2), [1, 1]);
        assert.equal(neighbour([1, 1], "Enter", 2, 2), null);
        assert.deepEqual(neighbour([1, 0], "ArrowUp", 2, 2), [0, 0]);
        assert.equal(neighbour([0, 0], "x", 2, 2), null);
    });
});
