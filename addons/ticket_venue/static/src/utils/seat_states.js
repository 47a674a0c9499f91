/** What a seat is for the person looking at the map. 0–3 come from the server. */
export const FREE = 0;
export const HELD = 1;
export const SOLD = 2;
export const LOCKED = 3;
export const MINE = 4;

export const STATE_NAMES = ["free", "held", "sold", "locked", "mine"];

/**
 * States from the availability file: two bits a seat, the first seat in the high bits
 * of the first byte.
 *
 * @param {ArrayBuffer | Uint8Array} buffer
 * @param {number} count seats of the map
 * @returns {Uint8Array} one state a seat
 */
export function decodeAvailability(buffer, count) {
    const bytes = buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer);
    if (bytes.length < Math.ceil(count / 4)) {
        throw new RangeError(`Availability has ${bytes.length} bytes for ${count} seats.`);
    }
    const states = new Uint8Array(count);
    for (let index = 0; index < count; index++) {
        states[index] = (bytes[index >> 2] >> (6 - 2 * (index & 3))) & 3;
    }
    return states;
}

/**
 * Runs of equal values spread over the seats, as in an offer's `seat_zones`.
 *
 * @param {[number, number][]} runs value and run length, in seat order
 * @param {number} count
 * @returns {Int16Array} -1 past the last run
 */
export function decodeRuns(runs, count) {
    const values = new Int16Array(count).fill(-1);
    let start = 0;
    for (const [value, length] of runs) {
        values.fill(value, start, start + length);
        start += length;
    }
    if (start > count) {
        throw new RangeError(`Runs cover ${start} seats of ${count}.`);
    }
    return values;
}

/**
 * @param {Uint8Array} states
 * @param {number} [from]
 * @param {number} [to]
 * @returns {number[]} how many seats are in each state
 */
export function countStates(states, from = 0, to = states.length) {
    const counts = [0, 0, 0, 0, 0];
    for (let index = from; index < to; index++) {
        counts[states[index]]++;
    }
    return counts;
}
