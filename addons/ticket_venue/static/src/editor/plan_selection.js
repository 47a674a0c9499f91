import { boxOf } from "../utils/polygon.js";
import { seatBounds } from "../utils/plan/bounds.js";
import { invertedSeats, seatsMeant, seatsOfSection } from "../utils/plan/selecting.js";
import { shapeCorners } from "../utils/plan/things.js";

/** The seats, shapes and standing areas that are selected, by id. */
export class PlanSelection {
    constructor(editor) {
        this.editor = editor;
        this.clearQuietly();
    }

    get doc() {
        return this.editor.doc;
    }

    get size() {
        return this.seats.size + this.shapes.size + this.areas.size;
    }

    clearQuietly() {
        this.seats = new Set();
        this.shapes = new Set();
        this.areas = new Set();
        this.box = undefined;
    }

    /** @param {{seats?, shapes?, areas?}} things lists of ids */
    set({ seats = [], shapes = [], areas = [] } = {}) {
        this.seats = new Set(seats);
        this.shapes = new Set(shapes);
        this.areas = new Set(areas);
        this._changed();
    }

    clear() {
        this.set();
    }

    /** Adds, or takes away when all of it was selected already. */
    toggle({ seats = [], shapes = [], areas = [] }) {
        const pairs = [
            [this.seats, seats],
            [this.shapes, shapes],
            [this.areas, areas],
        ];
        const isAll = pairs.every(([chosen, ids]) => ids.every((id) => chosen.has(id)));
        for (const [chosen, ids] of pairs) {
            ids.forEach((id) => (isAll ? chosen.delete(id) : chosen.add(id)));
        }
        this._changed();
    }

    has({ seats = [], shapes = [], areas = [] }) {
        return (
            seats.every((id) => this.seats.has(id)) &&
            shapes.every((id) => this.shapes.has(id)) &&
            areas.every((id) => this.areas.has(id))
        );
    }

    all() {
        const areas = this.doc.orderedSections.filter(({ kind }) => kind === "standing");
        this.set({
            seats: this.doc.seats.keys(),
            shapes: this.doc.shapes.keys(),
            areas: areas.map(({ id }) => id),
        });
    }

    invert() {
        this.set({ seats: invertedSeats(this.doc, this.seats) });
    }

    /** From the seats that are selected to their rows or sections. */
    grow(reach) {
        const found = new Set();
        for (const id of this.seats) {
            if (!found.has(id)) {
                seatsMeant(this.doc, id, reach).forEach((other) => found.add(other));
            }
        }
        this.set({ seats: found });
    }

    section(id) {
        const isArea = this.doc.sections.get(id)?.kind === "standing";
        this.set(isArea ? { areas: [id] } : { seats: seatsOfSection(this.doc, id) });
    }

    prune() {
        this.seats = kept(this.seats, this.doc.seats);
        this.shapes = kept(this.shapes, this.doc.shapes);
        this.areas = kept(this.areas, this.doc.sections);
        this.box = undefined;
    }

    rename(seats, sections) {
        this.seats = renamed(this.seats, seats);
        this.areas = renamed(this.areas, sections);
    }

    _changed() {
        this.box = undefined;
        this.editor.touch();
    }

    get seatRecords() {
        return [...this.seats].map((id) => this.doc.seats.get(id)).filter(Boolean);
    }

    get shapeRecords() {
        return [...this.shapes].map((id) => this.doc.shapes.get(id)).filter(Boolean);
    }

    get areaRecords() {
        return [...this.areas].map((id) => this.doc.sections.get(id)).filter(Boolean);
    }

    /** @returns {number[] | null} left, top, right and bottom of all of it */
    get bounds() {
        if (this.box === undefined) {
            const seats = seatBounds(this.seatRecords);
            const points = [
                ...(seats ? [seats.slice(0, 2), seats.slice(2)] : []),
                ...this.shapeRecords.flatMap(shapeCorners),
                ...this.areaRecords.flatMap(({ polygon }) => polygon || []),
            ];
            this.box = points.length ? boxOf(points) : null;
        }
        return this.box;
    }

    get middle() {
        const box = this.bounds;
        return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    }
}

/** The same set while nothing of it is gone. */
function kept(ids, records) {
    const left = [...ids].filter((id) => records.has(id));
    return left.length === ids.size ? ids : new Set(left);
}

function renamed(ids, names) {
    return new Set([...ids].map((id) => names.get(id) ?? id));
}
