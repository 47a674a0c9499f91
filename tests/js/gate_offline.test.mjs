// A lane without the network: who passes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { iso, live, NOW, NUMBER, packageOf, PASS, rotating, vectorsOf } from "./gate_package.mjs";

const utils = "../../addons/ticket_gate/static/src/utils";
const { decide, sessionForPass } = await import(`${utils}/admission.js`);
const { Forged, judge, Malformed, readCode, UnknownKey } = await import(`${utils}/signed_code.js`);
const { decideOffline } = await import(`${utils}/offline_gate.js`);
const { passByCode } = await import(`${utils}/offline_pass.js`);

const tokens = vectorsOf("token");
const admission = vectorsOf("admission");
const PAPER = rotating.judged.find(({ name }) => name === "paper, allowed");

for (const { name, token, claims, error } of tokens.tokens) {
    test(`token shared with the server: ${name}`, async () => {
        if (claims) {
            const code = await readCode(token, tokens.public_keys);
            assert.deepEqual({ ...code.claims, medium: null }, { ...claims, medium: null });
            assert.equal(code.step, null);
            return;
        }
        const errors = { malformed: Malformed, forged: Forged, unknown_key: UnknownKey };
        await assert.rejects(readCode(token, tokens.public_keys), errors[error]);
    });
}

for (const { name, code, rotation, now, expect } of rotating.judged) {
    test(`judged as the server does: ${name}`, async () => {
        let said;
        try {
            const read = await readCode(code, rotating.public_keys);
            said = await judge(read, rotation, now * 1000);
        } catch (error) {
            said = error instanceof Malformed ? "malformed" : "forged";
        }
        assert.equal(said, expect);
    });
}

for (const { name, expect, ...given } of admission.cases) {
    test(`admitted as by the server: ${name}`, () => {
        const ticket = { ...admission.ticket, ...given.ticket };
        const rules = (given.rules ?? [{}]).map((rule) => ({ ...admission.rule, ...rule }));
        const { direction = "in", count = 1, now = 100_000 } = given;
        const decision = decide(ticket, { rules, ...given.lane }, direction, count, now);
        const { entries, today, day, last_in } = decision;
        assert.deepEqual(decision, {
            admitted: ticket.admitted,
            outside: ticket.outside,
            params: {},
            ...{ entries, today, day, last_in },
            ...expect,
        });
    });
}

for (const { name, sessions, now, expect } of admission.session_for_pass) {
    test(`a pass is for the session that is on: ${name}`, () => {
        const rules = [{ ...admission.rule, who: "passes" }];
        assert.equal(sessionForPass(sessions, { rules }, now)?.id ?? null, expect);
    });
}

const nobody = () => ({ admitted: 0, outside: 0 });
const NOTHING = { counts: nobody, find: () => null, isWhole: () => false };

async function ask(code, { facts = packageOf(), known = {}, now = NOW, ...scan } = {}) {
    const request = { code, direction: "in", count: 1, scan_id: "s1", ...scan };
    return decideOffline(facts, { ...NOTHING, ...known }, request, now * 1000);
}

async function reason(code, given) {
    return (await ask(code, given))?.answer.reason ?? null;
}

test("a live code is let in and told as the server tells it", async () => {
    const { answer, decision } = await ask(live.code);
    assert.equal(decision.admitted, 1);
    assert.deepEqual(answer, {
        scan_id: "s1",
        result: "admit",
        reason: "ok",
        message: "Welcome",
        ticket: {
            number: NUMBER,
            type: "Adult",
            session: "Swan Lake · Fri 1 May 2026 02:00",
            place: null,
            holder: null,
            admits: 1,
            admitted: 1,
        },
        offline: true,
    });
});

test("a screenshot and a bare token are refused", async () => {
    assert.equal(await reason(live.code, { now: NOW + 60 }), "stale_code");
    assert.equal(await reason(live.token), "live_code_needed");
    const paper = { fixed: ["paper"], secrets: [live.secret] };
    assert.equal(await reason(PAPER.code), "live_code_needed");
    assert.equal(await reason(PAPER.code, { facts: packageOf({}, { rotation: paper }) }), "ok");
});

test("blanks and lower case of a scanner do no harm", async () => {
    assert.equal(await reason(` ${live.code.toLowerCase()}\r\n`), "ok");
});

test("the session's date decides, not the one in the token", async () => {
    const later = NOW + 30 * 86400; // the token says: until a day after NOW
    const moved = packageOf({}, { start: iso(later), end: iso(later + 7200), rotation: null });
    assert.equal(await reason(live.token, { facts: moved, now: later - 600 }), "ok");
    const { answer } = await ask(live.token, { facts: moved });
    assert.equal(answer.reason, "too_early");
    assert.match(answer.message, /^Too early: Swan Lake .* Doors open .*2026/);
});

test("a void ticket, a closed lane, a stopped session", async () => {
    const { answer } = await ask(live.code, { facts: packageOf({ revocations: [NUMBER] }) });
    assert.deepEqual([answer.reason, answer.message], ["cancelled", "Not valid"]);
    const closed = packageOf({ gate: { id: 1, open: false, session: null } });
    assert.equal(await reason(live.code, { facts: closed }), "gate_closed");
    const stopped = packageOf({}, { state: "postponed" });
    assert.equal(await reason(live.code, { facts: stopped }), "session_postponed");
});

test("a session that is not at this lane", async () => {
    const { answer } = await ask(live.code, { facts: packageOf({ sessions: [] }) });
    assert.deepEqual([answer.reason, answer.message], ["wrong_session", "Not for here"]);
    assert.equal(answer.ticket.number, NUMBER);
});

test("who was let in already is refused", async () => {
    const counts = (number) => ({ admitted: number === NUMBER ? 1 : 0, outside: 0 });
    const { answer } = await ask(live.code, { known: { counts } });
    assert.deepEqual([answer.reason, answer.message], ["already_used", "Already used"]);
});

test("forged and noise are told without the server", async () => {
    const named = (name) => rotating.judged.find((one) => one.name === name).code;
    assert.equal(await reason(named("signed by another key")), "forged");
    assert.equal(await reason(named("proof altered")), "forged");
    assert.equal(await reason("HELLO"), "malformed");
});

test("only the server can tell: numbers, keys of tomorrow, rules by zone", async () => {
    assert.equal(await reason(NUMBER), null);
    assert.equal(await reason(live.code, { facts: packageOf({ keys: {} }) }), null);
    const [rule] = packageOf().rules;
    const byZone = packageOf({ rules: [{ ...rule, zones: [20] }] });
    assert.equal(await reason(live.code, { facts: byZone }), null);
    const both = packageOf({ rules: [rule, { ...rule, zones: [20] }] });
    assert.equal(await reason(live.code, { facts: both }), "ok");
    const child = packageOf({ rules: [{ ...rule, types: [1], zones: [20] }] });
    assert.equal(await reason(live.code, { facts: child }), "wrong_gate");
});

const LISTED = {
    number: NUMBER,
    session: 123456,
    state: "valid",
    type: 4321,
    zone: 20,
    place: "Stalls · Row 1 · Seat 1",
    holder: "L* H**",
    admits: 1,
    admitted: 0,
    outside: 0,
    isPrinted: false,
};
const listing = (changes = {}) => ({
    find: (number) => (number === NUMBER ? { ...LISTED, ...changes } : null),
    isWhole: () => true,
});

test("with the list of tickets a typed number is decided, and told where to", async () => {
    const facts = packageOf({}, { rotation: null });
    const { answer } = await ask(` ${NUMBER.slice(0, 8)} ${NUMBER.slice(8)}`, {
        facts,
        known: listing(),
    });
    assert.deepEqual([answer.reason, answer.ticket.place], ["ok", LISTED.place]);
    assert.equal(answer.ticket.holder, "L* H**");
    assert.equal(await reason("1234567890123456", { facts, known: listing() }), "unknown");
    const refunded = { facts, known: listing({ state: "refunded" }) };
    assert.equal(await reason(NUMBER, refunded), "refunded");
});

test("a typed number is as good as its paper where codes rotate", async () => {
    assert.equal(await reason(NUMBER, { known: listing() }), "live_code_needed");
    const paper = packageOf({}, { rotation: { secrets: [live.secret], fixed: ["paper"] } });
    const printed = listing({ isPrinted: true });
    assert.equal(await reason(NUMBER, { facts: paper, known: printed }), "ok");
    assert.equal(await reason(NUMBER, { facts: paper, known: listing() }), "live_code_needed");
    assert.equal(await reason(NUMBER, { known: printed }), "live_code_needed");
});

test("with the list of tickets the zone is known", async () => {
    const [rule] = packageOf().rules;
    const at = (zones) => packageOf({ rules: [{ ...rule, zones }] });
    assert.equal(await reason(live.code, { facts: at([20]), known: listing() }), "ok");
    assert.equal(await reason(live.code, { facts: at([21]), known: listing() }), "wrong_gate");
});

async function withPass(changes = {}) {
    const [rule] = packageOf().rules;
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("card:04A2B3C4"));
    const cards = [Buffer.from(digest).toString("hex")];
    return packageOf({
        rules: [{ ...rule, who: "passes", times: 0 }],
        passes: [{ ...PASS, cards, ...changes }],
        pass_types: { 3: "Staff" },
    });
}

test("a pass is known by its number and by its card", async () => {
    const facts = await withPass();
    const { answer, decision } = await ask("1000 0000 0008", { facts });
    assert.deepEqual([answer.reason, answer.ticket.type], ["ok", "Staff"]);
    assert.deepEqual([answer.ticket.holder, decision.entries], ["L* H**", 1]);
    assert.equal(await reason("04:a2:b3:c4", { facts }), "ok");
    const blocked = await withPass({ state: "blocked" });
    assert.equal(await reason(PASS.number, { facts: blocked }), "pass_blocked");
    const ended = await withPass({ valid_to: NOW - 1 });
    assert.equal(await reason(PASS.number, { facts: ended }), "pass_expired");
});

test("a signed pass sold since is good from its first day on", async () => {
    const facts = await withPass();
    const claims = { session: 0, type: 3, ticket: "100000000016", admits: 1 };
    const at = (valid_from) => passByCode(facts, { ...claims, valid_from });
    assert.equal(at(0).valid_from, null);
    assert.equal(at(NOW + 86_400).valid_from, NOW + 86_400 - (facts.gate.offset ?? 0));
    assert.equal(passByCode(facts, { ...claims, type: 4 }), null);
    assert.equal(passByCode(facts, { ...claims, ticket: PASS.number }), facts.passes[0]);
});

test("a card or person that is not in the package is the server's to know", async () => {
    assert.equal(await reason("100000000016", { facts: await withPass() }), null);
    assert.equal(await reason("04FFFFFF", { facts: await withPass() }), null);
    assert.equal(await reason("110101199003074530"), null);
    assert.equal(await reason("04FFFFFF"), "malformed");
});

test("free passage lets everybody through, an emergency nobody in", async () => {
    const at = (state) => ({ facts: packageOf({ gate: { id: 1, open: true, state } }) });
    const free = await ask("HELLO", at("free"));
    assert.deepEqual([free.answer.result, free.answer.reason], ["admit", "free"]);
    assert.equal(await reason(live.code, at("emergency")), "emergency");
    const out = { ...at("emergency"), direction: "out" };
    assert.equal((await ask(live.code, out)).answer.result, "admit");
});

test("who came in here is told with time and lane", async () => {
    const counts = () => ({ admitted: 1, outside: 0, entered: (NOW - 60) * 1000 });
    const messages = { already_used: "Already used: entered %(time)s at %(gate)s" };
    const { answer } = await ask(live.code, { facts: packageOf({ messages }), known: { counts } });
    assert.match(answer.message, /^Already used: entered .*\d\d:\d\d:\d\d.* at North 1$/);
});
