// Numbers and cards of passes are read as on the server.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
    isPassNumber,
    passByCard,
} from "../../addons/ticket_gate/static/src/utils/offline_pass.js";
import { normalise } from "../../addons/ticket_gate/static/src/utils/offline_gate.js";

const vectors = JSON.parse(
    readFileSync(new URL("../vectors/pass_code.json", import.meta.url), "utf8"),
);

for (const { text, is_number } of vectors.numbers) {
    test(`number of a pass: ${text}`, () => {
        assert.equal(isPassNumber(normalise(text)), is_number);
    });
}

for (const { text, hash } of vectors.cards) {
    test(`card: ${text}`, async () => {
        const passes = [{ cards: [hash] }];
        assert.equal(await passByCard({ passes }, normalise(text)), hash && passes[0]);
    });
}
