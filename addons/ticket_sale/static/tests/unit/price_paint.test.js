import { describe, expect, test } from "@odoo/hoot";
import {
    click,
    manuallyDispatchProgrammaticEvent,
    queryAllTexts,
    queryOne,
    select,
} from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { getService, mockService, mountWebClient, onRpc } from "@web/../tests/web_test_helpers";
import { createGeometry } from "@ticket_venue/../tests/unit/small_hall";

describe.current.tags("desktop");
describe.current.timeout(20_000); // the first form of a run loads slowly
defineMailModels();

const PAINTING = {
    plan: 3,
    map: 1,
    maps: [{ id: 1, name: "Concert", state: "frozen" }],
    name: "Weekend",
    geometry: "/geometry",
    revision: 1,
    can_write: true,
    open_sessions: 0,
    zones: [
        { id: 70, name: "Front", color: "#e11d48", prices: [{ type: "Adult", amount: "380" }] },
        { id: 80, name: "Back", color: "#2563eb", prices: [] },
    ],
    seats: [
        [70, 4],
        [0, 4],
    ],
    areas: [{ id: 2, name: "Floor", left: 30, zone_id: 80 }],
};

/** The screen of plan 3; what it saves is told step by step. */
async function openScreen(painting = {}) {
    onRpc("ticket.price.plan", "get_painting", ({ args }) => {
        if (args.length > 1) {
            expect.step(`revision ${args[1]}`);
            return { ...PAINTING, ...painting, map: args[1], seats: [[80, 8]] };
        }
        expect(args).toEqual([3]);
        return { ...PAINTING, ...painting };
    });
    onRpc("ticket.price.plan", "paint", ({ args }) => {
        expect.step(JSON.stringify(args));
        return true;
    });
    mockService("ticket_seat_map_loader", { loadGeometry: async () => createGeometry() });
    await mountWebClient();
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "ticket_price_paint",
        context: { active_id: 3 },
    });
    await animationFrame();
}

/** Keyboard painting: the seat with the focus is painted by Enter. */
async function paintFirst(steps) {
    const stage = queryOne(".o_seat_map_stage");
    for (const key of [...steps, "Enter"]) {
        await manuallyDispatchProgrammaticEvent(stage, "keydown", { key, bubbles: true });
    }
    await animationFrame();
}

const counts = () => queryAllTexts(".o_paint_count");

test("zones are brushes with their prices and how many seats they have", async () => {
    await openScreen();

    expect(counts()).toEqual(["4", "30", "4"]);
    expect("[data-zone='70']").toHaveText(/Front\s+Adult 380/);
    expect("[data-zone='80']").toHaveText(/no price yet/);
    expect("[data-zone='70']").toHaveAttribute("aria-checked", "true");
});

test("a row painted in the chosen zone is saved as runs", async () => {
    await openScreen();

    await click("[data-zone='80']");
    await click("[data-tool='row']");
    await animationFrame();
    await paintFirst(["ArrowDown"]);
    expect(counts()).toEqual(["0", "34", "4"]);
    await click(".o_control_panel button:contains(Save)");
    await animationFrame();

    expect.verifySteps([
        JSON.stringify([
            3,
            1,
            [
                [80, 4],
                [0, 4],
            ],
            { 2: 80 },
            1,
        ]),
    ]);
    expect(".o_control_panel button:contains(Save)").not.toBeEnabled();
});

test("each revision of the map is painted for itself", async () => {
    const maps = [
        { id: 9, name: "Concert (revision 2)", state: "draft" },
        { id: 1, name: "Concert", state: "frozen" },
    ];
    await openScreen({ maps });
    expect(queryAllTexts("#o_paint_revision option")).toEqual([
        "Concert (revision 2), draft",
        "Concert",
    ]);
    expect("#o_paint_revision").toHaveValue("1");

    await click("#o_paint_revision");
    await select("9");
    await animationFrame();

    expect.verifySteps(["revision 9"]);
    expect(counts()).toEqual(["0", "38", "0"]);
    expect("#o_paint_revision").toHaveValue("9");
});

test("a plan with one revision asks for none", async () => {
    await openScreen();
    expect("#o_paint_revision").toHaveCount(0);
});

test("undo takes the last stroke back", async () => {
    await openScreen();

    await click("[data-tool='section']");
    await animationFrame();
    await paintFirst(["ArrowDown"]);
    expect(counts()).toEqual(["8", "30", "0"]);
    await click("button:contains(Undo)");
    await animationFrame();

    expect(counts()).toEqual(["4", "30", "4"]);
    expect(".o_control_panel button:contains(Save)").not.toBeEnabled();
});

test("a standing area is painted whole, no zone takes it off sale", async () => {
    await openScreen();

    await click("[data-zone='0']");
    await click("button[aria-label='Seats as a list']");
    await animationFrame();
    await click(".o_seat_map_sections .o_line:contains(Floor)");
    await animationFrame();
    expect(counts()).toEqual(["4", "0", "4"]);
    await click(".o_control_panel button:contains(Save)");
    await animationFrame();

    expect.verifySteps([
        JSON.stringify([
            3,
            1,
            [
                [70, 4],
                [0, 4],
            ],
            { 2: 0 },
            1,
        ]),
    ]);
});

test("sessions on sale follow only when the manager says so", async () => {
    onRpc("ticket.price.plan", "repaint_sessions", () => {
        expect.step("repaint");
        return 12;
    });
    await openScreen({ open_sessions: 2 });

    await paintFirst(["ArrowDown", "ArrowDown"]);
    await click(".o_control_panel button:contains(Save)");
    await animationFrame();
    expect(".modal").toHaveText(/2 sessions with this plan/);
    await click(".modal button:contains(Move unsold)");
    await animationFrame();

    expect(".o_notification:contains(12 places moved)").toHaveCount(1);
    expect.verifySteps([
        JSON.stringify([
            3,
            1,
            [
                [70, 4],
                [0, 1],
                [70, 1],
                [0, 2],
            ],
            { 2: 80 },
            1,
        ]),
        "repaint",
    ]);
});

test("who may not write sees the painting and cannot paint", async () => {
    await openScreen({ can_write: false });

    await paintFirst(["ArrowDown", "ArrowDown"]);

    expect(counts()).toEqual(["4", "30", "4"]);
    expect(".o_control_panel button:contains(Save)").toHaveCount(0);
    expect("[data-zone='80']").not.toBeEnabled();
});

test("a plan without zones says what to do", async () => {
    await openScreen({ zones: [], seats: [[0, 8]], areas: [] });

    expect(".o_view_nocontent").toHaveText(/no zones yet/);
    expect("canvas").toHaveCount(0);
});
