import { beforeEach, describe, expect, test } from "@odoo/hoot";
import {
    click,
    edit,
    manuallyDispatchProgrammaticEvent,
    press,
    queryOne,
    select,
    waitFor,
} from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    makeMockEnv,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { browser } from "@web/core/browser/browser";
import { SeatMapEditor } from "@ticket_venue/editor/seat_map_editor";
import { hallFile } from "./small_hall";

describe.current.tags("desktop");
defineMailModels();

const KINDS = [
    { code: "standard", name: "Standard" },
    { code: "wheelchair", name: "Wheelchair" },
    { code: "companion", name: "Companion" },
];

let plan, file, saved, screen;

beforeEach(() => {
    plan = { name: "Concert", state: "draft", revision: 1, url: "/file", kinds: KINDS };
    file = hallFile();
    saved = [];
    patchWithCleanup(browser, {
        fetch(url, ...options) {
            const isMap = url === "/file";
            return isMap ? { ok: true, json: () => file } : super.fetch(url, ...options);
        },
    });
    onRpc("get_plan", () => ({
        sections: file.sections.map((section) => ({ ...section, code: "", sequence: 10 })),
        shapes: [],
        focal: [75, -300],
        background: null,
        companions: [],
        ...plan,
    }));
    onRpc("save_plan", ({ args }) => {
        saved.push(args[2]);
        return { seats: [], sections: {}, removed: {}, revision: args[1] + 1 };
    });
});

async function open() {
    const action = { params: { map_id: 7 }, context: {} };
    screen = await mountWithCleanup(SeatMapEditor, {
        props: { action, actionId: 1, className: "" },
        env: await makeMockEnv({ config: { setDisplayName: () => {} } }),
    });
    queryOne(".o_seat_map_editor").style.height = "700px";
    await animationFrame();
    await animationFrame();
    return screen.editor;
}

function at(x, y) {
    const box = queryOne(".o_seat_map_stage").getBoundingClientRect();
    const [left, top] = screen.editor.view.viewport.toScreen(x, y);
    return { clientX: box.left + left, clientY: box.top + top };
}

function send(type, [x, y], values = {}) {
    return manuallyDispatchProgrammaticEvent(queryOne(".o_seat_map_stage"), type, {
        ...at(x, y),
        pointerId: 1,
        pointerType: "mouse",
        button: 0,
        bubbles: true,
        ...values,
    });
}

/** As a person does it: a press also takes the focus from the field before. */
async function drag(from, to, values) {
    queryOne(".o_seat_map_stage").focus();
    await send("pointermove", from, values);
    await send("pointerdown", from, values);
    await send("pointermove", [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], values);
    await send("pointermove", to, values);
    await send("pointerup", to, values);
    await animationFrame();
}

function tap(place, values) {
    return drag(place, place, values);
}

/** Empties the hall, as a new map is. */
function emptyHall() {
    Object.assign(file, { count: 0, ids: [], sections: [], rows: [], x: [], y: [], kinds: [] });
    file.numbers = [];
    plan.focal = null;
}

const places = (editor) => [...editor.doc.seats.values()].map(({ x, y }) => [x, y]);

test("an empty map says how to begin, and its steps choose the tools", async () => {
    emptyHall();
    const editor = await open();
    expect(".o_editor_first h2").toHaveText(/Start with the stage/);

    await click("[data-first=stage]");
    await animationFrame();
    expect(editor.state.tool).toBe("stage");
    expect(".o_editor_first").toHaveCount(0);
    await drag([-500, 0], [500, 300]);

    expect([...editor.doc.shapes.values()][0]).toMatchObject({ role: "stage", text: "Stage" });
    expect(editor.doc.focal).toEqual([0, 300]);
    expect("[data-next=rows]").toHaveCount(1);
});

test("a click puts the rows the panel describes, as one step", async () => {
    emptyHall();
    const editor = await open();
    await press("r");
    await animationFrame();
    await click(".o_editor_field[data-field=rows] input");
    await edit("3");
    await click(".o_editor_field[data-field=seats] input");
    await edit("4");
    await animationFrame();

    await tap([0, 500]);

    expect(editor.doc.seats.size).toBe(12);
    expect(".o_status_counts").toHaveText("12 seats · 1 section");
    expect([...editor.doc.sections.values()][0].name).toBe("Stalls");
    expect(editor.selection.seats.size).toBe(12);
    await press(["ctrl", "z"]);
    await animationFrame();
    expect(editor.doc.seats.size).toBe(0);
});

test("rows that are added go on after those that are there", async () => {
    const editor = await open();
    for (const seat of editor.doc.seats.values()) {
        editor.doc.change("Number", (change) =>
            change.putSeat({ id: seat.id, row: seat.row === "A" ? "1" : "2" }),
        );
    }
    await press("r");
    await tap([75, 400]);
    const rows = new Set([...editor.doc.seats.values()].map(({ row }) => row));
    expect([...rows].slice(0, 4)).toEqual(["1", "2", "3", "4"]);
});

test("a click selects, Shift adds, a second click takes the row", async () => {
    const editor = await open();
    await tap([0, 0]);
    expect([...editor.selection.seats]).toEqual([11]);
    expect(".o_plan_properties h2").toHaveText(/1 seat/);
    await tap([0, 90], { shiftKey: true });
    expect(editor.selection.seats.size).toBe(2);
    await advanceTime(1000);
    await tap([50, 0]);
    await tap([50, 0]);
    expect([...editor.selection.seats]).toEqual([11, 12, 13, 14]);
});

test("a box selects what lies inside", async () => {
    const editor = await open();
    await drag([-60, -60], [60, 200]);
    expect([...editor.selection.seats]).toEqual([11, 12, 15, 16]);
});

test("seats are dragged, nudged by arrows and turned back by undo", async () => {
    const editor = await open();
    await drag([-60, -40], [200, 40]);
    const before = places(editor);
    await drag([0, 0], [0, -300], { altKey: true });
    expect(editor.doc.seats.get(11)).toMatchObject({ x: 0, y: -300 });
    expect(editor.doc.seats.get(15)).toMatchObject({ x: 0, y: 90 });
    await press("ArrowRight");
    await press(["Shift", "ArrowRight"]);
    expect(editor.doc.seats.get(11).x).toBe(110);
    await press(["ctrl", "z"]);
    await press(["ctrl", "z"]);
    expect(places(editor)).toEqual(before);
});

test("values of several seats are shown as mixed and set together", async () => {
    const editor = await open();
    await press(["ctrl", "a"]);
    await animationFrame();
    const row = ".o_plan_properties [data-field=row] input";
    expect(row).toHaveValue("");
    expect(row).toHaveAttribute("placeholder", "—");
    await click(".o_plan_properties [data-field=kind] select");
    await select("wheelchair");
    await animationFrame();
    expect([...editor.doc.seats.values()].every(({ kind }) => kind === "wheelchair")).toBe(true);
});

test("a mirrored copy stands on the other side of the stage's middle", async () => {
    const editor = await open();
    await tap([0, 0]);
    await click("[data-act=half]");
    await animationFrame();
    const [copy] = editor.selection.seatRecords;
    expect([copy.x, copy.y]).toEqual([150, 0]);
    expect(editor.doc.seats.size).toBe(9);
});

test("copies get rows of their own", async () => {
    const editor = await open();
    await press(["ctrl", "a"]);
    await press(["ctrl", "d"]);
    await animationFrame();
    const labels = [...editor.doc.seats.values()].map(({ row, number }) => `${row}/${number}`);
    expect(new Set(labels).size).toBe(16);
});

test("a standing area proposes how many people it takes", async () => {
    const editor = await open();
    await press("g");
    await drag([0, 300], [1000, 700], { altKey: true });
    const area = editor.doc.orderedSections.at(-1);
    expect(area).toMatchObject({ kind: "standing", capacity: 80 });
    expect(editor.state.tool).toBe("select");
    expect("[data-field=capacity] input").toHaveValue(80);
});

test("corners make a polygon until Enter", async () => {
    const editor = await open();
    editor.setOption("shape", "shape", "polygon");
    await press("p");
    for (const corner of [
        [300, 300],
        [500, 300],
        [500, 500],
    ]) {
        await tap(corner, { altKey: true });
    }
    await press("Enter");
    const [shape] = editor.doc.shapes.values();
    expect(shape.points).toHaveLength(3);
});

test("what is drawn saves itself", async () => {
    await open();
    await tap([0, 0]);
    await press("Delete");
    await animationFrame();
    expect(".o_bar_saved").toHaveAttribute("data-status", "dirty");
    await advanceTime(3000);
    await waitFor(".o_bar_saved[data-status=saved]");
    expect(saved).toHaveLength(1);
    expect(saved[0].removed_seats).toEqual([11]);
});

test("a numbering is shown on the map before it is applied", async () => {
    const editor = await open();
    await click("[data-act=number]");
    await animationFrame();
    await animationFrame();
    const { geometry } = editor.drawn;
    expect(geometry.numbers.slice(0, 4)).toEqual(["3", "1", "2", "4"]);
    expect(editor.doc.seats.get(11).number).toBe("1");
    await click(".o_numbering_dialog footer .btn-primary");
    await animationFrame();
    expect(editor.doc.seats.get(11).number).toBe("3");
    expect(editor.doc.undoLabel).toMatch(/Number/);
});

test("seats are numbered also when nobody said where the stage is", async () => {
    plan.focal = null;
    const editor = await open();
    await click("[data-act=number]");
    await animationFrame();
    await animationFrame();
    await click(".o_numbering_dialog footer .btn-primary");
    await animationFrame();
    expect(editor.doc.undoLabel).toMatch(/Number 8 seats/);
});

test("letters typed into a field are no shortcuts", async () => {
    const editor = await open();
    await tap([0, 0]);
    await click(".o_plan_properties [data-field=row] input");
    await edit("R");
    expect(editor.state.tool).toBe("select");
    expect(editor.doc.seats.get(11).row).toBe("R");
});

test("the sheet of shortcuts opens with a question mark and closes with Escape", async () => {
    await open();
    await press("?");
    await animationFrame();
    expect(".o_shortcut_sheet").toHaveCount(1);
    expect(".o_shortcut_sheet dd:contains(Undo, without limit)").toHaveCount(1);
    await press("Escape");
    await animationFrame();
    expect(".o_shortcut_sheet").toHaveCount(0);
});

test("a map in use is only looked at", async () => {
    plan.state = "frozen";
    const editor = await open();
    expect(".o_tool_rail").toHaveCount(0);
    expect(".o_editor_banner").toHaveText(/New Revision/);
    await press(["ctrl", "a"]);
    await press("Delete");
    expect(editor.doc.seats.size).toBe(8);
});

test("every button and field has a name", async () => {
    const editor = await open();
    await press(["ctrl", "a"]);
    for (const { code } of screen.tools) {
        editor.choose(code);
        await animationFrame();
        for (const button of document.querySelectorAll(".o_seat_map_editor button")) {
            const name = button.getAttribute("aria-label") || button.textContent || button.title;
            expect(name.trim()).not.toBe("");
        }
        for (const field of document.querySelectorAll(".o_editor_field input, select")) {
            expect(Boolean(field.labels.length || field.ariaLabel)).toBe(true);
        }
    }
});
