/**
 * Two adults and a child: which held seat changes its ticket type, which one goes.
 *
 * A seat is `{place_id, type_id, …}`; `mayBe(seat, typeId)` tells whether its zone has a
 * price for the type. Nothing here knows Odoo.
 */

/** How many seats each type has. */
export function countTypes(seats) {
    const counts = new Map();
    for (const { type_id } of seats) {
        counts.set(type_id, (counts.get(type_id) || 0) + 1);
    }
    return counts;
}

/**
 * The seat that becomes `typeId`: the last one of the type that has most.
 *
 * @returns {{place_id: number, type_id: number} | null} null when none can
 */
export function oneMore(seats, typeId, mayBe) {
    const counts = countTypes(seats);
    let found = null;
    for (const seat of seats) {
        const isBetter = !found || counts.get(seat.type_id) >= counts.get(found.type_id);
        if (seat.type_id !== typeId && isBetter && mayBe(seat, typeId)) {
            found = seat;
        }
    }
    return found && { place_id: found.place_id, type_id: typeId };
}

/** The seat that goes when there is one fewer of a type: the last one; undefined for none. */
export function oneFewer(seats, typeId) {
    return seats.findLast((seat) => seat.type_id === typeId);
}
