import { _t } from "@web/core/l10n/translation";
import { shapeCorners, turned } from "../../utils/plan/things.js";

const AWAY = 34; // CSS pixels of the grip above the selection

/** @returns {[number, number] | null} where the grip that turns the selection is on screen */
export function rotateGrip({ selection, readonly }, viewport) {
    const box = selection.bounds;
    const isPoint = selection.seats.size === 1 && !selection.shapes.size && !selection.areas.size;
    if (!box || readonly || isPoint) {
        return null;
    }
    const [x, y] = viewport.toScreen((box[0] + box[2]) / 2, box[1]);
    return [x, y - AWAY];
}

/** Turns the selection about its middle; with Shift in steps of fifteen degrees. */
export class RotateDrag {
    constructor(editor, point) {
        this.editor = editor;
        this.about = editor.selection.middle;
        this.from = this.angle(point);
        this.degrees = 0;
    }

    angle({ at }) {
        return (Math.atan2(at[1] - this.about[1], at[0] - this.about[0]) * 180) / Math.PI;
    }

    move(point) {
        const step = point.shift ? 15 : 1;
        const turn = ((this.angle(point) - this.from + 540) % 360) - 180;
        this.degrees = Math.round(turn / step) * step;
    }

    up() {
        if (this.degrees) {
            this.editor.commands.rotate(this.degrees, this.about);
        }
    }

    draw(pen) {
        const { degrees, about } = this;
        const { seatRecords, shapeRecords, areaRecords } = this.editor.selection;
        const points = turned(
            seatRecords.map(({ x, y }) => [x, y]),
            degrees,
            about,
        );
        pen.seats(points.map(([x, y]) => ({ x, y })));
        for (const shape of shapeRecords) {
            const corners = turned(shapeCorners(shape), degrees, about);
            pen.line(corners, { close: shape.shape !== "line", fill: 0.2 });
        }
        for (const { polygon } of areaRecords) {
            pen.line(turned(polygon || [], degrees, about), { close: true, fill: 0.2 });
        }
        const [x, y] = pen.viewport.toScreen(...about);
        pen.cross(...about);
        pen.note(_t("%(degrees)s°", { degrees }), x, y - 44);
    }
}
