import assert from "node:assert/strict";
import test from "node:test";
import { blockAddress } from "../../addons/ticket_website/static/src/utils/block_address.js";
import { countdownParts } from "../../addons/ticket_website/static/src/utils/clock.js";

test("a block asks for what its editor chose and nothing else", () => {
    const dataset = { block: "shows", rule: "hot", limit: "4", snippet: "s_x", layout: "" };
    assert.equal(blockAddress(dataset, "/", "en"), "/ticket/web/block/shows?rule=hot&limit=4");
});

test("a block speaks the language of its page", () => {
    const dataset = { block: "news" };
    assert.equal(blockAddress(dataset, "/zh_CN/welcome", "zh_CN"), "/zh_CN/ticket/web/block/news");
    assert.equal(blockAddress(dataset, "/welcome", "en"), "/ticket/web/block/news");
});

test("a name never leaves its part of the address", () => {
    assert.equal(blockAddress({ block: "../x?y" }, "/", "en"), "/ticket/web/block/..%2Fx%3Fy");
});

test("a long time is told in days, hours, minutes and seconds", () => {
    const parts = (seconds) => Object.values(countdownParts(seconds)).join(":");
    assert.equal(parts(90061), "1:01:01:01");
    assert.equal(parts(-5), "0:00:00:00");
    assert.equal(countdownParts(59.2).minutes, "01");
});
