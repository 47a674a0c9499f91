import assert from "node:assert/strict";
import { test } from "node:test";
import { sessionSteps } from "../../addons/ticket_venue/static/src/utils/session_steps.js";

const DATES = { presale: 10, sale: 20, saleEnd: 30, start: 40, end: 50 };
const currentOf = (steps) => steps.find((step) => step.current)?.id;

test("the step reached last is the current one", () => {
    const at = (now) => currentOf(sessionSteps(DATES, "announced", now));
    assert.deepEqual([5, 10, 25, 30, 45, 60].map(at), [
        undefined,
        "presale",
        "sale",
        "saleEnd",
        "start",
        "end",
    ]);
});

test("without an end of its own the sale ends with the session", () => {
    const steps = sessionSteps({ ...DATES, saleEnd: null }, "announced", 0);
    assert.deepEqual(
        steps.map((step) => step.id),
        ["presale", "sale", "start", "saleEnd", "end"],
    );
});

test("a sale without a date is told as not set; a presale is left out", () => {
    const steps = sessionSteps({ ...DATES, presale: null, sale: null }, "announced", 25);
    assert.deepEqual(
        steps.map((step) => [step.id, step.at]),
        [
            ["sale", null],
            ["saleEnd", 30],
            ["start", 40],
            ["end", 50],
        ],
    );
});

test("no clock opens the sale of a draft", () => {
    const steps = sessionSteps(DATES, "draft", 25);
    assert.equal(currentOf(steps), undefined);
    assert.equal(steps.find((step) => step.id === "sale").passed, false);
});
