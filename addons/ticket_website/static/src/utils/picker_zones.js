/** What the price filter says of the zones, and which seats it leaves bright. */

const FREE = 0;

/**
 * Free seats of each zone, places of its standing areas included.
 *
 * @param {Uint8Array} states one a seat
 * @param {Int16Array} seatZones index of the zone, -1 for none
 * @param {{id: number}[]} zones
 * @param {{zone_id: number, left: number}[]} areas
 * @returns {number[]}
 */
export function freeInZones(states, seatZones, zones, areas) {
    const free = zones.map(({ id }) =>
        areas.filter((area) => area.zone_id === id).reduce((sum, { left }) => sum + left, 0),
    );
    for (let seat = 0; seat < states.length; seat++) {
        if (states[seat] === FREE && seatZones[seat] >= 0) {
            free[seatZones[seat]]++;
        }
    }
    return free;
}

/**
 * @param {Int16Array} seatZones
 * @param {Set<number>} shown indexes of the zones looked at; none means all
 * @param {(seat: number) => boolean} [isWanted] what else a seat must be
 * @returns {Uint8Array | undefined} 1 for seats to be drawn faintly
 */
export function dimSeats(seatZones, shown, isWanted) {
    if (!shown.size && !isWanted) {
        return undefined;
    }
    return Uint8Array.from(seatZones, (zone, seat) =>
        Number((shown.size > 0 && !shown.has(zone)) || (isWanted ? !isWanted(seat) : false)),
    );
}

/**
 * The choice that leaves no single seat: what the server proposes for the rows concerned,
 * and what was chosen elsewhere.
 *
 * @param {number[]} chosen seat ids
 * @param {number[]} orphans seats that would stay single
 * @param {number[]} instead the better choice in the same runs of seats
 * @param {(first: number, second: number) => number} distance between two seats;
 *     Infinity in different rows
 * @returns {number[]}
 */
export function withoutOrphans(chosen, orphans, instead, distance) {
    const better = new Set(instead);
    const kept = chosen.filter((seat) => better.has(seat));
    const reach = (seat) => Math.min(...orphans.map((orphan) => distance(seat, orphan)));
    const others = chosen
        .filter((seat) => !better.has(seat))
        .sort((first, second) => reach(first) - reach(second));
    return [...instead, ...others.slice(instead.length - kept.length)].sort((a, b) => a - b);
}
