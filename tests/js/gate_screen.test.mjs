// What the scanner app does besides scanning: commands, cards, pairing.
import assert from "node:assert/strict";
import { test } from "node:test";

const source = "../../addons/ticket_gate/static/src";
const { Commands } = await import(`${source}/services/commands.js`);
const { cardCode } = await import(`${source}/utils/card_code.js`);
const { AlarmTurn } = await import(`${source}/utils/alarm_turn.js`);
const { isPairingCode } = await import(`${source}/utils/outcome.js`);
const { venueClock } = await import(`${source}/utils/venue_clock.js`);

test("a command is done once, and told until the server has heard it", () => {
    const told = [];
    const commands = new Commands({ message: ({ text }) => told.push(text) });
    const sent = [
        { id: 7, command: "message", text: "Doors in five minutes" },
        { id: 8, command: "something of tomorrow", text: null },
    ];
    assert.equal(commands.obey(sent), true);
    assert.equal(commands.obey(sent), false, "given again until it is confirmed");
    assert.deepEqual(told, ["Doors in five minutes"]);
    assert.deepEqual(commands.done, [7, 8], "an unknown one is not asked for for ever");
    assert.equal(commands.obey([]), false);
    assert.deepEqual(commands.done, []);
    assert.equal(commands.obey(sent), false, "never twice");
});

test("a card says the ticket written on it, else its own number", () => {
    const record = (recordType, text) => ({
        recordType,
        data: new DataView(new TextEncoder().encode(text).buffer),
    });
    assert.equal(cardCode("04:a2:b3:c4", []), "04A2B3C4");
    assert.equal(cardCode("04:a2", [record("url", "T1X"), record("text", " t1abc ")]), "T1ABC");
    assert.equal(cardCode("04:a2", [record("text", "hello")]), "04A2");
    assert.equal(cardCode("", []), "");
});

test("a pairing code is told from a token", () => {
    assert.equal(isPairingCode("k7m2-b9qx"), true);
    assert.equal(isPairingCode(" K7M2B9QX\n"), true);
    assert.equal(isPairingCode("4GME9FG662M1KZ612B4N00633G10J0A8487KJPDK"), false);
    assert.equal(isPairingCode(""), false);
});

test("after an alarm a lane goes the way it went before it", () => {
    const turn = new AlarmTurn();
    assert.equal(turn.note(false, "in"), null, "nothing has ended");
    assert.equal(turn.note(true, "in"), null);
    assert.equal(turn.note(true, "out"), null, "people are counted out meanwhile");
    assert.equal(turn.note(false, "out"), "in");
    assert.equal(turn.note(false, "in"), null, "told once");
});

test("times are those of the venue, whatever the device is set to", () => {
    const time = new Date("2026-11-22T18:30:05Z");
    assert.equal(venueClock(time, 8 * 3600), "02:30:05");
    assert.equal(venueClock(time, -3.5 * 3600), "15:00:05");
    const [hours, minutes] = [time.getHours(), time.getMinutes()];
    const own = [hours, minutes, 5].map((one) => String(one).padStart(2, "0")).join(":");
    assert.equal(venueClock(time, undefined), own);
});
