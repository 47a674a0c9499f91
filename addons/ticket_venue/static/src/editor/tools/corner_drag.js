import { _t } from "@web/core/l10n/translation";
import { shapeCorners, turned } from "../../utils/plan/things.js";
import { boxOf } from "../../utils/polygon.js";
import { snapPoint } from "./snapping.js";

const MOST = 60;

/**
 * The corners one can drag: of the one shape or standing area that is selected.
 *
 * @returns {{at: [number, number], index: number, shape?: Object, area?: Object}[]}
 */
export function cornersOf(selection) {
    if (selection.size !== 1 || selection.seats.size) {
        return [];
    }
    const [shape] = selection.shapeRecords;
    const [area] = selection.areaRecords;
    if (shape?.shape === "text" || (area && !area.polygon)) {
        return [];
    }
    const points = shape ? shapeCorners(shape) : area.polygon;
    return points.length > MOST ? [] : points.map((at, index) => ({ at, index, shape, area }));
}

/** Drags one corner; of rectangles and ellipses the opposite one stays. */
export class CornerDrag {
    constructor(editor, grip) {
        this.editor = editor;
        this.grip = grip;
        this.at = null;
    }

    move(point) {
        this.at = snapPoint(this.editor, point).at;
    }

    up() {
        if (!this.at) {
            return;
        }
        const { shape, area } = this.grip;
        this.editor.commands.change(_t("Move corner"), (edit) => {
            if (area) {
                edit.putSection({ id: area.id, polygon: this.points(area.polygon) });
            } else {
                edit.putShape({ id: shape.id, ...this.changed(shape) });
            }
        });
    }

    points(points) {
        return points.map((corner, index) => (index === this.grip.index ? this.at : corner));
    }

    changed(shape) {
        const degrees = shape.rotation || 0;
        const corners = shapeCorners(shape);
        if (shape.points) {
            const [left, top, right, bottom] = boxOf(shape.points);
            const middle = [(left + right) / 2, (top + bottom) / 2];
            return { points: turned(this.points(corners), -degrees, middle), rotation: degrees };
        }
        const fixed = corners[(this.grip.index + 2) % 4];
        const middle = [(fixed[0] + this.at[0]) / 2, (fixed[1] + this.at[1]) / 2];
        const [a, b] = turned([fixed, this.at], -degrees, middle);
        const [w, h] = [Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1])].map(Math.round);
        const [left, top] = [Math.min(a[0], b[0]), Math.min(a[1], b[1])].map(Math.round);
        return shape.shape === "rect"
            ? { x: left, y: top, w, h }
            : { x: left + w / 2, y: top + h / 2, rx: w / 2, ry: h / 2 };
    }

    draw(pen) {
        if (!this.at) {
            return;
        }
        const { shape, area } = this.grip;
        const record = shape ? { ...shape, ...this.changed(shape) } : null;
        const corners = record ? shapeCorners(record) : this.points(area.polygon);
        pen.line(corners, { close: shape?.shape !== "line", fill: 0.15 });
        pen.grip(...pen.viewport.toScreen(...this.at), 6);
    }
}
