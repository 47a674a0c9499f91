import { NoAnswer } from "./gate_api";
import { PendingScans } from "../utils/pending_scans";
import { identityOf } from "../utils/signed_code";

/** Seconds between tries, the last one again and again. */
export const RETRY_AFTER = [1, 2, 3, 5];

/** More is noise; what was read is sent all the same, up to here. */
const LONGEST_CODE = 600;

const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));

function newScanId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Sends scans, and sends each again under its own number until it has an answer. While
 * the server is away the lane answers, where it can.
 */
export class Scanner {
    /** @param {import("./lane").Lane} lane */
    constructor(lane) {
        this.lane = lane;
        this.pending = new PendingScans(localStorage, newScanId, Date.now);
    }

    /**
     * @param {{code: string, direction: string, count: number}} scan
     * @param {{signal: AbortSignal, onRetry: (tries: number) => void}} control
     * @returns {Promise<object | null>} the answer; null when given up, then the same
     *  ticket scanned again continues this scan
     */
    async scan(scan, { signal, onRetry }) {
        const key = [scan.direction, scan.count, identityOf(scan.code)].join(":");
        const code = scan.code.slice(0, LONGEST_CODE);
        const asked = { ...scan, code, scan_id: this.pending.open(key) };
        for (let tries = 0; !signal.aborted; tries++) {
            const answer = await this.ask(asked, key, tries);
            if (answer) {
                return signal.aborted ? null : answer;
            }
            if (!signal.aborted) {
                onRetry(tries + 1);
                await wait(RETRY_AFTER[Math.min(tries, RETRY_AFTER.length - 1)]);
            }
        }
        return null;
    }

    /** One try: the server's answer, else the lane's own, else null. */
    async ask(scan, key, tries) {
        const own = this.lane.isAway && tries === 0 ? await this.alone(scan, key) : null;
        if (own) {
            return own;
        }
        scan.scanned_at ??= this.lane.time();
        try {
            const { scanned_at, ...now } = scan;
            const answer = await this.lane.api.scan(tries ? { ...now, scanned_at } : now);
            this.pending.close(key);
            await this.lane.heard(answer, scan.count);
            return answer;
        } catch (error) {
            if (!(error instanceof NoAnswer)) {
                this.pending.close(key);
                throw error;
            }
        }
        this.lane.isAway = true;
        return this.alone(scan, key);
    }

    /** What the lane answers is kept with the scan's number and told to the server later. */
    async alone(scan, key) {
        const answer = await this.lane.decide(scan);
        if (answer) {
            this.pending.close(key);
        }
        return answer;
    }
}
