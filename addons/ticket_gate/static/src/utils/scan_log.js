/** What this device knows of who came in: the server's lists, and its own scans since. */

/** At most this many scans are sent at once. */
export const BATCH = 200;
/** Where the app kept its queue before it had a database. */
export const OLD_QUEUE = "ticket_gate.queue";

const NOBODY = Object.freeze({ admitted: 0, outside: 0 });
const SENT = ["code", "scan_id", "direction", "count", "scanned_at", "decided", "reason"];

export class ScanLog {
    /** @param {object} store a GateStore; keeps what the server has not heard of yet */
    constructor(store) {
        this.store = store;
        this.used = {};
        this.since = new Map();
        this.queue = [];
    }

    /** Find again what was known when the app was closed. */
    async load(storage) {
        const queue = await this.store.all("queue");
        this.queue = queue.sort((one, other) => one.order - other.order);
        for (const counts of await this.store.all("counts")) {
            this.since.set(counts.number, counts);
        }
        for (const scan of oldQueue(storage)) {
            await this.push({ decided: "admit", reason: "ok", ...scan });
        }
        storage?.removeItem(OLD_QUEUE);
    }

    /** How many people were let in whom the server has not heard of. */
    get waiting() {
        const came = this.queue.filter(({ decided }) => decided === "admit");
        return came.reduce((sum, { count }) => sum + (count ?? 1), 0);
    }

    /**
     * @param {string} number of a ticket
     * @param {{admitted: number, outside: number} | null} listed by the server
     */
    counts(number, listed = null) {
        const isPassage = (scan) => scan.number === number && scan.decided === "admit";
        const [admitted, outside] = this.used[number] ?? [0, 0];
        return (
            this.queue.findLast(isPassage) ??
            this.since.get(number) ??
            listed ?? { ...NOBODY, admitted, outside }
        );
    }

    /**
     * The server's lists are new.
     *
     * @param {Object<string, [number, number]>} used people in and out again by ticket
     * @param {number} asked when it was asked for: scans answered before are in it
     */
    async refresh(used, asked) {
        this.used = used;
        const old = [...this.since.values()].filter(({ time }) => time < asked);
        old.forEach(({ number }) => this.since.delete(number));
        await this.store.remove(
            "counts",
            old.map(({ number }) => number),
        );
    }

    /** The server counted these people. */
    async note({ reason, ticket }, count, time, listed = null) {
        if (!ticket) {
            return;
        }
        const { number, admitted } = ticket;
        const left = { exit: count, reentry: -count }[reason] ?? 0;
        const outside = Math.max(0, this.counts(number, listed).outside + left);
        const counts = { number, admitted, outside, time };
        this.since.set(number, counts);
        await this.store.put("counts", number, counts);
    }

    /** Decided here without the server knowing; on the disk when this resolves. */
    async push(scan) {
        const order = (this.queue.at(-1)?.order ?? 0) + 1;
        const kept = { ...scan, order };
        this.queue.push(kept);
        await this.store.put("queue", scan.scan_id, kept);
    }

    /** The scans to send next. */
    batch(size = BATCH) {
        return this.queue.slice(0, size).map((scan) => ({
            ...Object.fromEntries(SENT.map((name) => [name, scan[name]])),
            is_offline: true,
        }));
    }

    /**
     * The server has answered these.
     *
     * @param {object[]} answers
     * @param {number} time
     * @returns {Promise<{answer: object, scan: object}[]>} those who should not be in
     */
    async settle(answers, time) {
        const conflicts = [];
        const settled = [];
        for (const answer of answers) {
            const index = this.queue.findIndex((scan) => scan.scan_id === answer.scan_id);
            const [scan] = index < 0 ? [] : this.queue.splice(index, 1);
            if (!scan) {
                continue;
            }
            settled.push(scan.scan_id);
            const isRefused = scan.decided === "admit" && answer.result === "refuse";
            if (answer.conflict || isRefused) {
                conflicts.push({ answer, scan });
            }
            await this.note(answer, scan.count, time);
        }
        await this.store.remove("queue", settled);
        return conflicts;
    }
}

function oldQueue(storage) {
    try {
        const queue = JSON.parse(storage?.getItem(OLD_QUEUE) ?? "[]");
        return Array.isArray(queue) ? queue : [];
    } catch {
        return []; // somebody else's text under our name
    }
}
