/**
 * Tells when nobody has touched the screen for long. Give it the time with every touch
 * and tick; it knows no clock.
 */
export class IdleWatch {
    /** @param {{ idle: number, warning: number }} seconds until it asks, and then waits */
    constructor({ idle, warning }) {
        this.idle = idle;
        this.warning = warning;
        this.since = null;
    }

    /** @param {number} now milliseconds */
    touch(now) {
        this.since = now;
    }

    /** Nobody is there, so nobody can leave. */
    stop() {
        this.since = null;
    }

    /**
     * @param {number} now milliseconds
     * @returns {{ asking: boolean, left: number, over: boolean }} `left`: seconds to answer
     */
    look(now) {
        if (this.since === null) {
            return { asking: false, left: this.warning, over: false };
        }
        const quiet = (now - this.since) / 1000;
        const left = Math.max(0, Math.ceil(this.idle + this.warning - quiet));
        return {
            asking: quiet >= this.idle,
            left: Math.min(left, this.warning),
            over: quiet >= this.idle + this.warning,
        };
    }
}
