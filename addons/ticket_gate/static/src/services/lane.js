import { ServerClock } from "../../../../ticket_sale/static/src/phone/server_clock.js";
import { localDay } from "../utils/admission.js";
import { decideOffline } from "../utils/offline_gate.js";
import { passByNumber } from "../utils/offline_pass.js";
import { countsOf, ScanLog } from "../utils/scan_log.js";
import { NoAnswer } from "./gate_api.js";
import { TicketLists } from "./ticket_lists.js";
import { Upload } from "./upload.js";
import { Vault } from "./vault.js";

/** The package is fetched again after this. */
export const REFRESH_AFTER = 2 * 60 * 1000;
const VERSION = "3";
const PACKAGE = "package";
const STATUS = "status";

/** What a lane needs while the server is away: the package, the time, its own scans. */
export class Lane {
    constructor(api, store, storage = localStorage, now = Date.now) {
        this.api = api;
        this.store = store;
        this.storage = storage;
        this.now = now;
        this.clock = new ServerClock({ storage, now });
        this.log = new ScanLog(store);
        this.upload = new Upload(api, store, this.log, now);
        this.vault = new Vault(store, now);
        this.lists = new TicketLists(api, this.vault, now);
        this.facts = null;
        this.status = null;
        this.refreshed = -Infinity;
        this.isAway = false;
    }

    /** Find again what was known when the app was closed or killed. */
    async load() {
        await this.log.load(this.storage);
        this.facts = await this.vault.get(PACKAGE);
        this.log.used = this.facts?.used ?? {};
        await this.lists.load(this.facts);
        this.status = (await this.store.get("kept", STATUS)) ?? null;
        await this.upload.load();
    }

    /** The status that was told last, with what this device has counted since. */
    lastStatus() {
        const status = this.status && structuredClone(this.status);
        for (const { decided, direction, count } of status ? this.log.queue : []) {
            if (decided === "refuse") {
                status.counters.refused++;
            } else if (direction === "in") {
                status.counters.admitted += count;
            }
        }
        return status;
    }

    /** How many people's entries the server has not heard of. */
    get waiting() {
        return this.log.waiting;
    }

    /** Tell the server that this lane is alive, and what happened while it was away. */
    async beat(told = {}) {
        const before = this.now();
        try {
            const status = await this.api.heartbeat({ version: VERSION, ...told });
            this.clock.note(Date.parse(status.server_time), this.now() - before);
            this.isAway = false;
            this.status = status;
            await this.store.put("kept", STATUS, status);
            this.refresh();
            await this.upload.send();
            return status;
        } catch (error) {
            this.isAway ||= error instanceof NoAnswer;
            throw error;
        }
    }

    /** Whether the lane's state or the alarm is another than was told last. */
    async hasChanged() {
        const { state, alarm } = await this.api.pulse();
        const known = this.status;
        return (
            state !== known?.gate.state ||
            alarm?.kind !== known.alarm?.kind ||
            alarm?.message !== known.alarm?.message
        );
    }

    /** Fetch the package when it is old; an old one is better than none. */
    async refresh() {
        const asked = this.now();
        if (asked - this.refreshed < REFRESH_AFTER) {
            return;
        }
        this.refreshed = asked;
        try {
            this.facts = await this.api.package();
            await this.vault.put(PACKAGE, this.facts).catch(() => {}); // on plain http
            await this.lists.refresh(this.facts);
            await this.log.refresh(this.facts.used, asked);
        } catch {
            this.refreshed = -Infinity; // with the next heartbeat again
        }
    }

    /** The server has answered a scan. */
    async heard(answer, count) {
        this.isAway = false;
        const number = answer.ticket?.number ?? "";
        const listed = this.find(number) ?? passByNumber(this.facts ?? {}, number);
        const now = Math.floor(this.clock.now() / 1000);
        const visit = { day: localDay(now, this.facts?.gate.offset ?? 0), last_in: now };
        await this.log.note(answer, count, this.now(), listed, visit);
    }

    /** @returns {string | undefined} the time of a scan, when we know what time it is */
    time() {
        return this.clock.isKnown ? new Date(this.clock.now()).toISOString() : undefined;
    }

    /**
     * Decide alone.
     *
     * @returns {Promise<object | null>} the answer; null when only the server can tell
     */
    async decide(scan) {
        if (!this.facts || !this.clock.isKnown) {
            return null;
        }
        const facts = { ...this.facts, gate: { ...this.facts.gate, ...this.status?.gate } };
        const decided = await decideOffline(facts, this, scan, this.clock.now());
        if (!decided) {
            return null;
        }
        const { answer, decision } = decided;
        const { result, reason, ticket } = answer;
        const number = ticket?.number ?? null;
        const kept = { ...scan, scanned_at: this.time(), decided: result, reason, number };
        const passed = decision.admit ? this.after(decision, number) : null;
        await this.log.push(kept, passed, this.now());
        return answer;
    }

    after(decision, number) {
        const { entered } = this.counts(number, this.find(number));
        const isIn = decision.reason !== "exit";
        return { ...countsOf(decision), entered: isIn ? this.clock.now() : entered };
    }

    counts(number, listed) {
        return this.log.counts(number, listed);
    }

    find(number) {
        return this.lists.find(number);
    }

    isWhole(sessions) {
        return this.lists.isWhole(sessions);
    }
}
