/** A server for plan documents: ids of its own, keys that stay, bonds cut on delete. */
export class PlanServer {
    constructor(doc) {
        this.lastId = 1000;
        this.sections = new Map([...doc.sections].map(([id, section]) => [id, { ...section }]));
        this.seats = new Map();
        for (const [id, seat] of doc.seats) {
            this.seats.set(id, { ...seat, key: `key-${id}` });
        }
        this.shapes = [];
        this.focal = null;
    }

    save(delta) {
        const sections = {};
        for (const section of delta.sections) {
            this._known(section.id, this.sections, "section");
            const id = section.id > 0 ? section.id : (sections[section.id] = ++this.lastId);
            this.sections.set(id, { ...section, id });
        }
        const seats = [];
        const named = new Map();
        const removed = this._remove(delta);
        for (const values of delta.seats) {
            this._known(values[0], this.seats, "seat");
            const id = values[0] > 0 ? values[0] : ++this.lastId;
            if (values[0] < 0) {
                named.set(values[0], id);
                seats.push([values[0], id, 1]);
            }
            this._put(id, values, sections);
        }
        this._bind(delta.seats, named);
        delta.removed_sections.forEach((id) => this._dropSection(id));
        this.shapes = delta.shapes || this.shapes;
        this.focal = "focal" in delta ? delta.focal : this.focal;
        return structuredClone({ seats, sections, removed });
    }

    _known(id, records, what) {
        if (id > 0 && !records.has(id)) {
            throw new Error(`No ${what} ${id}`);
        }
    }

    _put(id, [temporary, section, row, number, x, y, kind, , key], sections) {
        const inSection = sections[section] || section;
        this._known(inSection, this.sections, "section");
        if (inSection < 0) {
            throw new Error(`Seat ${temporary} is in a section that was not sent`);
        }
        const old = this.seats.get(id);
        this.seats.set(id, {
            ...{ id, section: inSection, row, number, x, y, kind },
            companion: old?.companion || 0,
            key: old?.key || key || `key-${id}`,
        });
    }

    _bind(seats, named) {
        for (const values of seats) {
            const place = named.get(values[7]) || values[7];
            if (place && !this.seats.has(place)) {
                throw new Error(`No wheelchair place ${place}`);
            }
            this.seats.get(named.get(values[0]) || values[0]).companion = place;
        }
    }

    _remove(delta) {
        const removed = {};
        for (const id of delta.removed_seats) {
            removed[id] = this.seats.get(id).key;
            this.seats.delete(id);
            this.seats.forEach((seat) => seat.companion === id && (seat.companion = 0));
        }
        return removed;
    }

    _dropSection(id) {
        this._known(id, this.sections, "section");
        this.sections.delete(id);
        this.seats.forEach((seat) => seat.section === id && this.seats.delete(seat.id));
    }
}
