import { describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts, queryText, waitFor } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { HOLD, mountPicker, OFFER, server, setStates, setUpShop } from "./picker_house";

describe.current.tags("desktop");
defineMailModels();
setUpShop();

const CHOSEN = ".o_ticket_choice_seat > span";

test("a choice that leaves a single seat is explained, and a better one is a touch away", async () => {
    const details = { orphans: [11], instead: [11, 12] };
    const error = { code: "seat_left_single", message: "…", details };
    server.shop.hold = async () => ({ error });
    const picker = await mountPicker();
    picker.onPick(1);
    picker.onPick(2);
    await animationFrame();
    await click(".o_ticket_buy");
    await waitFor(".o_ticket_advice");
    expect(queryText(".o_ticket_advice p")).toInclude(": Stalls · Row 1 · Seat 1.");
    await click(".o_ticket_instead");
    await animationFrame();
    expect(queryAllTexts(CHOSEN)).toEqual(["Stalls · Row 1 · Seat 1", "Stalls · Row 1 · Seat 2"]);
    expect(".o_ticket_advice").toHaveCount(0);
});

test("seats just taken can be replaced by as many near them", async () => {
    const picker = await mountPicker();
    picker.onPick(0);
    picker.onPick(1);
    setStates(2, 0, 0, 0);
    await advanceTime(3000);
    await animationFrame();
    expect(".o_ticket_others").toHaveText("Find 2 together near");
    await click(".o_ticket_others");
    await animationFrame();
    expect.verifySteps([["hold", 7, { best: { count: 2, zone_id: 5, section_id: false } }]]);
});

test("more time is offered when it grows short, as often as the venue allows", async () => {
    await mountPicker({ hold: { ...HOLD, seconds: 200, extensions: 1, extend_minutes: 5 } });
    expect(".o_ticket_extend").toHaveCount(0);
    await advanceTime(90_000);
    await animationFrame();
    expect(".o_ticket_extend").toHaveText("5 more minutes");
    await click(".o_ticket_extend");
    await animationFrame();
    expect.verifySteps([["extend", "secret"]]);
    expect(queryText(".o_ticket_hold_rest")).toMatch(/^6:/);
    await advanceTime(300_000);
    await animationFrame();
    expect(".o_ticket_extend").toHaveCount(0);
});

test("an answer that was lost is asked for again, and the seats are found", async () => {
    server.shop.hold = async () => {
        throw new Error("offline");
    };
    server.shop.held = async () => ({ hold: HOLD });
    await mountPicker();
    await click(".o_ticket_best_take");
    await waitFor(".o_ticket_clock");
    expect(queryText(".o_ticket_notice .alert")).toBe("Your seats are reserved after all.");
    expect(".o_ticket_choice").toHaveCount(2);
});

test("a slow answer is told of while it lasts", async () => {
    server.shop.hold = () => new Promise((resolve) => setTimeout(() => resolve({}), 9000));
    await mountPicker();
    await click(".o_ticket_best_take");
    await advanceTime(4100);
    await animationFrame();
    expect(".o_ticket_told .alert").toHaveText(/longer than usual/);
    await advanceTime(6000);
    await animationFrame();
    expect(".o_ticket_told .alert").toHaveCount(0);
});

test("seats that could not be loaded are asked for again by hand", async () => {
    const { availability } = server.shop;
    server.shop.availability = async () => {
        throw new Error("offline");
    };
    await mountPicker();
    server.shop.availability = availability;
    await click(".o_ticket_failed button");
    await waitFor(".o_ticket_seat_map canvas");
    expect(".o_ticket_failed").toHaveCount(0);
});

test("a choice outlives a reload, with its ticket types", async () => {
    const first = await mountPicker();
    first.onPick(2);
    first.model.setType(first.model.choices[0], 2);
    first.onPick(3);
    setStates(0, 0, 0, 2);
    const again = await mountPicker();
    expect(again.model.choices.map(({ seatId, typeId }) => [seatId, typeId])).toEqual([[13, 2]]);
});

test("prices single out zones on the map, and best seats look there", async () => {
    const zones = [...OFFER.zones, { ...OFFER.zones[0], id: 6, code: "B", name: "Zone B" }];
    const offer = {
        ...OFFER,
        zones,
        seat_zones: [
            [0, 2],
            [1, 2],
        ],
    };
    setStates(0, 2, 0, 0);
    const picker = await mountPicker({ offer });
    expect(queryAllTexts(".o_ticket_price small")).toEqual(["Zone A · 1 left", "Zone B · 2 left"]);
    expect(picker.sight.dimmed).toBe(undefined);
    await click(".o_ticket_price:contains(Zone B)");
    await animationFrame();
    expect([...picker.sight.dimmed]).toEqual([1, 1, 0, 0]);
    expect(".o_ticket_best select").toHaveValue("zone-6");
    await click(".o_ticket_price_all");
    await animationFrame();
    expect(picker.sight.dimmed).toBe(undefined);
});

test("nothing left leads to the waiting list", async () => {
    setStates(2, 2, 1, 2);
    await mountPicker({ waiting: "/session/7/waiting" });
    expect(".o_ticket_gone a").toHaveAttribute("href", "/session/7/waiting");
    expect(".o_ticket_best").toHaveCount(0);
});

test("the view from the section of the last choice is shown", async () => {
    const view = { url: "/large", small: "/small", note: "Near", name: "Stalls" };
    const picker = await mountPicker({ views: { 1: view } });
    expect(".o_ticket_view").toHaveCount(0);
    picker.onPick(0);
    await animationFrame();
    expect(".o_ticket_view_title").toHaveText("View from Stalls");
});
