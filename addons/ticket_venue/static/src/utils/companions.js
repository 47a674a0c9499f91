import { indexOfSeat } from "./geometry.js";

/** A companion seat further than so many seats away is another one's. */
const NEAR = 1.7;
/** Drawn radius over the distance of neighbours, as `geometry.js` draws them. */
const RADIUS_OF_PITCH = 0.42;

/**
 * Which companion seats go with which wheelchair place: as the plan binds them, else the
 * ones beside it in its row.
 *
 * @param {import("./geometry.js").Geometry} geometry
 * @param {[number, number][]} [pairs] ids of a companion seat and its wheelchair place
 * @returns {Map<number, number[]>} indexes of companion seats by that of the wheelchair
 *     place
 */
export function companionsOf(geometry, pairs = []) {
    const found = new Map();
    const bound = new Set();
    const bind = (place, seat) => found.set(place, [...(found.get(place) || []), seat]);
    for (const [seatId, placeId] of pairs) {
        const [seat, place] = [indexOfSeat(geometry, seatId), indexOfSeat(geometry, placeId)];
        if (seat >= 0 && place >= 0) {
            bind(place, seat);
            bound.add(seat);
        }
    }
    const [wheelchair, companion] = ["wheelchair", "companion"].map((code) =>
        geometry.kindCodes.indexOf(code),
    );
    if (wheelchair < 0 || companion < 0) {
        return found;
    }
    for (let seat = 0; seat < geometry.count; seat++) {
        if (geometry.kind[seat] === companion && !bound.has(seat)) {
            const place = nearest(geometry, seat, wheelchair);
            if (place >= 0) {
                bind(place, seat);
            }
        }
    }
    return found;
}

function nearest({ rows, row, kind, x, y, radius, section }, seat, wheelchair) {
    let [best, shortest] = [-1, (NEAR * radius[section[seat]]) / RADIUS_OF_PITCH];
    for (const other of rows[row[seat]].seats) {
        const distance = Math.hypot(x[other] - x[seat], y[other] - y[seat]);
        if (kind[other] === wheelchair && distance < shortest) {
            [best, shortest] = [other, distance];
        }
    }
    return best;
}
