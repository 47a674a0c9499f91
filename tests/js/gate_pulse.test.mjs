import assert from "node:assert/strict";
import test from "node:test";
import { Lane } from "../../addons/ticket_gate/static/src/services/lane.js";

function laneThatKnows(state, alarm, told) {
    const lane = Object.create(Lane.prototype);
    lane.status = { gate: { state }, alarm };
    lane.api = { pulse: async () => told };
    return lane;
}

const fire = { kind: "emergency", message: "Fire" };

test("the same again changes nothing", async () => {
    const calm = laneThatKnows("normal", null, { state: "normal", alarm: null });
    assert.equal(await calm.hasChanged(), false);
    const alarmed = laneThatKnows("emergency", fire, { state: "emergency", alarm: { ...fire } });
    assert.equal(await alarmed.hasChanged(), false);
});

test("an alarm, other words, its end and another state are changes", async () => {
    const news = [
        ["normal", null, { state: "emergency", alarm: fire }],
        ["emergency", fire, { state: "emergency", alarm: { ...fire, message: "Smoke" } }],
        ["emergency", fire, { state: "normal", alarm: null }],
        ["normal", null, { state: "closed", alarm: null }],
    ];
    for (const [state, alarm, told] of news) {
        assert.equal(await laneThatKnows(state, alarm, told).hasChanged(), true);
    }
});

test("a lane that knows nothing yet wants to know", async () => {
    const lane = laneThatKnows("normal", null, { state: "normal", alarm: null });
    lane.status = null;
    assert.equal(await lane.hasChanged(), true);
});
