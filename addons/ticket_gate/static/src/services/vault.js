/**
 * Keeps what is confidential on the device: secrets of rotating codes, masked names.
 *
 * Sealed under a key that no script can read and that goes with the first sign that the
 * device was revoked. A secret alone opens nothing: a live code needs the signed ticket
 * too. It is kept so that a lane that starts without the network can tell a live code from
 * a picture of one; and no longer than `KEEP_FOR`.
 */
export const KEEP_FOR = 48 * 3600 * 1000;
const KEY = "key";
const CIPHER = "AES-GCM";

export class Vault {
    constructor(store, now = Date.now) {
        this.store = store;
        this.now = now;
    }

    async key() {
        this.found ??= await this.store.get("kept", KEY);
        if (!this.found) {
            const use = ["encrypt", "decrypt"];
            this.found = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, use);
            await this.store.put("kept", KEY, this.found);
        }
        return this.found;
    }

    async put(name, value) {
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const text = new TextEncoder().encode(JSON.stringify(value));
        const sealed = await crypto.subtle.encrypt({ name: CIPHER, iv }, await this.key(), text);
        await this.store.put("kept", name, { iv, sealed, time: this.now() });
    }

    remove(name) {
        return this.store.remove("kept", [name]);
    }

    /** @returns {Promise<object | null>} null when there is none, or it is too old */
    async get(name) {
        try {
            const { iv, sealed, time } = await this.store.get("kept", name);
            if (this.now() - time > KEEP_FOR) {
                await this.remove(name);
                return null;
            }
            const text = await crypto.subtle.decrypt(
                { name: CIPHER, iv },
                await this.key(),
                sealed,
            );
            return JSON.parse(new TextDecoder().decode(text));
        } catch {
            return null; // nothing there, another key, or no cipher on a plain http address
        }
    }
}
