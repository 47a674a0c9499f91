import { describe, expect, test } from "@odoo/hoot";
import { click, press, queryAllTexts, queryAllValues } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
describe.current.timeout(20_000); // the first form of a run loads slowly
defineMailModels();

const FRAME = {
    zones: [
        { id: 1, name: "Front", color: "#e11d48" },
        { id: 2, name: "Back", color: "#2563eb" },
    ],
    types: [
        { id: 10, name: "Adult", free: false },
        { id: 11, name: "Child", free: false },
        { id: 12, name: "Staff", free: true },
    ],
    currency: { name: "CNY", symbol: "¥", position: "before", digits: 2 },
};

class Plan extends models.Model {
    _name = "plan";
    matrix = fields.Generic({ type: "json" });
    _records = [
        {
            id: 1,
            matrix: {
                ...FRAME,
                prices: [
                    [1, 10, 380],
                    [1, 11, 190.5],
                    [2, 10, 0],
                ],
            },
        },
        {
            id: 2,
            matrix: {
                ...FRAME,
                base: [
                    [1, 10, 380],
                    [2, 10, 200],
                ],
                prices: [[1, 10, 420]],
                now: [
                    [1, 10, 420],
                    [2, 10, 220],
                ],
            },
        },
    ];
}
defineModels([Plan]);

async function openForm(resId, options = "{}") {
    onRpc("plan", "web_save", ({ args }) => {
        expect.step(JSON.stringify(args[1].matrix.prices));
    });
    await mountView({
        type: "form",
        resModel: "plan",
        resId,
        arch: `<form><field name="matrix" widget="ticket_price_matrix" options="${options}"/></form>`,
    });
}

test("zones are rows, types with a price are columns, free is told from not sold", async () => {
    await openForm(1);

    expect(queryAllTexts("thead th").slice(0, 3)).toEqual(["Zone", "Adult", "Child"]);
    expect(queryAllTexts("tbody th")).toEqual(["Front", "Back"]);
    expect(queryAllValues("tbody input")).toEqual(["380", "190.50", "0", ""]);
    expect("input[data-cell='1/1']").toHaveAttribute("placeholder", "not sold");
});

test("a price written is saved with the form", async () => {
    await openForm(1);

    await contains("input[data-cell='1/1']").edit("95.5");
    await clickSave();

    expect.verifySteps(["[[1,10,380],[1,11,190.5],[2,10,0],[2,11,95.5]]"]);
});

test("an emptied price is not sold any more", async () => {
    await openForm(1);

    await contains("input[data-cell='0/1']").edit("");
    await clickSave();

    expect.verifySteps(["[[1,10,380],[2,10,0]]"]);
});

test("what is no price is marked and stops the saving", async () => {
    await openForm(1);

    await contains("input[data-cell='0/0']").edit("-5");
    await animationFrame();
    expect("input[data-cell='0/0']").toHaveClass("is-invalid");
    await contains("input[data-cell='0/0']").edit("lots");
    expect(".o_form_button_save").not.toBeEnabled();

    await contains("input[data-cell='0/0']").edit("5");
    await clickSave();
    expect.verifySteps(["[[1,11,190.5],[2,10,0],[1,10,5]]"]);
});

test("another ticket type gets a column", async () => {
    await openForm(1);

    await click(".o_price_matrix_add");
    await animationFrame();
    await click(".o-dropdown-item:contains(Staff)");
    await animationFrame();

    expect(queryAllTexts("thead th").slice(0, 4)).toEqual(["Zone", "Adult", "Child", "Staff"]);
});

test("Enter goes to the price below", async () => {
    await openForm(1);
    await click("input[data-cell='0/0']");

    await press("Enter");
    await animationFrame();

    expect("input[data-cell='1/0']").toBeFocused();
});

test("a session shows the plan's prices as hints and what they are now", async () => {
    await openForm(2, "{'own': True}");

    expect(queryAllValues("tbody input")).toEqual(["420", ""]);
    expect("input[data-cell='1/0']").toHaveAttribute("placeholder", "200");
    expect("tbody tr:eq(1) small").toHaveText("now 220");
    expect("tbody tr:eq(0) small").toHaveCount(0);
});

test("a session may leave a type out", async () => {
    await openForm(2, "{'own': True}");

    await click("tbody tr:eq(1) button[aria-label='Do not sell it here']");
    await animationFrame();
    expect("input[data-cell='1/0']").not.toBeEnabled();
    await clickSave();

    expect.verifySteps(["[[1,10,420],[2,10,null]]"]);
});
