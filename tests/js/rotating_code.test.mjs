// The phone's half of the rotating code: what it signs, what it draws, what time it takes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fromCrockford, toCrockford } from "../../addons/ticket_sale/static/src/phone/crockford.js";
import {
    fromHex,
    importKey,
    leftOfStep,
    liveCode,
    stepAt,
    ticketKey,
} from "../../addons/ticket_sale/static/src/phone/live_code.js";
import { qrCode, SIZE, svgPath } from "../../addons/ticket_sale/static/src/phone/qr_code.js";
import { penalty } from "../../addons/ticket_sale/static/src/phone/qr_mask.js";
import { ServerClock } from "../../addons/ticket_sale/static/src/phone/server_clock.js";

const vectors = JSON.parse(
    readFileSync(new URL("../vectors/rotating_code.json", import.meta.url), "utf8"),
);
const hex = (bytes) => Buffer.from(bytes).toString("hex");

for (const vector of vectors.codes) {
    test(`code shared with the server: ${vector.name}`, async () => {
        const key = await ticketKey(fromHex(vector.secret), vector.ticket);
        assert.equal(hex(key), vector.key);
        assert.equal(stepAt(vector.time * 1000), vector.step);
        const live = await liveCode(vector.token, await importKey(key), vector.step);
        assert.equal(live, vector.code);
    });
}

for (const { text, mask, rows } of vectors.qr) {
    test(`QR code as another program draws it: ${text.slice(-8)}, mask ${mask}`, () => {
        const drawn = qrCode(text, mask).map((row) => BigInt(`0b${row.join("")}`));
        assert.deepEqual(
            drawn.map((row) => row.toString(16).padStart(12, "0")),
            rows,
        );
    });
}

test("without a mask the most legible one is taken", () => {
    for (const { text } of vectors.qr) {
        const all = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => penalty(qrCode(text, mask)));
        assert.equal(penalty(qrCode(text)), Math.min(...all));
    }
});

test("a text that does not fit is refused", () => {
    assert.throws(() => qrCode("A".repeat(179)), RangeError);
    assert.throws(() => qrCode("abc"), RangeError);
    assert.equal(qrCode("A".repeat(178)).length, SIZE);
});

test("the path covers just the dark modules", () => {
    assert.equal(
        svgPath([Uint8Array.of(1, 1, 0), Uint8Array.of(0, 0, 1)]),
        "M0 0h2v1h-2zM2 1h1v1h-1z",
    );
});

test("base32 there and back, one spelling each", () => {
    for (let length = 0; length < 40; length++) {
        const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 255);
        assert.deepEqual(fromCrockford(toCrockford(bytes)), bytes);
    }
    assert.equal(fromCrockford("U"), null);
    assert.equal(fromCrockford("01"), null);
    assert.equal(fromCrockford("000"), null);
});

test("the countdown runs from fifteen seconds to nothing", () => {
    assert.equal(leftOfStep(30_000), 15_000);
    assert.equal(leftOfStep(44_999), 1);
});

function clock({ device = 1_000_000, stored = null, answer = null, took = 0 } = {}) {
    const kept = new Map(stored === null ? [] : [["ticket.clock_offset", stored]]);
    const time = { device };
    const storage = {
        getItem: (name) => kept.get(name) ?? null,
        setItem: (name, value) => kept.set(name, value),
    };
    const fetch = async () => {
        time.device += took;
        if (answer === null) {
            throw new TypeError("no network");
        }
        return { json: async () => ({ now: answer }) };
    };
    return { kept, time, clock: new ServerClock({ storage, now: () => time.device, fetch }) };
}

test("a phone whose clock is an hour wrong shows the server's time", async () => {
    const { clock: server, kept } = clock({ answer: 4_600_000 });
    assert.equal(await server.ask("/ticket/time"), true);
    assert.equal(server.now(), 4_600_000);
    assert.equal(kept.get("ticket.clock_offset"), "3600000");
});

test("half of the way there and back is counted", async () => {
    const { clock: server } = clock({ answer: 2_000_000, took: 400 });
    await server.ask("/ticket/time");
    assert.equal(server.now(), 2_000_200);
});

test("without the network the last difference is kept", async () => {
    const { clock: server } = clock({ stored: "-5000" });
    assert.equal(await server.ask("/ticket/time"), false);
    assert.equal(server.now(), 995_000);
});

test("an answer that took too long tells nothing", async () => {
    const { clock: server } = clock({ answer: 9_000_000, took: 7000 });
    assert.equal(await server.ask("/ticket/time"), false);
    assert.equal(server.offset, 0);
});

test("spoilt storage is no reason to stop", () => {
    const storage = {
        getItem: () => {
            throw new Error("private mode");
        },
        setItem: () => {
            throw new Error("private mode");
        },
    };
    const server = new ServerClock({ storage, now: () => 10 });
    assert.equal(server.note(50), true);
    assert.equal(server.now(), 50);
    assert.equal(clock({ stored: "nonsense" }).clock.offset, 0);
});
