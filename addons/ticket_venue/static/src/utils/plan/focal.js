import { columnBounds, planBounds, shapePoints } from "./bounds.js";

/** Half the room that seats leave empty when they are drawn around something. */
const SMALLEST_ARENA = 200;

/**
 * Where the audience looks when nobody has said so: the middle of the stage or field, else
 * of the hall when the seats leave it empty, else of its front edge. The twin of
 * `default_focal` in `tools/geometry.py`.
 *
 * @param {{x: Float32Array, y: Float32Array}} seats
 */
export function defaultFocal(doc, seats) {
    for (const shape of doc.shapes.values()) {
        if (shape.role === "stage" || shape.role === "field") {
            const points = shapePoints(shape);
            return [
                middle(points.map((point) => point[0])),
                middle(points.map((point) => point[1])),
            ];
        }
    }
    const [left, top, right, bottom] = planBounds(doc, columnBounds(seats), false);
    const centre = [(left + right) / 2, (top + bottom) / 2];
    const clear = Math.max(Math.hypot(right - left, bottom - top) / 10, SMALLEST_ARENA);
    const { x, y } = seats;
    for (let index = 0; index < x.length; index++) {
        if (Math.hypot(x[index] - centre[0], y[index] - centre[1]) <= clear) {
            return [centre[0], top];
        }
    }
    return x.length ? centre : [centre[0], top];
}

function middle(values) {
    return (Math.min(...values) + Math.max(...values)) / 2;
}
