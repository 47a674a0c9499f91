import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { checkPlan } from "../../addons/ticket_venue/static/src/utils/plan/checks.js";
import { createDocument } from "../../addons/ticket_venue/static/src/utils/plan/document.js";
import { hall } from "./halls.mjs";
import { processorTime } from "./stopwatch.mjs";

const vectors = JSON.parse(
    readFileSync(new URL("../vectors/plan_check.json", import.meta.url), "utf8"),
);

function drawn({ sections, seats }) {
    const doc = createDocument({ geometry: hall([]) });
    doc.change("Draw", (edit) => {
        for (const [id, name, kind, capacity] of sections) {
            edit.putSection({ id, name, kind, capacity });
        }
        for (const [id, section, row, number, x, y, kind, companion] of seats) {
            edit.putSeat({ id, section, row, number, x, y, kind, companion });
        }
    });
    return doc;
}

describe("checks of a plan", () => {
    for (const vector of vectors) {
        test(`vector: ${vector.name}`, () => {
            const found = checkPlan(drawn(vector)).map(
                ({ code, level, section, seats, params }) => [code, level, section, seats, params],
            );
            assert.deepEqual(found, vector.findings);
        });
    }

    test("60,000 seats are checked in a moment", () => {
        const doc = createDocument({
            geometry: hall([{ name: "A", rows: 600, seats: 100 }]),
        });
        const spent = processorTime(() => assert.deepEqual(checkPlan(doc), []));
        assert.ok(spent < 3000);
    });
});
