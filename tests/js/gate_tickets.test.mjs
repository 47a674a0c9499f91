// The session's tickets on a gate's device: found, changed, kept and searched.
import assert from "node:assert/strict";
import { test } from "node:test";
import { processorTime } from "./stopwatch.mjs";

const source = "../../addons/ticket_gate/static/src";
const { TicketTable } = await import(`${source}/utils/ticket_table.js`);
const { maskName, searchFor } = await import(`${source}/utils/find_ticket.js`);
const { pickLanguage } = await import(`${source}/utils/language.js`);
const { MemoryStore } = await import(`${source}/services/gate_store.js`);
const { Vault, KEEP_FOR } = await import(`${source}/services/vault.js`);
const { TicketLists } = await import(`${source}/services/ticket_lists.js`);
const { ScanLog } = await import(`${source}/utils/scan_log.js`);
const { Upload } = await import(`${source}/services/upload.js`);
const { GateApiError } = await import(`${source}/services/gate_api.js`);

const numberOf = (index) => String(((index + 1) * 7919 * 1_000_003) % 1e16).padStart(16, "0");

function columnsOf(count, changes = {}) {
    const all = (value) => Array.from({ length: count }, (_none, index) => value(index));
    return {
        session: 7,
        cursor: "c1",
        full: true,
        numbers: all(numberOf),
        states: all(() => "valid"),
        types: all(() => 3),
        zones: all((index) => (index % 2 ? 20 : null)),
        places: all(
            (index) => `Stalls · Row ${1 + Math.floor(index / 50)} · Seat ${1 + (index % 50)}`,
        ),
        admits: all(() => 1),
        admitted: all(() => 0),
        outside: all(() => 0),
        holders: all(() => "L* H**"),
        print: all(() => false),
        ...changes,
    };
}

function tableOf(count) {
    const table = new TicketTable(7);
    table.merge(columnsOf(count));
    return table;
}

test("each ticket of 100,000 is found by its number, and no other", () => {
    const table = tableOf(100_000);
    for (const index of [0, 1, 49_999, 99_999]) {
        assert.equal(table.find(numberOf(index)).number, numberOf(index));
        assert.equal(table.find(numberOf(index)).zone, index % 2 ? 20 : null);
    }
    assert.equal(table.find("9999999999999999"), null);
    assert.equal(table.find(""), null);
});

test("one of 100,000 is found in well under a millisecond", () => {
    const table = tableOf(100_000);
    const spent = processorTime(() => {
        for (let index = 0; index < 10_000; index++) {
            table.find(numberOf(index));
        }
    });
    assert.ok(spent / 10_000 < 0.2);
});

test("changes are merged by number, new tickets are added", () => {
    const table = tableOf(3);
    const changed = columnsOf(1, {
        cursor: "c2",
        full: false,
        numbers: [numberOf(1)],
        states: ["used"],
        admitted: [1],
        zones: [20],
    });
    table.merge(changed);
    assert.equal(table.size, 3);
    assert.equal(table.find(numberOf(1)).state, "used");
    table.merge({ ...changed, numbers: ["4539148803436467"], cursor: "c3" });
    assert.deepEqual([table.size, table.cursor], [4, "c3"]);
    assert.equal(table.find("4539148803436467").admitted, 1);
    assert.equal(table.find(numberOf(2)).state, "valid");
    table.merge({ ...changed, full: true });
    assert.equal(table.size, 1, "a full list replaces what was known");
});

test("what is kept is what was sent", () => {
    const table = tableOf(4);
    const again = new TicketTable(7);
    again.merge(table.toColumns());
    assert.deepEqual(again.find(numberOf(3)), table.find(numberOf(3)));
    assert.equal(again.cursor, "c1");
});

test("a supervisor finds by row and seat, part of a number, or whole name", () => {
    const table = tableOf(200);
    const found = (text) => table.search(searchFor(text), 20).map(({ place }) => place);
    assert.deepEqual(found("row 2 seat 7"), ["Stalls · Row 2 · Seat 7"]);
    assert.deepEqual(found("stalls 3 33"), ["Stalls · Row 3 · Seat 33"]);
    assert.deepEqual(found(numberOf(5)), ["Stalls · Row 1 · Seat 6"]);
    assert.equal(found("Li Hua").length, 20);
    assert.deepEqual(found("Wang Wei"), []);
    assert.equal(searchFor("7"), null);
    assert.equal(searchFor("  "), null);
});

test("a name is blanked as by the server", () => {
    assert.equal(maskName("John  Smith "), "J*** S****");
    assert.equal(maskName("张小明"), "张**");
});

test("the app speaks what was chosen, else what the browser prefers", () => {
    const languages = [["en_US"], ["zh_CN"]];
    assert.equal(pickLanguage(languages, [null, "zh_CN", "en"]), "zh_CN");
    assert.equal(pickLanguage(languages, ["xx", null, "zh-TW", "en"]), "zh_CN");
    assert.equal(pickLanguage(languages, ["fr-FR"]), "en_US");
});

test("what is confidential is sealed, and kept for two days at most", async () => {
    const store = new MemoryStore();
    let now = 0;
    const vault = new Vault(store, () => now);
    await vault.put("package", { secret: "abcdef" });
    const { sealed } = await store.get("kept", "package");
    assert.ok(!Buffer.from(sealed).includes("abcdef"));
    assert.equal((await store.get("kept", "key")).extractable, false);
    assert.deepEqual(await new Vault(store, () => now).get("package"), { secret: "abcdef" });
    now = KEEP_FOR + 1;
    assert.equal(await vault.get("package"), null);
    assert.equal(await store.get("kept", "package"), undefined);
});

test("lists are asked for once, then only their changes, and are there after a restart", async () => {
    const store = new MemoryStore();
    const asked = [];
    const api = {
        tickets: async (session, since) => {
            asked.push([session, since]);
            return columnsOf(since ? 0 : 3, { cursor: since ? "c2" : "c1", full: !since });
        },
    };
    const facts = { sessions: [{ id: 7, start: "2026-05-01T10:00:00Z" }] };
    const now = () => Date.parse("2026-05-01T09:00:00Z");
    const lists = new TicketLists(api, new Vault(store, now), now);
    assert.equal(lists.isListed(7), false);
    await lists.refresh(facts);
    await lists.refresh(facts);
    assert.deepEqual(asked, [
        [7, null],
        [7, "c1"],
    ]);
    const again = new TicketLists(api, new Vault(store, now), now);
    await again.load(facts);
    assert.equal(again.find(numberOf(2)).session, 7);
    await again.refresh({ sessions: [] });
    assert.equal(again.find(numberOf(2)), null, "the session is over");
    assert.equal(await store.get("kept", "tickets:7"), undefined);
});

test("tomorrow's tickets are not missed, today's are", async () => {
    const hours = (count) => new Date(count * 3_600_000).toISOString();
    const today = { id: 7, start: hours(2) };
    const tomorrow = { id: 8, start: hours(30) }; // in the package, and not listed yet
    const api = { tickets: async () => columnsOf(3) };
    let now = 0;
    const lists = new TicketLists(api, new Vault(new MemoryStore(), () => now), () => now);
    assert.equal(lists.isWhole([today, tomorrow]), false);
    assert.equal(lists.isWhole([tomorrow]), true);
    await lists.refresh({ sessions: [today, tomorrow] });
    assert.equal(lists.isListed(8), false);
    assert.equal(lists.isWhole([today, tomorrow]), true);
    now = 10 * 3_600_000; // the network went away meanwhile
    assert.equal(lists.isWhole([today, tomorrow]), true);
    now = 20 * 3_600_000;
    assert.equal(lists.isWhole([today, tomorrow]), false);
});

test("one scan that the server cannot read does not keep the others from it", async () => {
    const log = new ScanLog(new MemoryStore());
    for (const scan_id of ["a", "b", "bad", "c", "d"]) {
        await log.push({ scan_id, code: "x", direction: "in", count: 1, decided: "admit" });
    }
    const got = [];
    const scans = async (batch) => {
        if (batch.some(({ scan_id }) => scan_id === "bad")) {
            throw new GateApiError({ code: "invalid_request", message: "no" });
        }
        got.push(...batch.map(({ scan_id }) => scan_id));
        return { scans: batch.map(({ scan_id }) => ({ scan_id, result: "admit", ticket: null })) };
    };
    const upload = new Upload({ scans }, log.store, log, () => 1);
    await upload.load();
    await upload.send();
    assert.deepEqual(got.sort(), ["a", "b", "c", "d"]);
    assert.equal(log.queue.length, 0);
    assert.deepEqual(
        upload.doubles.map(({ scan_id, message }) => [scan_id, message]),
        [["bad", "no"]],
    );
    const again = new Upload({ scans }, log.store, log, () => 1);
    await again.load();
    assert.equal(again.doubles.length, 1, "shown until it was seen");
});
