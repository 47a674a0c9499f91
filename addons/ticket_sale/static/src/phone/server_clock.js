/** A request that took longer tells the time too badly. */
const LONGEST_REQUEST = 6000;
const STORED = "ticket.clock_offset";

/**
 * The server's time on a device whose clock may be wrong, also without the network: the
 * last difference is remembered.
 */
export class ServerClock {
    /**
     * @param {{storage?: Storage, now?: () => number, fetch?: typeof fetch}} outside
     */
    constructor({ storage, now = Date.now, fetch } = {}) {
        this.storage = storage;
        this.device = now;
        this.fetch = fetch ?? ((...request) => globalThis.fetch(...request));
        const stored = this.stored();
        this.isKnown = stored !== null;
        this.offset = stored ?? 0;
    }

    /** Milliseconds since 1970, as the server counts them. */
    now() {
        return this.device() + this.offset;
    }

    /**
     * Take over what the server said its time is.
     *
     * @param {number} time milliseconds
     * @param {number} took how long the request took: the answer is half as old
     */
    note(time, took = 0) {
        if (!Number.isFinite(time) || took > LONGEST_REQUEST) {
            return false;
        }
        this.offset = Math.round(time + took / 2 - this.device());
        this.isKnown = true;
        try {
            this.storage?.setItem(STORED, String(this.offset));
        } catch {
            // private mode or full: it is known until the page closes
        }
        return true;
    }

    /** Ask the server; without the network nothing changes. */
    async ask(url) {
        const before = this.device();
        try {
            const response = await this.fetch(url, { cache: "no-store", credentials: "omit" });
            const { now } = await response.json();
            return this.note(now, this.device() - before);
        } catch {
            return false;
        }
    }

    /** The difference told last, or null when it never was. */
    stored() {
        try {
            const offset = parseInt(this.storage?.getItem(STORED), 10);
            return Number.isNaN(offset) ? null : offset;
        } catch {
            return null;
        }
    }
}
