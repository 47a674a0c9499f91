/**
 * Two adults and a child: which held seat changes its ticket type.
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

/**
 * The last seat of `typeId` and what it becomes: the first of the other types it may be.
 *
 * @param {number[]} typeIds all types in the order of the counter
 * @returns {{place_id: number, type_id: number} | null} null when none can
 */
export function oneFewer(seats, typeId, typeIds, mayBe) {
    for (const seat of [...seats].reverse()) {
        const other =
            seat.type_id === typeId &&
            typeIds.find((candidate) => candidate !== typeId && mayBe(seat, candidate));
        if (other) {
            return { place_id: seat.place_id, type_id: other };
        }
    }
    return null;
}
