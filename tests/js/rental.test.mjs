import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
    balance,
    matching,
    splitMinutes,
} from "../../addons/ticket_pos/static/src/utils/rental.js";

describe("rental", () => {
    test("minutes become days, hours and minutes", () => {
        assert.deepEqual(splitMinutes(135), { days: 0, hours: 2, minutes: 15 });
        assert.deepEqual(splitMinutes(2 * 1440 + 61), { days: 2, hours: 1, minutes: 1 });
        assert.deepEqual(splitMinutes(-5), { days: 0, hours: 0, minutes: 0 });
    });

    test("the deposit covers charge and damage, or does not", () => {
        assert.equal(balance({ charge: 20, deposit: 100 }), -80);
        assert.equal(balance({ charge: 10, deposit: 100 }, 800), 710);
    });

    test("every searched word is found somewhere", () => {
        const things = [
            { name: "Wheelchair 1", code: "WC-001" },
            { name: "Wheelchair 2", code: "WC-002" },
            { name: "Opera glasses", code: "OG-001" },
        ];
        const found = (text) => matching(things, text, ["name", "code"]).map(({ code }) => code);
        assert.deepEqual(found("wheel 002"), ["WC-002"]);
        assert.deepEqual(found(""), ["WC-001", "WC-002", "OG-001"]);
        assert.deepEqual(found("zither"), []);
    });
});
