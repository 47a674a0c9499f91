/**
 * States with what has changed put in; the old ones stay as they are.
 *
 * @param {Uint8Array} states
 * @param {[number, number][]} changes seat id and state
 * @param {(seatId: number) => number} indexOf -1 for a seat that is not on this map
 * @returns {Uint8Array} the same array when nothing is different
 */
export function applyChanges(states, changes, indexOf) {
    const next = states.slice();
    let isDifferent = false;
    for (const [seatId, state] of changes) {
        const index = indexOf(seatId);
        if (index >= 0 && next[index] !== state) {
            next[index] = state;
            isDifferent = true;
        }
    }
    return isDifferent ? next : states;
}

/** Whether two sets of states say the same of every seat. */
export function areSame(one, other) {
    return one.length === other.length && one.every((state, index) => state === other[index]);
}
