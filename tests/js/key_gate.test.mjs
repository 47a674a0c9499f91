import assert from "node:assert/strict";
import { test } from "node:test";
import { KeyGate } from "../../addons/ticket_pos/static/src/utils/key_gate.js";

/** A clock that is moved by hand. */
function makeClock() {
    const timers = new Map();
    let now = 0;
    let next = 1;
    return {
        setTimeout: (act, delay) => timers.set(next, { act, at: now + delay }) && next++,
        clearTimeout: (id) => timers.delete(id),
        pass(milliseconds) {
            now += milliseconds;
            for (const [id, { act, at }] of [...timers]) {
                if (at <= now) {
                    timers.delete(id);
                    act();
                }
            }
        },
    };
}

function makeGate() {
    const clock = makeClock();
    const struck = [];
    const gate = new KeyGate((key) => struck.push(key), { wait: 60, ...clock });
    return { clock, gate, struck };
}

test("a key struck by a person comes out after a moment", () => {
    const { clock, gate, struck } = makeGate();
    gate.strike("2");
    clock.pass(59);
    assert.deepEqual(struck, []);
    clock.pass(1);
    assert.deepEqual(struck, ["2"]);
});

test("keys that come slowly all come out", () => {
    const { clock, gate, struck } = makeGate();
    for (const key of ["2", "3"]) {
        gate.strike(key);
        clock.pass(100);
    }
    assert.deepEqual(struck, ["2", "3"]);
});

test("nothing of a scanned code comes out", () => {
    const { clock, gate, struck } = makeGate();
    for (const key of "6901234567892") {
        gate.strike(key);
        clock.pass(15);
    }
    clock.pass(500);
    assert.deepEqual(struck, []);
});

test("after a scan a person is heard again", () => {
    const { clock, gate, struck } = makeGate();
    gate.strike("6");
    gate.strike("9");
    clock.pass(100);
    gate.strike("1");
    clock.pass(100);
    assert.deepEqual(struck, ["1"]);
});

test("a gate that is stopped lets nothing out", () => {
    const { clock, gate, struck } = makeGate();
    gate.strike("2");
    gate.stop();
    clock.pass(100);
    assert.deepEqual(struck, []);
});
