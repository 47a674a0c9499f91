import { _t } from "@web/core/l10n/translation";
import { seatsWithin } from "../../utils/plan/selecting.js";
import { shapeCorners } from "../../utils/plan/things.js";
import { isInside } from "../../utils/polygon.js";

const STEP = 3; // CSS pixels

/** A box or a free line that selects what lies inside; with Shift it adds. */
export class BoxDrag {
    constructor(editor, point, draws) {
        this.editor = editor;
        this.draws = draws;
        this.start = point;
        this.points = [point.at];
        this.last = point;
    }

    move(point) {
        if (this.draws === "box") {
            const [[x1, y1], [x2, y2]] = [this.start.at, point.at];
            this.points = [
                [x1, y1],
                [x2, y1],
                [x2, y2],
                [x1, y2],
            ];
        } else if (Math.hypot(point.x - this.last.x, point.y - this.last.y) > STEP) {
            this.points.push(point.at);
            this.last = point;
        }
    }

    up({ shift }) {
        const { selection } = this.editor;
        const found = this.inside();
        if (!shift) {
            selection.set(found);
        } else {
            selection.set({
                seats: [...selection.seats, ...found.seats],
                shapes: [...selection.shapes, ...found.shapes],
                areas: [...selection.areas, ...found.areas],
            });
        }
        if (found.seats.length) {
            this.editor.tell(_t("%(count)s seats selected", { count: selection.seats.size }));
        }
    }

    /** Seats by their middle; shapes and areas when all of them is inside. */
    inside() {
        const { doc } = this.editor;
        const isWithin = (corners) =>
            this.points.length > 2 && corners.every((corner) => isInside(this.points, ...corner));
        return {
            seats: seatsWithin(doc, this.points),
            shapes: [...doc.shapes.values()]
                .filter((shape) => isWithin(shapeCorners(shape)))
                .map(({ id }) => id),
            areas: doc.orderedSections
                .filter(({ kind, polygon }) => kind === "standing" && polygon && isWithin(polygon))
                .map(({ id }) => id),
        };
    }

    draw(pen) {
        if (this.points.length > 1) {
            pen.line(this.points, { close: true, dash: [6, 4], width: 1.5, fill: 0.1 });
        }
    }
}
