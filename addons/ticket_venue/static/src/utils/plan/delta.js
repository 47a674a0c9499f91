import { isSame } from "./changes.js";

/** Columns of a seat in a delta; the server reads them in this order. */
export const SEAT_COLUMNS = ["id", "section", "row", "number", "x", "y", "kind", "companion"];
function seatValues(doc, seat) {
    const { keys } = doc.changes;
    const values = SEAT_COLUMNS.map((name) => bound(doc, seat)[name]);
    return keys.has(seat.id) ? [...values, keys.get(seat.id)] : values;
}

/** A bond to a seat that is gone is none; the server cuts it with the seat. */
function bound(doc, seat) {
    const isCut = seat?.companion && !doc.seats.has(seat.companion);
    return isCut ? { ...seat, companion: 0 } : seat;
}

/** Seats whose bond the server cut when it deleted a seat that undo has brought back. */
function reboundSeats(doc, seats) {
    const revived = new Set(seats.map(([id]) => id).filter((id) => doc.changes.keys.has(id)));
    if (!revived.size) {
        return [];
    }
    const sent = new Set(seats.map(([id]) => id));
    return [...doc.seats.values()].filter(
        (seat) => revived.has(seat.companion) && !sent.has(seat.id),
    );
}

/** What differs from the last save, as `ticket.seat.map.save_plan` takes it. */
export function pickDelta(doc) {
    const { base } = doc.changes;
    const delta = { seats: [], removed_seats: [], sections: [], removed_sections: [] };
    for (const [id, before] of base.seats) {
        const seat = doc.seats.get(id);
        if (seat && !isSame(bound(doc, seat), bound(doc, before))) {
            delta.seats.push(seatValues(doc, seat));
        } else if (!seat && before) {
            delta.removed_seats.push(id);
        }
    }
    for (const [id, before] of base.sections) {
        const section = doc.sections.get(id);
        if (section && !isSame(section, before)) {
            delta.sections.push(section);
        } else if (!section && before) {
            delta.removed_sections.push(id);
        }
    }
    delta.seats.push(...reboundSeats(doc, delta.seats).map((seat) => seatValues(doc, seat)));
    delta.seats.sort((a, b) => a[0] - b[0]);
    if (base.shapes.size) {
        delta.shapes = [...doc.shapes.values()].map(({ id: _id, ...shape }) => shape);
    }
    for (const name of base.values.keys()) {
        delta[name] = doc.values.get(name) ?? null;
    }
    return delta;
}

/** @returns {boolean} whether there is anything to send */
export function isEmptyDelta({ seats, removed_seats, sections, removed_sections, ...values }) {
    const lists = [seats, removed_seats, sections, removed_sections];
    return !lists.some((list) => list.length) && !Object.keys(values).length;
}
