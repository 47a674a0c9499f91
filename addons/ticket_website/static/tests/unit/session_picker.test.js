import { describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts, queryText, select, waitFor } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { GEOMETRY, HOLD, mountPicker, server, setUpShop } from "./picker_house";

describe.current.tags("desktop");
defineMailModels();
setUpShop();

test("best seats are kept with a countdown and go to the cart with their types", async () => {
    await mountPicker();
    await click(".o_ticket_best_take");
    await waitFor(".o_ticket_clock");
    expect(queryText(".o_ticket_hold_rest")).toMatch(/^1[45]:\d\d$/);
    expect(queryText(".o_ticket_basket_total strong")).toBe("¥760");
    await click(".o_ticket_choice:last select");
    await select("2");
    await animationFrame();
    expect(queryText(".o_ticket_basket_total strong")).toBe("¥570");
    await click(".o_ticket_buy");
    await animationFrame();
    expect.verifySteps([
        ["hold", 7, { best: { count: 2, zone_id: false, section_id: false } }],
        ["cart", "secret", { 111: 1, 112: 2 }],
        ["go", "/shop/cart"],
    ]);
});

test("seats chosen on the map are held when they go to the cart", async () => {
    const picker = await mountPicker();
    picker.onPick(0);
    picker.onPick(1);
    picker.onPick(2);
    await animationFrame();
    expect(queryText(".o_ticket_notice .alert")).toBe("You may buy 2 tickets at most.");
    await click(".o_ticket_buy");
    await animationFrame();
    await animationFrame();
    expect.verifySteps([
        ["hold", 7, { seat_ids: [11, 12] }],
        ["cart", "secret", { 111: 1, 112: 1 }],
        ["go", "/shop/cart"],
    ]);
});

test("a seat that somebody else takes leaves the basket and is named", async () => {
    const picker = await mountPicker();
    picker.onPick(0);
    picker.onPick(1);
    server.states = { etag: "2", buffer: new Uint8Array([0b10_00_00_00]).buffer };
    await advanceTime(3000);
    await animationFrame();
    expect(queryText(".o_ticket_notice .alert > span")).toBe(
        "Somebody else has just taken: Stalls · Row 1 · Seat 1.",
    );
    expect(queryAllTexts(".o_ticket_choice_seat > span")).toEqual(["Stalls · Row 1 · Seat 2"]);
    expect(picker.selectable(0)).toBe(false);
});

test("a refusal is told in the server's words and keeps the other seats", async () => {
    server.shop.hold = async () => ({
        error: { code: "busy", message: "Try again.", details: {} },
    });
    const picker = await mountPicker();
    picker.onPick(3);
    await animationFrame();
    await click(".o_ticket_buy");
    await waitFor(".alert-danger");
    expect(queryText(".alert-danger")).toBe("Try again.");
    expect(queryAllTexts(".o_ticket_choice_seat > span")).toEqual(["Stalls · Row 1 · Seat 4"]);
});

test("when the time is over the seats are let go and stay chosen", async () => {
    const picker = await mountPicker({ hold: { ...HOLD, seconds: 2 } });
    expect(".o_ticket_clock").toHaveCount(1);
    expect(picker.selectable(2)).toBe(false);
    await advanceTime(3000);
    await animationFrame();
    expect(".o_ticket_clock").toHaveCount(0);
    expect(".o_ticket_choice").toHaveCount(2);
    expect(".o_ticket_notice .alert-warning").toHaveCount(1);
});

test("changing seats gives the hold back", async () => {
    await mountPicker({ hold: HOLD });
    await click(".o_ticket_change");
    await animationFrame();
    expect.verifySteps([["release", "secret"]]);
    expect(".o_ticket_clock").toHaveCount(0);
});

test("before the sale seats are shown and none can be taken", async () => {
    const sale = { open: false, state: "soon", message: "Everybody may buy from Monday." };
    const picker = await mountPicker({ sale });
    expect(queryText(".o_ticket_told .alert")).toBe("Everybody may buy from Monday.");
    expect(".o_ticket_buy, .o_ticket_best").toHaveCount(0);
    expect(picker.selectable(0)).toBe(false);
});

test("another seat map is loaded with the page", async () => {
    await mountPicker();
    server.shop.availability = async () => {
        throw Object.assign(new Error("availability 410"), { status: 410 });
    };
    await advanceTime(3000);
    await animationFrame();
    expect.verifySteps(["reload"]);
});

test("no answer slows the asking down and is told", async () => {
    await mountPicker();
    let asked = 0;
    server.shop.availability = async () => {
        asked++;
        throw new Error("offline");
    };
    await advanceTime(3000);
    await animationFrame();
    expect(queryText(".o_ticket_told .alert")).toBe(
        "No connection. Your choice is kept here; trying again…",
    );
    await advanceTime(5000);
    expect(asked).toBe(1);
    await advanceTime(1500);
    expect(asked).toBe(2);
});

/** Seat 1 is a wheelchair place, seat 2 beside it its companion seat. */
async function mountAccessiblePicker() {
    const kinds = [
        ["wheelchair", 1],
        ["companion", 1],
        ["standard", 2],
    ];
    server.shop.geometry = async () => ({ ...GEOMETRY, kinds });
    return mountPicker();
}

test("a wheelchair place brings its companion seat along", async () => {
    const picker = await mountAccessiblePicker();
    picker.onPick(0);
    await animationFrame();
    expect(".o_ticket_companion button").toHaveText("Add Stalls · Row 1 · Seat 2");
    await click(".o_ticket_companion button");
    await animationFrame();
    expect(picker.model.seatIds).toEqual([11, 12]);
    expect(".o_ticket_companion").toHaveCount(0);
});

test("a companion seat cannot be chosen alone, and goes with its wheelchair place", async () => {
    const picker = await mountAccessiblePicker();
    expect(picker.selectable(1)).toBe(false);
    picker.onPick(0);
    picker.onPick(1);
    picker.onPick(0);
    await animationFrame();
    expect(picker.model.seatIds).toEqual([]);
    expect(picker.describe(0)).toInclude("Wheelchair place");
});

test("nothing is offered when the companion seat is taken", async () => {
    server.states.buffer = new Uint8Array([0b00100000]).buffer;
    const picker = await mountAccessiblePicker();
    picker.onPick(0);
    await animationFrame();
    expect(".o_ticket_companion").toHaveCount(0);
});
