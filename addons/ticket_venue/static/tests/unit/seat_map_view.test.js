import { describe, expect, test } from "@odoo/hoot";
import {
    click,
    manuallyDispatchProgrammaticEvent,
    press,
    queryAll,
    queryOne,
    waitFor,
    waitUntil,
} from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { CONTRAST_THEME } from "@ticket_venue/utils/seat_styles";
import { createGeometry } from "./small_hall";

describe.current.tags("desktop");
defineMailModels();

const ZONES = [
    { name: "Front", color: "#3b6fb6" },
    { name: "Back", color: "#e08a1e" },
];

class Picker extends Component {
    static template = xml`
        <div style="width: 800px; height: 600px">
            <SeatMapView
                geometry="geometry" states="state.states" zones="zones" seatZones="seatZones"
                areas="areas" selected="state.selected" selectable.bind="selectable"
                onPick.bind="pick" onPickArea.bind="pickArea" mode="props.mode or 'zone'"
                lasso="!!props.lasso" onLasso="props.onLasso" onPickSection="props.onPickSection"
                tool="props.tool"/>
        </div>`;
    static components = { SeatMapView };
    static props = ["*"];

    setup() {
        this.geometry = createGeometry();
        this.zones = ZONES;
        this.seatZones = Int16Array.of(0, 0, 0, 0, 1, 1, 1, 1);
        this.areas = [{ id: 2, name: "Floor", left: 30, color: "#2f9e77" }];
        this.state = useState({
            states: Uint8Array.of(0, 2, 1, 3, 0, 0, 0, 0),
            selected: new Set(),
        });
        this.picked = [];
    }

    selectable(seat) {
        return this.state.states[seat] === 0;
    }

    pick(seat) {
        this.picked.push(seat);
        const selected = new Set(this.state.selected);
        if (!selected.delete(seat)) {
            selected.add(seat);
        }
        this.state.selected = selected;
    }

    pickArea(id) {
        this.picked.push(`area ${id}`);
    }
}

const stillMedia = { addEventListener() {}, removeEventListener() {} };

/** The mounted picker, and the view inside it. */
async function mountPicker(props = {}) {
    const picker = await mountWithCleanup(Picker, { props });
    await animationFrame();
    const view = Object.values(picker.__owl__.children)[0].component;
    return { picker, view };
}

async function tap(view, seat, pointerType = "mouse") {
    const stage = queryOne(".o_seat_map_stage");
    const box = stage.getBoundingClientRect();
    const { x, y } = view.props.geometry;
    const [left, top] = view.viewport.toScreen(x[seat], y[seat]);
    const at = {
        clientX: box.left + left,
        clientY: box.top + top,
        pointerId: 1,
        pointerType,
        button: 0,
        bubbles: true,
    };
    await manuallyDispatchProgrammaticEvent(stage, "pointerdown", at);
    await manuallyDispatchProgrammaticEvent(stage, "pointerup", at);
    await animationFrame();
}

test("the canvas fills its room and shows the seats", async () => {
    const { view } = await mountPicker();
    const canvas = queryOne("canvas");
    const { clientWidth, clientHeight } = queryOne(".o_seat_map_stage");

    expect(canvas.width).toBe(Math.round(clientWidth * view.drawer.ratio));
    expect(canvas.height).toBe(Math.round(clientHeight * view.drawer.ratio));
    const [x, y] = view.viewport.toScreen(0, 90 - 12);
    const { ratio } = view.drawer;
    const pixel = view.drawer.ctx.getImageData(x * ratio, y * ratio, 1, 1).data;
    expect([...pixel.slice(0, 3)]).toEqual([0xe0, 0x8a, 0x1e]);
});

test("a click on a free seat picks it, on another one does not", async () => {
    const { picker, view } = await mountPicker();

    await tap(view, 5);
    await tap(view, 1);
    await tap(view, 2);

    expect(picker.picked).toEqual([5]);
    expect(view.picked.has(5)).toBe(true);
});

test("a finger that means a small seat comes closer first", async () => {
    const { picker, view } = await mountPicker();
    view.viewport.scale = 0.2;
    view.viewport.centre(75, 45);
    const before = view.viewport.scale;

    await tap(view, 5, "touch");
    await waitUntil(() => view.viewport.scale > 2 * before);

    expect(picker.picked).toEqual([]);
});

test("a click on a standing area tells which one", async () => {
    const { picker, view } = await mountPicker();
    const [x, y] = view.viewport.toScreen(...view.scene.blocks[1].anchor);

    view.tap(x, y, false);

    expect(picker.picked).toEqual(["area 2"]);
});

test("arrow keys move, Enter picks, and each step is said", async () => {
    const { picker } = await mountPicker();
    queryOne(".o_seat_map_stage").focus();

    await press("ArrowDown");
    await press("ArrowDown");
    await press("ArrowRight");
    await press("Enter");
    await animationFrame();

    expect(picker.picked).toHaveLength(1);
    expect(picker.picked[0]).toBeGreaterThan(3);
    expect("[aria-live]").toHaveText(/Stalls · Row B · Seat \d/);
});

test("picking says what came of it, and that a taken seat cannot be had", async () => {
    const { view } = await mountPicker();

    await tap(view, 5);
    expect("[aria-live]").toHaveText(/Row B · Seat 2, chosen$/);
    await tap(view, 5);
    expect("[aria-live]").toHaveText(/Row B · Seat 2$/);
    await tap(view, 1);
    expect("[aria-live]").toHaveText(/Row A · Seat 2, cannot be chosen$/);
});

test("Home and End keep to the row, Page Down goes to another section", async () => {
    const { view } = await mountPicker();
    queryOne(".o_seat_map_stage").focus();

    await press("ArrowDown");
    await press("End");
    expect(view.marks.focus).toBe(3);
    await press("Home");
    expect(view.marks.focus).toBe(0);
    await press("ArrowDown");
    expect(view.marks.focus).toBe(4);
    await press("PageDown");
    await animationFrame();
    expect(view.marks.focus).toBe(0); // the only section with seats: its first row
});

test("plus, minus and zero zoom without a mouse", async () => {
    const { view } = await mountPicker();
    queryOne(".o_seat_map_stage").focus();
    const before = view.viewport.scale;

    await press("+");
    await waitUntil(() => view.viewport.scale > before * 1.2);
    await press("0");
    await waitUntil(() => view.viewport.isFit);
    expect(view.viewport.scale).toBe(before);
});

test("the list is left by Escape, and the focus goes back to its button", async () => {
    await mountPicker();
    await click("button[aria-label='Seats as a list']");
    await animationFrame();
    expect(".o_seat_map_back").toBeFocused();

    await press("Escape");
    await animationFrame();

    expect(".o_seat_map_list").toHaveCount(0);
    expect("button[aria-label='Seats as a list']").toBeFocused();
});

test("arrow keys go through the list", async () => {
    await mountPicker();
    await click("button[aria-label='Seats as a list']");
    await animationFrame();

    await press("ArrowDown");
    expect(".o_seat_map_sections .o_line:contains(Stalls)").toBeFocused();
    await press("Enter");
    await animationFrame();
    await press("ArrowDown");
    expect(".o_seat_map_rows .o_line:eq(0)").toBeFocused();
    await press("End");
    expect(".o_seat_map_sections .o_line:contains(Floor)").toBeFocused();
});

test("who asked the system for contrast gets stronger colours", async () => {
    const asked = window.matchMedia;
    patchWithCleanup(window, {
        matchMedia: (query) =>
            query.includes("contrast") ? { ...stillMedia, matches: true } : asked(query),
    });
    const { view } = await mountPicker();

    expect(view.scene.theme).toBe(CONTRAST_THEME);
});

test("the map has a name and says how to use it", async () => {
    await mountPicker();

    expect(".o_seat_map_stage").toHaveAttribute("role", "application");
    expect(queryOne(".o_seat_map_stage").getAttribute("aria-label")).toMatch(/Arrow keys/);
    for (const button of queryAll(".o_seat_map_controls button")) {
        expect(button.getAttribute("aria-label")).not.toBe(null);
    }
});

test("the list offers the same seats as buttons", async () => {
    const { picker } = await mountPicker();

    await click("button[aria-label='Seats as a list']");
    await animationFrame();
    await click(".o_seat_map_sections .o_line:contains(Stalls)");
    await animationFrame();
    await click(".o_seat_map_rows .o_line:contains(Row B)");
    await animationFrame();
    expect(".o_seat_map_seats button").toHaveCount(4);
    await click(".o_seat_map_seats button:contains(3)");
    await animationFrame();

    expect(picker.picked).toEqual([6]);
    expect(".o_seat_map_seats button[aria-pressed='true']").toHaveCount(1);
});

test("the list hides taken seats until asked", async () => {
    await mountPicker();
    await click("button[aria-label='Seats as a list']");
    await animationFrame();
    await click(".o_seat_map_sections .o_line:contains(Stalls)");
    await animationFrame();
    await click(".o_seat_map_rows .o_line:contains(Row A)");
    await animationFrame();
    expect(".o_seat_map_seats button").toHaveCount(1);

    await click(".o_seat_map_list input[type=checkbox]");
    await animationFrame();

    expect(".o_seat_map_seats button").toHaveCount(4);
    expect(".o_seat_map_seats button:disabled").toHaveCount(3);
});

test("the list sells standing places too", async () => {
    const { picker } = await mountPicker();
    await click("button[aria-label='Seats as a list']");
    await animationFrame();

    await click(".o_seat_map_sections .o_line:contains(Floor)");

    expect(picker.picked).toEqual(["area 2"]);
});

test("new states are drawn", async () => {
    const { picker, view } = await mountPicker();

    picker.state.states = new Uint8Array(8).fill(2);
    await animationFrame();

    expect(view.scene.blocks[0].free).toBe(0);
    await tap(view, 5);
    expect(picker.picked).toEqual([]);
});

test("a zone singled out in the legend leaves the others faint", async () => {
    const { view } = await mountPicker();

    await click(".o_seat_map_zones button:contains(Back)");
    await animationFrame();

    expect([...view.scene.dimmed]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
    expect(".o_seat_map_zones button[aria-pressed='true']").toHaveText("Back");
});

test("buttons zoom and show the whole map again", async () => {
    const { view } = await mountPicker();
    view.camera.move((viewport) => viewport.zoomAt(0, 0, 2));
    await animationFrame();
    await animationFrame();
    expect("button[aria-label='Show the whole map']").toBeEnabled();

    await click("button[aria-label='Show the whole map']");
    await waitFor("button[aria-label='Show the whole map']:disabled");

    expect(view.viewport.isFit).toBe(true);
});

/** Draws a line around rows and columns of seats, from corner to corner. */
async function circle(view, first, last, { shiftKey = false } = {}) {
    const stage = queryOne(".o_seat_map_stage");
    const box = stage.getBoundingClientRect();
    const { x, y } = view.props.geometry;
    const [left, top] = view.viewport.toScreen(x[first] - 20, y[first] - 20);
    const [right, bottom] = view.viewport.toScreen(x[last] + 20, y[last] + 20);
    const event = { pointerId: 1, pointerType: "mouse", button: 0, bubbles: true, shiftKey };
    const corners = [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
    ];
    const at = ([across, down]) => ({
        ...event,
        clientX: box.left + across,
        clientY: box.top + down,
    });
    await manuallyDispatchProgrammaticEvent(stage, "pointerdown", at(corners[0]));
    for (const corner of corners) {
        await manuallyDispatchProgrammaticEvent(stage, "pointermove", at(corner));
    }
    await manuallyDispatchProgrammaticEvent(stage, "pointerup", at(corners[3]));
    await animationFrame();
}

test("a line drawn with the lasso gives the seats inside", async () => {
    const circled = [];
    const { view } = await mountPicker({ lasso: true, onLasso: (seats) => circled.push(seats) });
    const before = view.viewport.state;

    await circle(view, 4, 6);

    expect(circled).toEqual([[4, 5, 6]]);
    expect(view.viewport.state).toEqual(before);
    expect(view.lasso.corners).toEqual([]);
});

test("without the lasso a drag pans, and Shift draws", async () => {
    const circled = [];
    const { view } = await mountPicker({ onLasso: (seats) => circled.push(seats) });

    await circle(view, 4, 5);
    expect(circled).toEqual([]);
    view.camera.showAll();
    await circle(view, 4, 5, { shiftKey: true });

    expect(circled).toEqual([[4, 5]]);
});

test("a section seen from far is picked whole when asked for", async () => {
    const sections = [];
    const { view } = await mountPicker({ onPickSection: (index) => sections.push(index) });
    view.viewport.scale = 0.05;
    view.viewport.centre(75, 45);

    await tap(view, 5);

    expect(sections).toEqual([0]);
});

test("a tool takes what it wants of the pointer, and the rest pans", async () => {
    const told = [];
    const tool = {
        cursor: "copy",
        attach: ({ redraw }) => told.push(typeof redraw),
        down: ({ at, shift }) => told.push(["down", at.map(Math.round), shift]) && shift,
        move: () => told.includes("move") || told.push("move"),
        up: ({ seat }) => told.push(["up", seat]),
        key: ({ key }) => key === "ArrowDown" && told.push(key) > 0,
        draw: (ctx) => told.includes("drawn") || told.push(ctx ? "drawn" : ""),
    };
    const { picker, view } = await mountPicker({ tool });
    expect(told.splice(0)).toEqual(["function", "drawn"]);

    await circle(view, 4, 5, { shiftKey: true });
    expect(told.splice(0)).toEqual([["down", [-20, 70], true], "move", ["up", -1], "drawn"]);

    const before = view.viewport.y;
    await circle(view, 4, 5);
    expect(told[0]).toEqual(["down", [-20, 70], false]);
    expect(view.viewport.y).not.toBe(before);
    queryOne(".o_seat_map_stage").focus();
    await press("ArrowDown");
    expect(told.at(-1)).toBe("ArrowDown");
    expect(view.marks.focus).toBe(-1);
    expect(picker.picked).toEqual([]);
});

test("a map that was changed keeps the place on screen", async () => {
    const { picker, view } = await mountPicker();
    view.camera.move((viewport) => viewport.zoomAt(0, 0, 1.5));
    const before = view.viewport.state;

    picker.geometry = { ...createGeometry(), revision: 2 };
    picker.render();
    await animationFrame();

    expect(view.viewport.state).toEqual(before);
});
