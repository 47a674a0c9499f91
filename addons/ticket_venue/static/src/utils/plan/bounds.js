/** @returns {[number, number][]} points that enclose the shape, its rotation left aside */
export function shapePoints(shape) {
    const { x, y, w, h, rx, ry } = shape;
    switch (shape.shape) {
        case "rect":
            return [
                [x, y],
                [x + w, y + h],
            ];
        case "ellipse":
            return [
                [x - rx, y - ry],
                [x + rx, y + ry],
            ];
        case "text":
            return [[x, y]];
        default:
            return shape.points || [];
    }
}

/** @returns {number[] | null} left, top, right, bottom */
export function seatBounds(seats) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { x, y } of seats) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x);
        bottom = Math.max(bottom, y);
    }
    return left <= right ? [left, top, right, bottom] : null;
}

/** The same for columns of coordinates: what a geometry holds. */
export function columnBounds({ x, y }) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let index = 0; index < x.length; index++) {
        left = Math.min(left, x[index]);
        top = Math.min(top, y[index]);
        right = Math.max(right, x[index]);
        bottom = Math.max(bottom, y[index]);
    }
    return left <= right ? [left, top, right, bottom] : null;
}

/**
 * Left, top, right and bottom of everything drawn; a square metre if nothing is.
 *
 * @param {number[] | null} seats bounds of the seats
 */
export function planBounds(doc, seats, withShapes = true) {
    const points = [...doc.sections.values()].flatMap(({ polygon }) => polygon || []);
    if (withShapes) {
        points.push(...[...doc.shapes.values()].flatMap(shapePoints));
    }
    const drawn = seatBounds(points.map(([x, y]) => ({ x, y })));
    if (!seats || !drawn) {
        return seats || drawn || [0, 0, 100, 100];
    }
    return [
        Math.min(seats[0], drawn[0]),
        Math.min(seats[1], drawn[1]),
        Math.max(seats[2], drawn[2]),
        Math.max(seats[3], drawn[3]),
    ];
}
