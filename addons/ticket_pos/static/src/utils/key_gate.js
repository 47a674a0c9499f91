/**
 * Tells keys that a person strikes from those that a scanner types.
 *
 * A scanner sends a whole code within a few milliseconds a key; a person never strikes two
 * keys that fast. So a key waits a moment, and is dropped with all that follow when another
 * one comes too soon. Nothing here knows the browser.
 */
export class KeyGate {
    /**
     * @param {(key: string) => void} onKey gets a key that a person struck
     * @param {{wait: number, setTimeout: Function, clearTimeout: Function}} clock
     */
    constructor(onKey, { wait = 60, setTimeout, clearTimeout }) {
        this.onKey = onKey;
        this.wait = wait;
        this.clock = { setTimeout, clearTimeout };
        this.waiting = null;
        this.isScanning = false;
        this.timer = null;
    }

    /** Give every printable key; those of a scan never come out. */
    strike(key) {
        this.isScanning = this.isScanning || this.timer !== null;
        this.waiting = this.isScanning ? null : key;
        this.stop();
        this.timer = this.clock.setTimeout(() => this.settle(), this.wait);
    }

    settle() {
        const key = this.waiting;
        this.timer = this.waiting = null;
        this.isScanning = false;
        if (key !== null) {
            this.onKey(key);
        }
    }

    stop() {
        if (this.timer !== null) {
            this.clock.clearTimeout(this.timer);
            this.timer = null;
        }
    }
}
