// The kiosk's pure parts: whether somebody is there, and what prices look like.
import assert from "node:assert/strict";
import { test } from "node:test";

const utils = "../../addons/ticket_pos/static/src/kiosk/utils";
const { IdleWatch } = await import(`${utils}/idle_watch.js`);
const {
    firstType,
    formatAmount,
    formatCount,
    formatSeconds,
    groupShows,
    standingArea,
    typesOfZone,
} = await import(`${utils}/amounts.js`);

const YUAN = { symbol: "¥", position: "before", digits: 2 };
const OFFER = {
    types: [{ id: 1 }, { id: 2 }, { id: 3 }],
    zones: [
        { id: 10, prices: { 1: 380, 2: 190 } },
        { id: 20, prices: { 2: 90 } },
    ],
};

test("nobody has begun, so nobody is asked", () => {
    const watch = new IdleWatch({ idle: 60, warning: 15 });
    assert.deepEqual(watch.look(1e9), { asking: false, left: 15, over: false });
});

test("the kiosk asks when the screen is quiet, and is over after the warning", () => {
    const watch = new IdleWatch({ idle: 60, warning: 15 });
    watch.touch(0);
    assert.equal(watch.look(59_900).asking, false);
    assert.deepEqual(watch.look(60_000), { asking: true, left: 15, over: false });
    assert.deepEqual(watch.look(70_500), { asking: true, left: 5, over: false });
    assert.deepEqual(watch.look(75_000), { asking: true, left: 0, over: true });
});

test("a touch begins the wait anew, and a stopped watch waits for nobody", () => {
    const watch = new IdleWatch({ idle: 60, warning: 15 });
    watch.touch(0);
    watch.touch(65_000);
    assert.equal(watch.look(76_000).asking, false);
    watch.stop();
    assert.equal(watch.look(1e9).over, false);
});

test("amounts have digits only where there are cents", () => {
    assert.equal(formatAmount(1360, YUAN, "en-US"), "¥1,360");
    assert.equal(formatAmount(12.5, YUAN, "en-US"), "¥12.50");
    assert.equal(formatAmount(5, { ...YUAN, position: "after" }, "en-US"), "5 ¥");
});

test("a language of the server's is one that the browser can count in", () => {
    assert.equal(formatAmount(1360, YUAN, "zh_CN"), "¥1,360");
    assert.equal(formatCount(63000, "en_US"), "63,000");
});

test("where there are areas only, one says how many, of the one with the most left", () => {
    const zones = [{ id: 10 }, { id: 20 }];
    const areas = [
        { id: 1, zone_id: 20, left: 3 },
        { id: 2, zone_id: 20, left: 8 },
        { id: 3, zone_id: false, left: 90 },
    ];
    const garden = { zones, areas, seatZones: new Uint8Array() };
    const stadium = { zones, areas, seatZones: Uint8Array.of(0, 255) };
    const theatre = { zones, areas: [], seatZones: Uint8Array.of(0, 1) };
    assert.equal(standingArea(garden).id, 2);
    assert.equal(standingArea(stadium), null);
    assert.equal(standingArea(stadium, 20).id, 2);
    assert.equal(standingArea(stadium, 10), null);
    assert.equal(standingArea(theatre), null);
});

test("time left counts minutes and seconds, and never below zero", () => {
    assert.equal(formatSeconds(65.9), "1:05");
    assert.equal(formatSeconds(-3), "0:00");
});

test("a new seat gets the last type where its zone sells that, else the first", () => {
    assert.deepEqual(
        typesOfZone(OFFER, 10).map(({ id }) => id),
        [1, 2],
    );
    assert.equal(firstType(OFFER, 10, 2), 2);
    assert.equal(firstType(OFFER, 20, 1), 2);
    assert.equal(firstType(OFFER, 99, 1), null);
});

test("sessions are grouped by show in the order of the first one", () => {
    const sessions = [
        { id: 1, show_id: 7, show: "Swan Lake", poster: true },
        { id: 2, show_id: 8, show: "Late Jazz", poster: false },
        { id: 3, show_id: 7, show: "Swan Lake", poster: true },
    ];
    const shows = groupShows(sessions);
    assert.deepEqual(
        shows.map(({ name, sessions: own }) => [name, own.length]),
        [
            ["Swan Lake", 2],
            ["Late Jazz", 1],
        ],
    );
});
