/** A ticket held before the camera is one scan, not twenty-five a second. */
export const FORGET_AFTER = 2500;

/**
 * Lets a code through when it is new, or was out of sight for a while.
 */
export class RepeatFilter {
    constructor(forgetAfter = FORGET_AFTER) {
        this.forgetAfter = forgetAfter;
        this.code = null;
        this.seen = -Infinity;
    }

    /**
     * @param {string} code
     * @param {number} time milliseconds
     * @returns {boolean} whether to act on it
     */
    isNew(code, time) {
        const repeated = code === this.code && time - this.seen < this.forgetAfter;
        this.code = code;
        this.seen = time;
        return !repeated;
    }
}
