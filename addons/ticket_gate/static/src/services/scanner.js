import { NoAnswer } from "./gate_api";
import { PendingScans } from "../utils/pending_scans";

/** Seconds between tries, the last one again and again. */
export const RETRY_AFTER = [1, 2, 3, 5];

const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));

function newScanId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends scans, and sends each again under its own number until it has an answer. */
export class Scanner {
    constructor(api) {
        this.api = api;
        this.pending = new PendingScans(localStorage, newScanId, Date.now);
    }

    /**
     * @param {{code: string, direction: string, count: number}} scan
     * @param {{signal: AbortSignal, onRetry: (tries: number) => void}} control
     * @returns {Promise<object | null>} the answer; null when given up, then the same
     *  ticket scanned again continues this scan
     */
    async scan(scan, { signal, onRetry }) {
        const key = [scan.direction, scan.count, scan.code].join(":");
        const scan_id = this.pending.open(key);
        for (let tries = 0; !signal.aborted; tries++) {
            try {
                const answer = await this.api.scan({ ...scan, scan_id });
                this.pending.close(key);
                return signal.aborted ? null : answer;
            } catch (error) {
                if (!(error instanceof NoAnswer)) {
                    this.pending.close(key);
                    throw error;
                }
            }
            if (!signal.aborted) {
                onRetry(tries + 1);
                await wait(RETRY_AFTER[Math.min(tries, RETRY_AFTER.length - 1)]);
            }
        }
        return null;
    }
}
