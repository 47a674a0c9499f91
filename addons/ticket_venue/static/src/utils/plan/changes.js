export const TABLES = ["sections", "seats", "shapes", "values"];

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

    /** Two steps of work as one. */
    joined(first, second) {
        return Object.fromEntries(
            TABLES.map((table) => {
                const pairs = new Map();
                first[table].forEach((pair, id) => pairs.set(this.resolve(table, id), pair));
                for (const [id, [before, after]] of second[table]) {
                    pairs.set(id, [pairs.has(id) ? pairs.get(id)[0] : before, after]);
                }
                return [table, pairs];
            }),
        );
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
        return isChanged.some((list) => list.length) ? this._rename(doc) : noNames();
    }

    /** Gives the records of the document, and of `base`, their ids of today. */
    _rename(doc) {
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

export function emptyTables() {
    return Object.fromEntries(TABLES.map((table) => [table, new Map()]));
}

function noNames() {
    return { seats: new Map(), sections: new Map() };
}

export function isSame(a, b) {
    return a && b && Object.keys(a).every((name) => a[name] === b[name]);
}
