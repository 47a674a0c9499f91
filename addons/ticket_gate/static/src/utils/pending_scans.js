/** After this the person has long gone another way; then a scan is a new scan. */
export const KEEP_PENDING = 10 * 60 * 1000;

/**
 * Remembers under which number a scan was sent until its answer is known. When the
 * answer was lost on the way, the same ticket scanned again is the same scan, and the
 * server gives the answer it gave before instead of "already used".
 */
export class PendingScans {
    /**
     * @param {Storage} storage survives a reload
     * @param {() => string} newId
     * @param {() => number} now milliseconds
     */
    constructor(storage, newId, now) {
        this.storage = storage;
        this.newId = newId;
        this.now = now;
        this.name = "ticket_gate.pending";
    }

    /** @returns {string} the number of this scan, an old one if it is still open */
    open(key) {
        const scans = this.load();
        scans[key] ??= { id: this.newId(), time: this.now() };
        this.store(scans);
        return scans[key].id;
    }

    close(key) {
        const scans = this.load();
        delete scans[key];
        this.store(scans);
    }

    load() {
        let scans = {};
        try {
            scans = JSON.parse(this.storage.getItem(this.name)) || {};
        } catch {
            // somebody else's text under our name: start anew
        }
        const oldest = this.now() - KEEP_PENDING;
        return Object.fromEntries(Object.entries(scans).filter(([, { time }]) => time > oldest));
    }

    store(scans) {
        this.storage.setItem(this.name, JSON.stringify(scans));
    }
}
