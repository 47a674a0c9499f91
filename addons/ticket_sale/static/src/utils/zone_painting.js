/**
 * Which zone each seat and standing area is painted in, with what was done to undo it.
 * Zones are positions in the list of zones; -1 is none. Knows no server and no screen.
 */
export class ZonePainting {
    /**
     * @param {Int16Array} seatZones
     * @param {Object<number, number>} areaZones by section id
     */
    constructor(seatZones, areaZones = {}) {
        this.seatZones = Int16Array.from(seatZones);
        this.areaZones = { ...areaZones };
        this.done = [];
        this.undone = [];
        this.saved = 0;
    }

    /** @returns {number} how many seats changed */
    paintSeats(seats, zone) {
        const changed = seats.filter((seat) => this.seatZones[seat] !== zone);
        if (changed.length) {
            const before = changed.map((seat) => this.seatZones[seat]);
            this._do({ seats: changed, before, zone });
        }
        return changed.length;
    }

    /** @returns {boolean} whether the area changed */
    paintArea(id, zone) {
        const before = this.areaZones[id] ?? -1;
        if (before !== zone) {
            this._do({ area: id, before, zone });
        }
        return before !== zone;
    }

    _do(act) {
        this.done.push(act);
        this.undone = [];
        if (this.saved > this.done.length - 1) {
            this.saved = -1; // what was saved can no more be reached by undoing
        }
        this._apply(act);
    }

    _apply({ seats, area, zone }) {
        if (seats) {
            this.seatZones = Int16Array.from(this.seatZones);
            seats.forEach((seat) => (this.seatZones[seat] = zone));
        } else {
            this.areaZones = { ...this.areaZones, [area]: zone };
        }
    }

    undo() {
        const act = this.done.pop();
        if (!act) {
            return;
        }
        this.undone.push(act);
        if (act.seats) {
            this.seatZones = Int16Array.from(this.seatZones);
            act.seats.forEach((seat, index) => (this.seatZones[seat] = act.before[index]));
        } else {
            this.areaZones = { ...this.areaZones, [act.area]: act.before };
        }
    }

    redo() {
        const act = this.undone.pop();
        if (act) {
            this.done.push(act);
            this._apply(act);
        }
    }

    get isChanged() {
        return this.saved !== this.done.length;
    }

    markSaved() {
        this.saved = this.done.length;
    }

    /** @returns {number[]} seats of each of the zones; those in none come last */
    counts(zones) {
        const counts = new Array(zones + 1).fill(0);
        for (const zone of this.seatZones) {
            counts[zone < 0 ? zones : zone]++;
        }
        return counts;
    }

    /**
     * @param {number[]} ids of the zones, in order
     * @returns {[number, number][]} zone id (0 for none) and run length, in seat order
     */
    runs(ids) {
        const runs = [];
        for (const zone of this.seatZones) {
            const id = zone < 0 ? 0 : ids[zone];
            if (runs.at(-1)?.[0] === id) {
                runs.at(-1)[1]++;
            } else {
                runs.push([id, 1]);
            }
        }
        return runs;
    }
}

/** @returns {number[]} what one touch of a seat means: itself, its row or its section */
export function seatsMeant({ row, rows, section, count }, seat, tool) {
    if (tool === "row") {
        return [...rows[row[seat]].seats];
    }
    if (tool === "section") {
        return seatsOfSection({ section, count }, section[seat]);
    }
    return [seat];
}

export function seatsOfSection({ section, count }, index) {
    const seats = [];
    for (let seat = 0; seat < count; seat++) {
        if (section[seat] === index) {
            seats.push(seat);
        }
    }
    return seats;
}
