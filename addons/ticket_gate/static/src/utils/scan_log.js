/** What this device knows of who came in: the server's lists, and its own scans since. */

/** At most this many scans are sent at once. */
export const BATCH = 200;
/** Where the app kept its queue before it had a database. */
export const OLD_QUEUE = "ticket_gate.queue";
/** What a decision tells of a ticket's counts. */
const COUNTED = ["admitted", "outside", "entries", "today", "day", "last_in"];
/** Let in, and no new visit of theirs. */
const NO_VISIT = ["reentry", "free"];
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
            await this.push({ decided: "admit", reason: "ok", ...scan }, countsOf(scan));
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
     * @returns {{admitted: number, outside: number, entered?: number}} `entered` is when the
     *  last one came in, if that was here
     */
    counts(number, listed = null) {
        const own = this.since.get(number);
        const [admitted, outside] = this.used[number] ?? [0, 0];
        const isNewer = admitted >= (listed?.admitted ?? 0); // the list was kept longer ago
        const told = isNewer && { admitted, outside };
        return own?.counts ?? { ...(listed && countsOf(listed)), ...told };
    }

    /**
     * The server's lists are new.
     *
     * @param {Object<string, [number, number]>} used people in and out again by ticket
     * @param {number} asked when it was asked for: scans answered before are in it
     */
    async refresh(used, asked) {
        this.used = used;
        const open = new Set(this.queue.map(({ number }) => number));
        const isOld = ({ number, time }) => time < asked && !open.has(number);
        const old = [...this.since.values()].filter(isOld);
        old.forEach(({ number }) => this.since.delete(number));
        await this.store.remove(
            "counts",
            old.map(({ number }) => number),
        );
    }

    /**
     * The server has answered, and told how the ticket counts now.
     *
     * @param {{day: number, last_in: number} | null} visit when it was, if it is one: the
     *  answer does not tell how many there were
     */
    async note(answer, count, time, listed = null, visit = null) {
        if (!answer.ticket) {
            return;
        }
        const { number, admitted } = answer.ticket;
        const before = this.counts(number, listed);
        const left = { exit: count, reentry: -count }[answer.reason] ?? 0;
        const outside = Math.max(0, before.outside + left);
        const isIn = answer.result === "admit" && answer.reason !== "exit";
        const entered = isIn ? time : before.entered;
        const isVisit = visit && isIn && !NO_VISIT.includes(answer.reason);
        const visits = isVisit ? oneVisitMore(before, count, visit) : {};
        const counts = { ...before, ...visits, admitted, outside, entered };
        const own = { number, counts, time };
        this.since.set(number, own);
        await this.store.put("counts", number, own);
    }

    /**
     * Decided here without the server knowing; on the disk when this resolves.
     *
     * @param {object} scan
     * @param {object | null} counts of the ticket after it, when somebody passed
     * @param {number} time
     */
    async push(scan, counts = null, time = 0) {
        const order = (this.queue.at(-1)?.order ?? 0) + 1;
        const kept = { ...scan, order };
        const rows = [["queue", scan.scan_id, kept]];
        this.queue.push(kept);
        if (counts) {
            const own = { number: scan.number, counts, time };
            this.since.set(scan.number, own);
            rows.push(["counts", scan.number, own]);
        }
        await this.store.putAll(rows); // both or neither
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

const oneVisitMore = ({ admitted, entries, today, day }, count, visit) => ({
    entries: Math.max(entries ?? 0, admitted) + count,
    today: (day === visit.day ? (today ?? 0) : 0) + count,
    ...visit,
});

/** The counts among other things that are known of a ticket. */
export function countsOf(given) {
    const known = COUNTED.filter((name) => given[name] !== undefined);
    return Object.fromEntries(known.map((name) => [name, given[name]]));
}

function oldQueue(storage) {
    try {
        const queue = JSON.parse(storage?.getItem(OLD_QUEUE) ?? "[]");
        return Array.isArray(queue) ? queue : [];
    } catch {
        return []; // somebody else's text under our name
    }
}
