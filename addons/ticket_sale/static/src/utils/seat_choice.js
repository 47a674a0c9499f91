/**
 * Seats that staff have chosen on a map, by hand, by row, section, kind or lasso.
 * Plain values in and out; a choice is never changed, each act gives a new one.
 */

/**
 * The seats a touch means.
 *
 * @param {import("@ticket_venue/utils/geometry").Geometry} geometry
 * @param {number} seat the seat touched
 * @param {"seat" | "row" | "section"} tool
 * @returns {number[]} seat indexes
 */
export function seatsTouched(geometry, seat, tool) {
    if (tool === "row") {
        return geometry.rows[geometry.row[seat]].seats;
    }
    if (tool === "section") {
        return seatsOfSection(geometry, geometry.section[seat]);
    }
    return [seat];
}

/** @returns {number[]} the seats of one section */
export function seatsOfSection(geometry, section) {
    return geometry.sections[section].rows.flatMap((row) => geometry.rows[row].seats);
}

/** @returns {number[]} the seats of one kind, such as `house` */
export function seatsOfKind(geometry, code) {
    const wanted = geometry.kindCodes.indexOf(code);
    return [...geometry.kind.keys()].filter((seat) => geometry.kind[seat] === wanted);
}

/**
 * Add seats to a choice, or take them away when all of them were in it.
 *
 * @param {Set<number>} chosen
 * @param {number[]} seats
 * @returns {Set<number>}
 */
export function toggleSeats(chosen, seats) {
    const result = new Set(chosen);
    const isAll = seats.every((seat) => chosen.has(seat));
    for (const seat of seats) {
        if (isAll) {
            result.delete(seat);
        } else {
            result.add(seat);
        }
    }
    return result;
}

/**
 * How many chosen seats are in each state.
 *
 * @param {Set<number>} chosen
 * @param {Uint8Array} states 0 free, 1 held, 2 sold, 3 locked
 * @returns {{free: number, held: number, sold: number, locked: number}}
 */
export function countChosen(chosen, states) {
    const names = ["free", "held", "sold", "locked"];
    const counts = { free: 0, held: 0, sold: 0, locked: 0 };
    for (const seat of chosen) {
        counts[names[states[seat]]]++;
    }
    return counts;
}
