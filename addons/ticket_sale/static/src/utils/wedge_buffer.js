/** Longest pause between two keys of a scanner; people type slower. */
export const LONGEST_GAP = 120;
export const SHORTEST_CODE = 6;

/**
 * Tells a keyboard-wedge scanner from a person: a scanner types fast and ends with Enter.
 * Give it every key with its time; it answers the code when one is complete.
 */
export class WedgeBuffer {
    constructor({ gap = LONGEST_GAP, shortest = SHORTEST_CODE } = {}) {
        this.gap = gap;
        this.shortest = shortest;
        this.reset();
    }

    reset() {
        this.text = "";
        this.last = -Infinity;
    }

    /**
     * @param {string} key as in KeyboardEvent.key
     * @param {number} time milliseconds
     * @returns {string | null} the scanned code, when this key ends one
     */
    push(key, time) {
        if (time - this.last > this.gap) {
            this.text = "";
        }
        this.last = time;
        if (key === "Enter" || key === "Tab") {
            const code = this.text;
            this.reset();
            return code.length >= this.shortest ? code : null;
        }
        if ([...key].length === 1) {
            this.text += key;
        }
        return null;
    }
}
