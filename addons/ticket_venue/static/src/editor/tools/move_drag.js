import { _t } from "@web/core/l10n/translation";
import { movedPoints, shapeCorners } from "../../utils/plan/things.js";
import { snapPoint } from "./snapping.js";

const DRAG_FROM = 4; // CSS pixels

/** Moves the selection; with Ctrl a copy of it. A press without a drag was a click. */
export class MoveDrag {
    constructor(editor, point, { things, wasSelected }) {
        this.editor = editor;
        this.things = things;
        this.wasSelected = wasSelected;
        this.start = point;
        const seat = editor.doc.seats.get(things.seats?.[0]);
        const under = editor.doc.seats.get(editor.seatAt(point.seat)) || seat;
        this.anchor = under ? [under.x, under.y] : point.at;
        this.by = null;
        this.lines = [];
    }

    move(point) {
        const { start, anchor, editor } = this;
        const isFar = Math.hypot(point.x - start.x, point.y - start.y) >= DRAG_FROM;
        if ((!this.by && !isFar) || editor.readonly || !editor.selection.size) {
            return;
        }
        const meant = [
            anchor[0] + point.at[0] - start.at[0],
            anchor[1] + point.at[1] - start.at[1],
        ];
        const { at, lines } = snapPoint(editor, { ...point, at: meant }, editor.selection.seats);
        this.lines = lines;
        this.by = [Math.round(at[0] - anchor[0]), Math.round(at[1] - anchor[1])];
        this.isCopy = point.ctrl;
    }

    up({ shift }) {
        const { editor } = this;
        if (this.by) {
            if (this.isCopy) {
                editor.copies.duplicate(...this.by);
            } else {
                editor.commands.move(...this.by);
            }
        } else if (this.wasSelected && !shift) {
            editor.selection.set(this.things);
        }
    }

    draw(pen) {
        if (!this.by) {
            return;
        }
        const [dx, dy] = this.by;
        const { seatRecords, shapeRecords, areaRecords, bounds } = this.editor.selection;
        pen.seats(seatRecords.map(({ x, y }) => ({ x: x + dx, y: y + dy })));
        for (const shape of shapeRecords) {
            const corners = movedPoints(shapeCorners(shape), dx, dy);
            pen.line(corners, { close: shape.shape !== "line", fill: 0.2 });
        }
        for (const { polygon } of areaRecords) {
            pen.line(movedPoints(polygon || [], dx, dy), { close: true, fill: 0.2 });
        }
        pen.guides(this.lines);
        const [x, y] = pen.viewport.toScreen((bounds[0] + bounds[2]) / 2 + dx, bounds[1] + dy);
        const away = { across: (dx / 100).toFixed(2), down: (dy / 100).toFixed(2) };
        pen.note(_t("%(across)s m across, %(down)s m down", away), x, y - 40);
    }
}
