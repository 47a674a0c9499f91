import { describe, expect, test } from "@odoo/hoot";
import {
    formatCountdown,
    seatsOf,
    secondsLeft,
    selectionKey,
    summarise,
    toHolds,
    toItems,
} from "@ticket_pos/utils/selection";

const seat = (place_id, token, until) => ({ place_id, token, until });
const selection = (type_id, ...seats) => ({ session_id: 1, zone_id: 2, type_id, seats });

describe.current.tags("headless");

test("one line holds one session, zone and type", () => {
    expect(selectionKey(selection(3))).toBe("1-2-3");
});

test("places are asked for by ticket type", () => {
    const seats = seatsOf([selection(3, seat(10), seat(11)), selection(4, seat(12))]);
    expect(toItems(seats)).toEqual([
        { type_id: 3, place_ids: [10, 11] },
        { type_id: 4, place_ids: [12] },
    ]);
});

test("places are given back by hold, and sold ones not at all", () => {
    expect(toHolds([seat(10, "a"), seat(11, "b"), seat(12, "a"), seat(13)])).toEqual([
        ["a", [10, 12]],
        ["b", [11]],
    ]);
});

test("what labels share is said once", () => {
    expect(
        summarise([
            "Stalls · Row 5 · Seat 12",
            "Stalls · Row 5 · Seat 13",
            "Circle · Row A · Seat 1",
        ]),
    ).toEqual(["Stalls · Row 5 · Seat 12, Seat 13", "Circle · Row A · Seat 1"]);
});

test("standing places are counted", () => {
    expect(summarise(["Floor", "Floor", "Floor"])).toEqual(["Floor × 3"]);
});

test("the first hold that ends decides the time left", () => {
    expect(secondsLeft([seat(1, "a", 61000), seat(2, "b", 31000)], 1000)).toBe(30);
    expect(secondsLeft([seat(1, "a", 500)], 1000)).toBe(0);
    expect(secondsLeft([], 1000)).toBe(null);
});

test("time is shown in minutes and seconds", () => {
    expect(formatCountdown(75)).toBe("1:15");
    expect(formatCountdown(600)).toBe("10:00");
    expect(formatCountdown(9)).toBe("0:09");
});

test("changed prices are asked for with their places", () => {
    const override = { kind: "percent", value: 2500, reason: "Pillar" };
    const seats = seatsOf([selection(3, seat(10, "a"), { ...seat(11, "a"), override })]);
    expect(toItems(seats)).toEqual([
        { type_id: 3, place_ids: [10, 11], overrides: { 11: override } },
    ]);
});
