import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { companionsOf } from "../../addons/ticket_venue/static/src/utils/companions.js";
import { hall } from "./halls.mjs";

function row(...kinds) {
    const values = { kinds: kinds.map((kind) => [kind, 1]) };
    return hall([{ name: "Stalls", rows: 1, seats: kinds.length }], values);
}

describe("companions", () => {
    test("seats beside a wheelchair place are its companions", () => {
        const geometry = row("companion", "wheelchair", "companion", "standard");
        assert.deepEqual([...companionsOf(geometry)], [[1, [0, 2]]]);
    });

    test("a seat between two wheelchair places goes with one of them", () => {
        const geometry = row("wheelchair", "companion", "wheelchair");
        assert.deepEqual([...companionsOf(geometry)], [[0, [1]]]);
    });

    test("the plan's bond comes first, wherever the seats are", () => {
        const geometry = row("wheelchair", "companion", "standard", "wheelchair");
        const [first, second, , last] = geometry.ids;
        assert.deepEqual([...companionsOf(geometry, [[second, last]])], [[3, [1]]]);
        assert.deepEqual([...companionsOf(geometry, [[999, first]])], [[0, [1]]]);
    });

    test("far away seats and maps without such places have none", () => {
        const far = row("companion", "standard", "standard", "wheelchair");
        assert.equal(companionsOf(far).size, 0);
        assert.equal(companionsOf(row("standard", "companion")).size, 0);
    });
});
