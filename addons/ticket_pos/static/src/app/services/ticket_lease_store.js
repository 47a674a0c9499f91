/**
 * What a till must not lose when its browser is killed: its leases with all that is needed
 * to sell from them, which places are in a cart or sold, and the sales not sent yet.
 *
 * A database of its own beside that of the Point of Sale: that one is emptied when the till's
 * data is reloaded.
 */
const STORES = { kept: "key", claims: "place_id", sales: "uuid" };

export class TicketLeaseStore {
    constructor(name) {
        this.name = name;
        this.db = null;
    }

    async open() {
        const asked = indexedDB.open(this.name, 1);
        asked.onupgradeneeded = () => {
            for (const [store, keyPath] of Object.entries(STORES)) {
                asked.result.createObjectStore(store, { keyPath });
            }
        };
        this.db = await answerOf(asked);
        // The browser may drop what is not persistent when its disk is full.
        await navigator.storage?.persist?.();
        return this;
    }

    // --- what is kept ----------------------------------------------------------

    async get(key) {
        const row = await this.read("kept", (store) => store.get(key));
        return row?.value;
    }

    put(key, value) {
        return this.write("kept", (store) => store.put({ key, value }));
    }

    // --- places in carts, and sold ones -----------------------------------------

    claims() {
        return this.read("claims", (store) => store.getAll());
    }

    /**
     * Claim places for an order: all or none, also against other tabs of this browser.
     *
     * @returns {Promise<boolean>}
     */
    claim(placeIds, order) {
        const at = Date.now();
        return new Promise((resolve, reject) => {
            const transaction = this.db.transaction("claims", "readwrite");
            const store = transaction.objectStore("claims");
            for (const place_id of placeIds) {
                store.add({ place_id, order, sold: false, at }); // fails where there is one
            }
            transaction.oncomplete = () => resolve(true);
            transaction.onabort = () =>
                transaction.error?.name === "ConstraintError"
                    ? resolve(false)
                    : reject(transaction.error);
        });
    }

    unclaim(placeIds) {
        return this.write("claims", (store) => placeIds.forEach((id) => store.delete(id)));
    }

    // --- sales -------------------------------------------------------------------

    sales() {
        return this.read("sales", (store) => store.getAll());
    }

    /** Keep a sale with its places, in one step: from now on it is not lost. */
    keepSale(sale) {
        return new Promise((resolve, reject) => {
            const transaction = this.db.transaction(["sales", "claims"], "readwrite", {
                durability: "strict",
            });
            transaction.objectStore("sales").put(sale);
            const claims = transaction.objectStore("claims");
            for (const place_id of sale.place_ids) {
                claims.put({ place_id, order: sale.uuid, sold: true, at: Date.now() });
            }
            transaction.oncomplete = () => resolve();
            transaction.onabort = () => reject(transaction.error);
        });
    }

    forgetSales(uuids) {
        return this.write("sales", (store) => uuids.forEach((uuid) => store.delete(uuid)));
    }

    // --- plumbing -------------------------------------------------------------------

    read(name, ask) {
        return answerOf(ask(this.db.transaction(name).objectStore(name)));
    }

    write(name, act) {
        return new Promise((resolve, reject) => {
            const transaction = this.db.transaction(name, "readwrite");
            act(transaction.objectStore(name));
            transaction.oncomplete = () => resolve();
            transaction.onabort = () => reject(transaction.error);
        });
    }
}

function answerOf(asked) {
    return new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
    });
}

/** What proves to the server that a lease is this browser's. */
export function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(24));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
