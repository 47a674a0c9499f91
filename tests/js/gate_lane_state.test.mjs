// What the state of a lane makes of a decision, by the vectors that Python is held to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { settle } = await import("../../addons/ticket_gate/static/src/utils/lane_state.js");
const file = new URL("../vectors/lane_state.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file));

for (const { name, state, direction, decision, expect } of cases) {
    test(name, () => {
        const before = { admitted: 1, outside: 0 };
        const settled = settle(state, direction ?? "in", { ...decision, params: {} }, before);
        assert.deepEqual(settled, { ...expect, params: {} });
    });
}
