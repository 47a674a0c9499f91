const SEAT = { row: "", number: "", kind: "standard", companion: 0 };
const SECTION = { name: "", code: "", kind: "seated", capacity: 0, polygon: null };

/** What a step of `PlanDocument.change` may do. Records given are copied and frozen. */
export class Edit {
    constructor(doc) {
        this.doc = doc;
        this.touched = {
            sections: new Map(),
            seats: new Map(),
            shapes: new Map(),
            values: new Map(),
        };
    }

    newId() {
        return this.doc.newId();
    }

    /** Adds or replaces a seat; what is left out stays as it was. @returns {number} id */
    putSeat(seat) {
        const id = this._put("seats", seat, SEAT);
        const { section } = this.doc.seats.get(id);
        if (!this.doc.sections.has(section)) {
            throw new Error(`Seat ${id} is in unknown section ${section}`);
        }
        return id;
    }

    putSection(section) {
        const { sections } = this.doc;
        if (section.sequence === undefined && !sections.has(section.id)) {
            const last = Math.max(0, ...[...sections.values()].map(({ sequence }) => sequence));
            section = { ...section, sequence: last + 10 };
        }
        return this._put("sections", section, SECTION);
    }

    putShape(shape) {
        return this._put("shapes", shape, {});
    }

    _put(table, record, defaults) {
        const { changes } = this.doc;
        const id = changes.resolve(table, record.id || this.newId());
        const before = this.doc[table].get(id) || defaults;
        const after = Object.freeze({ ...before, ...record, id });
        this._set(table, id, changes.resolved(table, after));
        return id;
    }

    removeSeat(id) {
        this._set("seats", this.doc.changes.resolve("seats", id), undefined);
    }

    /** The seats of the section go with it. */
    removeSection(oldId) {
        const id = this.doc.changes.resolve("sections", oldId);
        for (const seat of this.doc.seats.values()) {
            if (seat.section === id) {
                this.removeSeat(seat.id);
            }
        }
        this._set("sections", id, undefined);
    }

    removeShape(id) {
        this._set("shapes", id, undefined);
    }

    /** @param {[number, number] | null} point */
    setFocal(point) {
        this._set("values", "focal", point ? Object.freeze([...point]) : null);
    }

    /** @param {{image, attachment, x, y, width, rotation, opacity} | null} background */
    setBackground(background) {
        this._set("values", "background", background ? Object.freeze({ ...background }) : null);
    }

    _set(table, id, after) {
        const records = this.doc[table];
        const before = records.get(id);
        if (before === after) {
            return;
        }
        const known = this.touched[table].get(id);
        this.touched[table].set(id, [known ? known[0] : before, after]);
        if (after === undefined) {
            records.delete(id);
        } else {
            records.set(id, after);
        }
    }
}
