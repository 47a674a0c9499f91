import { identityOf } from "./signed_code.js";

/** Longer than a rotating code lasts: the phone may be held out over a change. */
export const STILL_THERE = 20000;

/**
 * Somebody who was let in and still holds out the phone is not scanned again when the
 * code on it changes. The very same code shown again is a new scan.
 */
export class StillThere {
    constructor() {
        this.code = null;
        this.time = -Infinity;
    }

    /** This code was let in. */
    note(code, time) {
        Object.assign(this, { code, time });
    }

    /**
     * @param {string} code
     * @param {number} time milliseconds
     */
    isStillThere(code, time) {
        const isSameTicket =
            this.code !== null &&
            code !== this.code &&
            identityOf(code) === identityOf(this.code) &&
            time - this.time < STILL_THERE;
        if (isSameTicket) {
            this.note(code, time);
        }
        return isSameTicket;
    }
}
