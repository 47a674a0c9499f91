// The scanner app's pure parts: what a scanner types, what is a repeat, what is still open.
import assert from "node:assert/strict";
import { test } from "node:test";

const utils = "../../addons/ticket_gate/static/src/utils";
const { WedgeBuffer } = await import("../../addons/ticket_sale/static/src/utils/wedge_buffer.js");
const { RepeatFilter } = await import(`${utils}/repeat_filter.js`);
const { PendingScans, KEEP_PENDING } = await import(`${utils}/pending_scans.js`);
const { personsLeft, tokenIn, tone } = await import(`${utils}/outcome.js`);

/** Type a text, one key each `gap` milliseconds; return what the last key gave. */
function type(wedge, text, gap, start = 0) {
    let code = null;
    let time = start;
    for (const key of [...text, "Enter"]) {
        code = wedge.push(key, time);
        time += gap;
    }
    return code;
}

test("a scanner's keys make a code", () => {
    assert.equal(type(new WedgeBuffer(), "T1ABCDEF", 8), "T1ABCDEF");
});

test("a person's keys do not", () => {
    assert.equal(type(new WedgeBuffer(), "T1ABCDEF", 300), null);
});

test("a code after stray keys is read clean", () => {
    const wedge = new WedgeBuffer();
    wedge.push("x", 0);
    assert.equal(type(wedge, "4539148803436467", 5, 1000), "4539148803436467");
});

test("two codes in a row are two codes", () => {
    const wedge = new WedgeBuffer();
    assert.equal(type(wedge, "FIRSTCODE", 5, 0), "FIRSTCODE");
    assert.equal(type(wedge, "SECONDCODE", 5, 60), "SECONDCODE");
});

test("modifier keys and too short texts are no code", () => {
    const wedge = new WedgeBuffer();
    assert.equal(wedge.push("Shift", 0), null);
    assert.equal(type(wedge, "AB", 5, 1), null);
    for (const [index, key] of ["Shift", "T", "Shift", "1", "A", "B", "C", "D"].entries()) {
        wedge.push(key, 1000 + index);
    }
    assert.equal(wedge.push("Enter", 1010), "T1ABCD");
});

test("a ticket before the camera is scanned once, and again when shown again", () => {
    const filter = new RepeatFilter(2500);
    assert.equal(filter.isNew("A", 0), true);
    assert.equal(filter.isNew("A", 2000), false);
    assert.equal(filter.isNew("A", 4000), false, "it never went away");
    assert.equal(filter.isNew("B", 4100), true);
    assert.equal(filter.isNew("A", 4200), true);
    assert.equal(filter.isNew("A", 9000), true);
});

function pendingScans() {
    const kept = new Map();
    const storage = {
        getItem: (name) => kept.get(name) ?? null,
        setItem: (name, value) => kept.set(name, value),
    };
    const clock = { now: 1_000_000 };
    let last = 0;
    return {
        kept,
        clock,
        pending: new PendingScans(
            storage,
            () => `id-${++last}`,
            () => clock.now,
        ),
    };
}

test("a scan without an answer keeps its number until it has one", () => {
    const { pending } = pendingScans();
    const first = pending.open("in:1:A");
    assert.equal(pending.open("in:1:A"), first);
    assert.notEqual(pending.open("in:1:B"), first);
    pending.close("in:1:A");
    assert.notEqual(pending.open("in:1:A"), first);
});

test("open scans survive a reload, but not for ever", () => {
    const { pending, clock } = pendingScans();
    const first = pending.open("in:1:A");
    clock.now += KEEP_PENDING - 1;
    assert.equal(pending.open("in:1:A"), first);
    clock.now += 2;
    assert.notEqual(pending.open("in:1:A"), first);
});

test("spoilt storage is no reason to stop", () => {
    const { pending, kept } = pendingScans();
    kept.set("ticket_gate.pending", "{broken");
    assert.equal(pending.open("in:1:A"), "id-1");
});

test("colours: good, elsewhere, stop", () => {
    assert.equal(tone({ result: "admit", reason: "ok" }), "green");
    assert.equal(tone({ result: "refuse", reason: "too_early" }), "amber");
    assert.equal(tone({ result: "refuse", reason: "already_used" }), "red");
    assert.equal(tone({ result: "refuse", reason: "a reason of tomorrow" }), "red");
});

test("only a group that is coming in is asked for the others", () => {
    const ticket = { admits: 4, admitted: 1 };
    assert.equal(personsLeft({ result: "admit", reason: "ok", ticket }), 3);
    assert.equal(personsLeft({ result: "admit", reason: "exit", ticket }), 0);
    assert.equal(personsLeft({ result: "refuse", reason: "too_many", ticket }), 0);
    assert.equal(personsLeft({ result: "refuse", reason: "forged", ticket: null }), 0);
});

test("a token is read from a pairing address or as it is", () => {
    assert.equal(tokenIn("https://tickets.example.com/gate#ABC123"), "ABC123");
    assert.equal(tokenIn(" abc123\n"), "ABC123");
    assert.equal(tokenIn(""), "");
});
