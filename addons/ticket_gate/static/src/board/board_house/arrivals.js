/** Not sold, still to come, in, went out: told apart by lightness alone too. */
export const ARRIVAL_COLORS = ["#d9dee7", "#e0a52e", "#1b7f4d", "#7a63c6"];

/**
 * @param {string} codes a digit a seat, in the order of the map
 * @param {number} count the seats of the map; those without a digit are not sold
 * @returns {Int16Array} an index into ARRIVAL_COLORS a seat
 */
export function readArrivals(codes, count) {
    const arrivals = new Int16Array(count);
    for (let seat = 0; seat < Math.min(count, codes.length); seat++) {
        arrivals[seat] = codes.charCodeAt(seat) - 48;
    }
    return arrivals;
}

/** @returns {number[]} how many seats are in each state */
export function countArrivals(arrivals) {
    const counts = ARRIVAL_COLORS.map(() => 0);
    arrivals?.forEach((state) => counts[state]++);
    return counts;
}
