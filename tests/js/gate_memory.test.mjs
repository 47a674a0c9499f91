// A lane without the network: what the device remembers, and what it sends later.
import assert from "node:assert/strict";
import { test } from "node:test";
import { iso, live, NOW, NUMBER, PASS, rotating } from "./gate_package.mjs";

const utils = "../../addons/ticket_gate/static/src/utils";
const { identityOf } = await import(`${utils}/signed_code.js`);
const { StillThere } = await import(`${utils}/still_there.js`);
const { ScanLog, OLD_QUEUE } = await import(`${utils}/scan_log.js`);
const { MemoryStore } = await import("../../addons/ticket_gate/static/src/services/gate_store.js");

async function logOf(old) {
    const log = new ScanLog(new MemoryStore());
    const kept = new Map(old === undefined ? [] : [[OLD_QUEUE, old]]);
    await log.load({
        getItem: (name) => kept.get(name) ?? null,
        removeItem: (name) => kept.delete(name),
    });
    return { log, kept };
}

const passed = (scan_id, number = NUMBER) => ({
    code: live.code,
    scan_id,
    direction: "in",
    count: 1,
    scanned_at: iso(NOW),
    decided: "admit",
    reason: "ok",
    number,
});
const ONE_IN = { admitted: 1, outside: 0 };
const turnedAway = (scan_id) => ({ ...passed(scan_id), decided: "refuse", reason: "stale_code" });

test("what was decided alone is remembered, kept, and sent once", async () => {
    const { log } = await logOf();
    await log.push(passed("a"), ONE_IN);
    await log.push(turnedAway("b"));
    assert.deepEqual([log.counts(NUMBER).admitted, log.waiting], [1, 1]);
    const again = new ScanLog(log.store);
    await again.load();
    assert.equal(again.counts(NUMBER).admitted, 1, "the browser was killed");
    const [first, second] = again.batch();
    assert.deepEqual(first, {
        code: live.code,
        scan_id: "a",
        direction: "in",
        count: 1,
        scanned_at: iso(NOW),
        decided: "admit",
        reason: "ok",
        is_offline: true,
    });
    assert.equal(second.decided, "refuse");
    const ticket = { number: NUMBER, admitted: 1 };
    const told = [
        { scan_id: "a", result: "admit", reason: "ok", ticket },
        { scan_id: "b", result: "refuse", reason: "stale_code", ticket },
    ];
    assert.deepEqual(await again.settle(told, 1), []);
    const empty = new ScanLog(log.store);
    await empty.load();
    assert.deepEqual([empty.batch(), empty.counts(NUMBER).admitted], [[], 1]);
});

test("who came in twice is found when the scans are sent", async () => {
    const { log } = await logOf();
    await log.push(passed("a"), ONE_IN);
    await log.push(passed("b"), ONE_IN);
    await log.push(turnedAway("c"));
    const refused = { scan_id: "a", result: "refuse", reason: "already_used", ticket: null };
    const double = { ...refused, scan_id: "b", conflict: { first: null, persons: 1 } };
    const fine = { ...refused, scan_id: "c", conflict: null };
    const told = [refused, double, fine, { scan_id: "other", result: "refuse" }];
    const found = await log.settle(told, 1);
    assert.deepEqual(
        found.map(({ answer }) => answer),
        [refused, double],
    );
});

test("the server's list knows all but what came since", async () => {
    const { log } = await logOf();
    await log.note({ reason: "ok", ticket: { number: NUMBER, admitted: 1 } }, 1, 1000);
    await log.refresh({}, 999);
    assert.equal(log.counts(NUMBER).admitted, 1, "answered after the list was asked for");
    await log.refresh({ [NUMBER]: [1, 1] }, 2000);
    assert.deepEqual(log.counts(NUMBER), { admitted: 1, outside: 1 });
    await log.push(passed("a"), { admitted: 2, outside: 0 }, 100);
    await log.refresh({}, 2500);
    assert.equal(log.counts(NUMBER).admitted, 2, "the server has not heard of it yet");
    await log.settle([{ scan_id: "a", result: "admit", reason: "ok", ticket: null }], 2600);
    await log.refresh({ [NUMBER]: [1, 1] }, 2700);
    await log.note({ reason: "reentry", ticket: { number: NUMBER, admitted: 1 } }, 1, 3000);
    assert.equal(log.counts(NUMBER).outside, 0);
    assert.equal((await log.store.all("counts")).length, 1, "and is kept");
});

test("a visit that the server has counted counts when it goes away", async () => {
    const { log } = await logOf();
    const visit = { day: 20_000, last_in: NOW };
    const answer = { result: "admit", reason: "ok", ticket: { number: PASS.number, admitted: 1 } };
    await log.note(answer, 1, NOW * 1000, { ...PASS, entries: 4, today: 0, admitted: 1 }, visit);
    const { entries, today, day, last_in } = log.counts(PASS.number, PASS);
    assert.deepEqual({ entries, today, day, last_in }, { entries: 5, today: 1, ...visit });
    await log.note({ ...answer, reason: "reentry" }, 1, NOW * 1000, PASS, visit);
    assert.equal(log.counts(PASS.number, PASS).today, 1);
});

test("the queue of an older version is moved over", async () => {
    const { log, kept } = await logOf(
        JSON.stringify([{ ...passed("old"), ...ONE_IN, decided: undefined }]),
    );
    assert.equal(log.batch()[0].scan_id, "old");
    assert.equal(kept.size, 0);
});

test("spoilt storage is no reason to stop", async () => {
    for (const old of ["{broken", '{"a": 1}', "null"]) {
        assert.deepEqual((await logOf(old)).log.batch(), []);
    }
});

test("all codes of one ticket are one ticket", () => {
    const [now, , next] = rotating.codes;
    assert.equal(identityOf(now.code), identityOf(next.code));
    assert.equal(identityOf(now.code.toLowerCase()), identityOf(now.token));
    assert.notEqual(identityOf(now.code), identityOf(rotating.codes[4].code));
    assert.equal(identityOf("4539148803436467"), "4539148803436467");
});

test("a phone held out while its code changes is one visitor", () => {
    const [now, , next] = rotating.codes;
    const doorway = new StillThere();
    assert.equal(doorway.isStillThere(now.code, 0), false, "nobody was let in yet");
    doorway.note(now.code, 0);
    assert.equal(doorway.isStillThere(now.code, 5000), false, "shown again on purpose");
    assert.equal(doorway.isStillThere(next.code, 14_000), true);
    assert.equal(doorway.code, next.code);
    assert.equal(doorway.isStillThere(now.code, 33_000), true, "still held out");
    assert.equal(doorway.isStillThere(rotating.codes[4].code, 34_000), false, "another ticket");
    assert.equal(doorway.isStillThere(next.code, 60_000), false, "came back");
});
