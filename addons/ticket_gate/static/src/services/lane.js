import { ServerClock } from "../../../../ticket_sale/static/src/phone/server_clock.js";
import { decideOffline } from "../utils/offline_gate";
import { ScanLog } from "../utils/scan_log";
import { NoAnswer } from "./gate_api";

/** The package is fetched again after this. */
export const REFRESH_AFTER = 2 * 60 * 1000;

/**
 * What a lane needs while the server is away: the package, the time, its own scans.
 *
 * The package stays in memory: it holds the secrets of rotating codes.
 */
export class Lane {
    constructor(api, storage = localStorage, now = Date.now) {
        this.api = api;
        this.now = now;
        this.clock = new ServerClock({ storage, now });
        this.log = new ScanLog(storage);
        this.facts = null;
        this.refreshed = -Infinity;
        this.isAway = false;
    }

    /** How many people's entries the server has not heard of. */
    get waiting() {
        return this.log.queue.length;
    }

    /**
     * Tell the server that this lane is alive, and what happened while it was away.
     *
     * @returns {Promise<{status: object, conflicts: object[]}>}
     */
    async beat() {
        const before = this.now();
        try {
            const status = await this.api.heartbeat({ version: "2" });
            this.clock.note(Date.parse(status.server_time), this.now() - before);
            this.isAway = false;
            this.refresh();
            return { status, conflicts: await this.send() };
        } catch (error) {
            this.isAway ||= error instanceof NoAnswer;
            throw error;
        }
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
            this.log.refresh(this.facts.used, asked);
        } catch {
            this.refreshed = -Infinity; // with the next heartbeat again
        }
    }

    async send() {
        const conflicts = [];
        while (this.waiting) {
            const { scans } = await this.api.scans(this.log.batch());
            const before = this.waiting;
            conflicts.push(...this.log.settle(scans, this.now()));
            if (this.waiting === before) {
                break; // the server answered something else
            }
        }
        return conflicts;
    }

    /** The server has answered a scan. */
    heard(answer, count) {
        this.isAway = false;
        this.log.note(answer, count, this.now());
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
        const counts = (number) => this.log.counts(number);
        const decided = await decideOffline(this.facts, counts, scan, this.clock.now());
        if (decided?.answer.result === "admit") {
            const { answer, admitted, outside } = decided;
            const { number } = answer.ticket;
            this.log.push({ ...scan, scanned_at: this.time(), number, admitted, outside });
        }
        return decided && decided.answer;
    }
}
