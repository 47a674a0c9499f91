const NAMES = ["free", "held", "sold", "locked"];

/**
 * How many seats of each zone are in each state.
 *
 * @param {Uint8Array} states 0 free, 1 held, 2 sold, 3 locked
 * @param {Int16Array} seatZones zone index of each seat, -1 for none
 * @param {number} zones how many zones there are
 * @returns {{free: number, held: number, sold: number, locked: number}[]}
 */
export function countByZone(states, seatZones, zones) {
    const counts = Array.from({ length: zones }, () => ({ free: 0, held: 0, sold: 0, locked: 0 }));
    for (let seat = 0; seat < states.length; seat++) {
        const zone = counts[seatZones[seat]];
        const name = NAMES[states[seat]];
        if (zone && name) {
            zone[name]++;
        }
    }
    return counts;
}
