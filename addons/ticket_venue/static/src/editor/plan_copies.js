import { _t } from "@web/core/l10n/translation";
import { nextRow } from "../utils/plan/selecting.js";
import { mirroredPoints, mirroredShape, movedPoints, movedShape } from "../utils/plan/things.js";
import { mirror } from "../utils/plan/transform.js";

/** Copy, paste, duplicate, and the other half of a hall. */
export class PlanCopies {
    constructor(editor) {
        this.editor = editor;
        this.clipboard = null;
    }

    get doc() {
        return this.editor.doc;
    }

    get selection() {
        return this.editor.selection;
    }

    /** Copies keep section and number; their rows go on, so that no label comes twice. */
    _putCopies(label, { seats, shapes, areas }) {
        return this.editor.commands.change(label, (edit) => {
            const rows = new Map();
            const chosen = { seats: [], shapes: [], areas: [] };
            for (const seat of seats.map(asNew)) {
                const section = this.doc.sections.has(seat.section)
                    ? seat.section
                    : this.editor.sectionFor(edit);
                const row = this._freeRow(rows, section, seat.row);
                chosen.seats.push(edit.putSeat({ ...seat, section, row }));
            }
            for (const shape of shapes.map(asNew)) {
                chosen.shapes.push(edit.putShape(shape));
            }
            for (const area of areas.map(asNew)) {
                const name = this.editor.freeName(area.name);
                chosen.areas.push(edit.putSection({ ...area, name }));
            }
            return chosen;
        });
    }

    _freeRow(rows, section, row) {
        const key = JSON.stringify([section, row]);
        if (!rows.has(key)) {
            const start = `${section}/next`;
            rows.set(start, rows.get(start) ?? nextRow(this.doc, section));
            rows.set(key, row ? String(rows.get(start)) : row);
            rows.set(start, rows.get(start) + 1);
        }
        return rows.get(key);
    }

    copy() {
        const { seatRecords, shapeRecords, areaRecords } = this.selection;
        this.clipboard = { seats: seatRecords, shapes: shapeRecords, areas: areaRecords, times: 0 };
        return this.selection.size;
    }

    paste() {
        if (this.clipboard) {
            const away = 100 * ++this.clipboard.times;
            this._pasteMoved(_t("Paste"), this.clipboard, away, away);
        }
    }

    duplicate(dx = 100, dy = 100) {
        const { seatRecords, shapeRecords, areaRecords } = this.selection;
        const things = { seats: seatRecords, shapes: shapeRecords, areas: areaRecords };
        this._pasteMoved(_t("Duplicate"), things, dx, dy);
    }

    _pasteMoved(label, { seats, shapes, areas }, dx, dy) {
        const chosen = this._putCopies(label, {
            seats: seats.map((seat) => ({ ...seat, x: seat.x + dx, y: seat.y + dy })),
            shapes: shapes.map((shape) => movedShape(shape, dx, dy)),
            areas: areas.map((area) => ({
                ...area,
                polygon: area.polygon && movedPoints(area.polygon, dx, dy),
            })),
        });
        this.selection.set(chosen);
    }

    /** The other half of a hall: the selection again beyond the line through the stage. */
    mirrorCopy() {
        const about = [this.centreLine, 0];
        const { seatRecords, shapeRecords, areaRecords } = this.selection;
        const chosen = this._putCopies(_t("Mirrored copy"), {
            seats: mirror(seatRecords, "x", about).map((place, index) => ({
                ...seatRecords[index],
                ...place,
            })),
            shapes: shapeRecords.map((shape) => mirroredShape(shape, "x", about)),
            areas: areaRecords.map((area) => ({
                ...area,
                polygon: area.polygon && mirroredPoints(area.polygon, "x", about),
            })),
        });
        this.selection.set(chosen);
    }

    /** Where left and right of the hall meet. */
    get centreLine() {
        return (this.doc.focal || this.editor.drawn.geometry.focal)[0];
    }
}

/** What a copy does not take over from its original. */
function asNew({ id: _id, companion: _companion, sequence: _sequence, code: _code, ...values }) {
    return values;
}
