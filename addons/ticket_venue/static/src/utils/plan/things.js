/**
 * What lies on a plan besides seats: shapes and standing areas. All functions are plain
 * geometry on the records of `document.js` and change nothing; points are [x, y].
 */
import { boxOf, distance, isInside } from "../polygon.js";

/** @returns {[number, number][]} the corners of a shape as it is drawn, turned */
export function shapeCorners(shape) {
    const { x, y } = shape;
    if (shape.points) {
        return turned(shape.points, shape.rotation, middleOf(shape.points));
    }
    const [left, top, width, height] = {
        rect: [x, y, shape.w, shape.h],
        ellipse: [x - shape.rx, y - shape.ry, 2 * shape.rx, 2 * shape.ry],
        text: textBox(shape),
    }[shape.shape];
    const corners = [
        [left, top],
        [left + width, top],
        [left + width, top + height],
        [left, top + height],
    ];
    return turned(corners, shape.rotation, [left + width / 2, top + height / 2]);
}

/** About the room a text takes: the page knows it exactly, a plan need not. */
function textBox({ x, y, text, size }) {
    const height = (size || 60) * 1.2;
    const width = [...(text || "")].reduce(
        (sum, letter) => sum + (size || 60) * (letter.charCodeAt(0) > 0x2e80 ? 1 : 0.58),
        0,
    );
    return [x - width / 2, y - height / 2, width, height];
}

function middleOf(points) {
    const [left, top, right, bottom] = boxOf(points);
    return [(left + right) / 2, (top + bottom) / 2];
}

/** @param {number} [degrees] clockwise on the screen */
export function turned(points, degrees, [aboutX, aboutY]) {
    if (!degrees) {
        return points;
    }
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return points.map(([x, y]) => {
        const [dx, dy] = [x - aboutX, y - aboutY];
        return [aboutX + dx * cos - dy * sin, aboutY + dx * sin + dy * cos];
    });
}

/** @returns {boolean} whether a point hits the shape, lines within `reach` */
export function isOnShape(shape, x, y, reach) {
    const corners = shapeCorners(shape);
    if (shape.shape === "line") {
        return corners.some(
            (corner, index) => index && nearSegment([x, y], corners[index - 1], corner) <= reach,
        );
    }
    const [left, top, right, bottom] = boxOf(corners);
    const isThin = right - left < 2 * reach || bottom - top < 2 * reach;
    const isInBox = x > left - reach && x < right + reach && y > top - reach && y < bottom + reach;
    return isThin ? isInBox : isInside(corners, x, y);
}

function nearSegment(point, a, b) {
    const length = distance(a, b) ** 2;
    const along = length
        ? ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length
        : 0;
    const share = Math.min(Math.max(along, 0), 1);
    return distance(point, [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
}

export function movedShape(shape, dx, dy) {
    if (shape.points) {
        return { ...shape, points: movedPoints(shape.points, dx, dy) };
    }
    return { ...shape, x: round(shape.x + dx), y: round(shape.y + dy) };
}

export function movedPoints(points, dx, dy) {
    return points.map(([x, y]) => [round(x + dx), round(y + dy)]);
}

/** A shape turned about a point: its middle goes round, and its own rotation grows. */
export function turnedShape(shape, degrees, about) {
    const corners = shapeCorners(shape);
    const middle = shape.points ? middleOf(shape.points) : middleOf(corners);
    const [[x, y]] = turned([middle], degrees, about);
    const rotation = round(((shape.rotation || 0) + degrees + 360) % 360);
    return { ...movedShape(shape, x - middle[0], y - middle[1]), rotation };
}

/** @param {"x" | "y"} axis "x" swaps left and right */
export function mirroredShape(shape, axis, about) {
    const corners = shape.points || shapeCorners({ ...shape, rotation: 0 });
    const rotation = (360 - (shape.rotation || 0)) % 360;
    if (shape.points) {
        return { ...shape, points: mirroredPoints(shape.points, axis, about), rotation };
    }
    const [left, top, right, bottom] = boxOf(corners);
    const [middle, to] = axis === "x" ? [(left + right) / 2, 0] : [(top + bottom) / 2, 1];
    const away = 2 * (about[to] - middle);
    return { ...movedShape(shape, to ? 0 : away, to ? away : 0), rotation };
}

export function mirroredPoints(points, axis, about) {
    const part = axis === "x" ? 0 : 1;
    return points.map((point) => {
        const other = [...point];
        other[part] = round(2 * about[part] - point[part]);
        return other;
    });
}

/** A shape that fills a dragged box, or keeps a size one can see when it was a click. */
export function shapeInBox(kind, [x1, y1], [x2, y2]) {
    const [left, top] = [Math.min(x1, x2), Math.min(y1, y2)];
    const [w, h] = [Math.abs(x2 - x1), Math.abs(y2 - y1)].map(round);
    if (kind === "ellipse") {
        const [rx, ry] = [w / 2, h / 2].map(round);
        return { shape: "ellipse", x: round(left + w / 2), y: round(top + h / 2), rx, ry };
    }
    return { shape: "rect", x: round(left), y: round(top), w, h };
}

/** Whole centimetres: what the geometry file keeps. */
export function round(value) {
    return Math.round(value);
}
