/** What this device knows of who came in: the server's list, and its own scans since. */
export const STORED = "ticket_gate.queue";
/** At most this many scans are sent at once. */
export const BATCH = 200;

const NOBODY = Object.freeze({ admitted: 0, outside: 0 });

export class ScanLog {
    /** @param {Storage} storage keeps what the server has not heard of yet */
    constructor(storage) {
        this.storage = storage;
        this.used = {};
        this.since = new Map();
        this.queue = this.load();
    }

    /** @param {string} number of a ticket */
    counts(number) {
        const queued = this.queue.findLast((scan) => scan.number === number);
        const [admitted, outside] = this.used[number] ?? [0, 0];
        return queued ?? this.since.get(number) ?? { ...NOBODY, admitted, outside };
    }

    /**
     * A new list of the server's.
     *
     * @param {Object<string, [number, number]>} used people in and out again by ticket
     * @param {number} asked when it was asked for: scans answered before are in it
     */
    refresh(used, asked) {
        this.used = used;
        for (const [number, { time }] of this.since) {
            if (time < asked) {
                this.since.delete(number);
            }
        }
    }

    /** The server counted these people. */
    note({ reason, ticket }, count, time) {
        if (ticket) {
            const { outside } = this.counts(ticket.number);
            const left = { exit: count, reentry: -count }[reason] ?? 0;
            this.since.set(ticket.number, {
                admitted: ticket.admitted,
                outside: Math.max(0, outside + left),
                time,
            });
        }
    }

    /** Somebody was let through here without the server knowing. */
    push(scan) {
        this.queue.push(scan);
        this.store();
    }

    /** The scans to send next. */
    batch() {
        return this.queue
            .slice(0, BATCH)
            .map(({ code, scan_id, direction, count, scanned_at }) => ({
                code,
                scan_id,
                direction,
                count,
                scanned_at,
            }));
    }

    /**
     * The server has answered these.
     *
     * @param {object[]} answers
     * @param {number} time
     * @returns {object[]} answers that refuse people who are in already
     */
    settle(answers, time) {
        const conflicts = [];
        for (const answer of answers) {
            const index = this.queue.findIndex((scan) => scan.scan_id === answer.scan_id);
            const [scan] = index < 0 ? [] : this.queue.splice(index, 1);
            if (scan && answer.result === "refuse") {
                conflicts.push(answer);
            }
            if (scan) {
                this.note(answer, scan.count, time);
            }
        }
        this.store();
        return conflicts;
    }

    load() {
        try {
            const queue = JSON.parse(this.storage.getItem(STORED));
            return Array.isArray(queue) ? queue : [];
        } catch {
            return []; // somebody else's text under our name
        }
    }

    store() {
        this.storage.setItem(STORED, JSON.stringify(this.queue));
    }
}
