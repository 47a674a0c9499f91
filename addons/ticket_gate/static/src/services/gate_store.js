/**
 * What the device keeps when the app is closed or killed. One table of IndexedDB each:
 * `queue` (scans the server has not heard of, by scan_id), `counts` (who came in since the
 * last package, by ticket number), `kept` (everything else, by name).
 */
const NAME = "ticket_gate";
const VERSION = 1;
const TABLES = ["queue", "counts", "kept"];
export const KEEPS = Object.freeze({ durability: "strict" });

const done = (request) =>
    new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });

export class GateStore {
    constructor(database) {
        this.database = database;
    }

    /** @returns {Promise<GateStore | MemoryStore>} memory where the browser keeps nothing */
    static async open() {
        try {
            const request = indexedDB.open(NAME, VERSION);
            request.onupgradeneeded = () => {
                for (const table of TABLES) {
                    request.result.createObjectStore(table);
                }
            };
            const store = new GateStore(await done(request));
            navigator.storage?.persist?.(); // else it may go when the disk is full
            return store;
        } catch {
            return new MemoryStore();
        }
    }

    /** Writes are on the disk when this resolves: somebody may be let in on it. */
    async write(tables, change) {
        const transaction = this.database.transaction(tables, "readwrite", KEEPS);
        change(transaction);
        await new Promise((resolve, reject) => {
            transaction.oncomplete = resolve;
            transaction.onerror = transaction.onabort = () => reject(transaction.error);
        });
    }

    read(table) {
        return this.database.transaction(table).objectStore(table);
    }

    get(table, key) {
        return done(this.read(table).get(key));
    }

    all(table) {
        return done(this.read(table).getAll());
    }

    put(table, key, value) {
        return this.putAll([[table, key, value]]);
    }

    /** @param {[string, string, object][]} rows table, key and value: all or none of them */
    putAll(rows) {
        return this.write(
            rows.map(([table]) => table),
            (transaction) =>
                rows.forEach(([table, key, value]) =>
                    transaction.objectStore(table).put(value, key),
                ),
        );
    }

    remove(table, keys) {
        return this.write([table], (transaction) =>
            keys.forEach((key) => transaction.objectStore(table).delete(key)),
        );
    }

    /** Forget what the server told; the queue is for the server still. */
    async forget() {
        const tables = ["counts", "kept"];
        await this.write(tables, (transaction) =>
            tables.forEach((table) => transaction.objectStore(table).clear()),
        );
    }
}

/** The same for a browser that keeps nothing, and for tests. */
export class MemoryStore {
    constructor() {
        this.forgets = true;
        this.tables = Object.fromEntries(TABLES.map((table) => [table, new Map()]));
    }

    async get(table, key) {
        return this.tables[table].get(key);
    }

    async all(table) {
        return [...this.tables[table].values()];
    }

    async put(table, key, value) {
        this.tables[table].set(key, value);
    }

    async putAll(rows) {
        rows.forEach(([table, key, value]) => this.tables[table].set(key, value));
    }

    async remove(table, keys) {
        keys.forEach((key) => this.tables[table].delete(key));
    }

    async forget() {
        this.tables.counts.clear();
        this.tables.kept.clear();
    }
}
