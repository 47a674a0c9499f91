/** Keeps the screen on while it is needed. Browsers drop the lock whenever the page is
 * hidden, so it is asked for again when the page comes back. */
export class ScreenWake {
    constructor() {
        this.wanted = false;
        this.lock = null;
        document.addEventListener("visibilitychange", () => this.ask());
    }

    start() {
        this.wanted = true;
        return this.ask();
    }

    async stop() {
        this.wanted = false;
        await this.lock?.release();
        this.lock = null;
    }

    async ask() {
        if (this.wanted && document.visibilityState === "visible") {
            this.lock = await navigator.wakeLock?.request("screen").catch(() => null);
        }
    }
}
