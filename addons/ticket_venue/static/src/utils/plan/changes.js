/** Columns of a seat in a delta; the server reads them in this order. */
export const SEAT_COLUMNS = ["id", "section", "row", "number", "x", "y", "kind", "companion"];
const TABLES = ["sections", "seats", "shapes", "values"];

/**
 * Knows what the server has not got yet, and under which id a record goes now.
 *
 * `base` holds, for what was touched since the last save began, the record as it was then;
 * `sent` the same for what is on its way. Ids change twice in a life: when a new record is
 * saved, and when a saved one is deleted there and then brought back by undo. The undo
 * steps are not rewritten for that: they are read through `resolve`.
 */
export class PlanChanges {
    constructor() {
        this.base = emptyTables();
        this.sent = null;
        this.names = { seats: new Map(), sections: new Map() };
        this.keys = new Map();
    }

    get hasChanges() {
        return TABLES.some((table) => this.base[table].size);
    }

    note(table, id, before) {
        if (!this.base[table].has(id)) {
            this.base[table].set(id, before);
        }
    }

    /** @returns the id a record has today */
    resolve(table, id) {
        const names = this.names[table];
        while (names?.has(id)) {
            id = names.get(id);
        }
        return id;
    }

    resolved(table, record) {
        if (!record || !this.names[table]) {
            return record;
        }
        const id = this.resolve(table, record.id);
        if (table === "sections") {
            return id === record.id ? record : Object.freeze({ ...record, id });
        }
        const section = this.resolve("sections", record.section);
        const companion = this.resolve("seats", record.companion);
        const found = { ...record, id, section, companion };
        return isSame(found, record) ? record : Object.freeze(found);
    }

    start(delta) {
        this.sent = { base: this.base, delta };
        this.base = emptyTables();
    }

    failed() {
        for (const table of TABLES) {
            for (const [id, before] of this.sent?.base[table] || []) {
                this.base[table].set(id, before);
            }
        }
        this.sent = null;
    }

    saved(doc, { seats = [], sections = {}, removed = {} }) {
        const { names } = this;
        for (const [temp, id, count] of seats) {
            for (let step = 0; step < count; step++) {
                names.seats.set(temp + step, id + step);
            }
        }
        Object.entries(sections).forEach(([temp, id]) => names.sections.set(Number(temp), id));
        for (const [gone, key] of Object.entries(removed)) {
            const id = doc.newId();
            names.seats.set(Number(gone), id);
            this.keys.set(id, key);
        }
        const goneSections = this.sent?.delta.removed_sections || [];
        goneSections.forEach((gone) => names.sections.set(gone, doc.newId()));
        this.sent = null;
        const isChanged = [seats, goneSections, ...[sections, removed].map(Object.keys)];
        return isChanged.some((list) => list.length) ? this._rename(doc, removed) : noNames();
    }

    /** Gives the records of the document, and of `base`, their ids of today. */
    _rename(doc, removed) {
        this.base.seats = this._renamed("seats", this.base.seats);
        this.base.sections = this._renamed("sections", this.base.sections);
        const renamed = noNames();
        for (const table of ["sections", "seats"]) {
            const records = doc[table];
            for (const [id, record] of [...records]) {
                const now = this.resolved(table, record);
                if (now === record) {
                    continue;
                }
                if (now.id !== id) {
                    records.delete(id);
                    renamed[table].set(id, now.id);
                }
                records.set(now.id, now);
                if (removed[record.companion] !== undefined) {
                    // The server has cut the bond together with the seat.
                    this.note(table, now.id, Object.freeze({ ...now, companion: 0 }));
                }
            }
        }
        return renamed;
    }

    _renamed(table, records) {
        const found = new Map();
        records.forEach((before, id) =>
            found.set(this.resolve(table, id), this.resolved(table, before)),
        );
        return found;
    }
}

function emptyTables() {
    return Object.fromEntries(TABLES.map((table) => [table, new Map()]));
}

function noNames() {
    return { seats: new Map(), sections: new Map() };
}

function isSame(a, b) {
    return a && b && Object.keys(a).every((name) => a[name] === b[name]);
}

function seatValues(doc, seat) {
    const { keys } = doc.changes;
    const companion = doc.seats.has(seat.companion) ? seat.companion : 0;
    const values = SEAT_COLUMNS.map((name) => (name === "companion" ? companion : seat[name]));
    return keys.has(seat.id) ? [...values, keys.get(seat.id)] : values;
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
        if (seat && !isSame(seat, before)) {
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
