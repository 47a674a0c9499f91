import { describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { CheckPanel } from "@ticket_venue/editor/check_panel/check_panel";
import { createDocument } from "@ticket_venue/utils/plan/document";
import { createGeometry } from "./small_hall";

describe.current.tags("desktop");
defineMailModels();

async function open(change) {
    const doc = createDocument({ geometry: createGeometry() });
    doc.change("Floor", (edit) => edit.putSection({ id: 2, capacity: 30 }));
    if (change) {
        doc.change("Change", change);
    }
    const shown = [];
    const props = { doc, onShow: (seats, section) => shown.push([seats, section]) };
    await mountWithCleanup(CheckPanel, { props });
    return { doc, shown };
}

test("a map without faults says so", async () => {
    await open();
    expect("[role=status]").toHaveText("Nothing wrong was found.");
    expect(".o_check_finding").toHaveCount(0);
});

test("faults come first, and a click shows their seats", async () => {
    const { shown } = await open((edit) => {
        edit.putSeat({ id: 12, number: "1" });
        edit.putSeat({ id: 16, number: "9" });
        edit.putSection({ id: 2, capacity: 0 });
    });
    expect(queryAllTexts(".o_check_error .o_check_finding")).toEqual([
        "Stalls, row A: numbers given more than once: 1.",
        "Floor: say how many people the standing area holds.",
    ]);
    expect(queryAllTexts(".o_check_warning .o_check_finding")).toEqual([
        "Stalls, row A: no seat has number 2.",
        "Stalls, row B: no seat has number 2, 5, 6, 7, 8.",
    ]);
    await click(".o_check_finding:first");
    await click(queryOne("[data-code=no_capacity]"));
    expect(shown).toEqual([
        [[11, 12], 1],
        [[], 2],
    ]);
});

test("a change is looked at by itself", async () => {
    const { doc } = await open();
    doc.change("Number", (edit) => edit.putSeat({ id: 11, number: "" }));
    await advanceTime(500);
    await animationFrame();
    expect(queryAllTexts(".o_check_finding")).toEqual(["Stalls: seats without number: 1."]);
    doc.undo();
    await advanceTime(500);
    await animationFrame();
    expect(".o_check_finding").toHaveCount(0);
});
