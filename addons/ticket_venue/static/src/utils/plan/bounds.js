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

/** Left, top, right and bottom of everything drawn; a square metre if nothing is. */
export function planBounds(doc, withShapes = true) {
    const points = [...doc.sections.values()].flatMap(({ polygon }) => polygon || []);
    if (withShapes) {
        points.push(...[...doc.shapes.values()].flatMap(shapePoints));
    }
    const drawn = points.map(([x, y]) => ({ x, y }));
    const boxes = [seatBounds(doc.seats.values()), seatBounds(drawn)].filter(Boolean);
    if (!boxes.length) {
        return [0, 0, 100, 100];
    }
    return [
        Math.min(...boxes.map((box) => box[0])),
        Math.min(...boxes.map((box) => box[1])),
        Math.max(...boxes.map((box) => box[2])),
        Math.max(...boxes.map((box) => box[3])),
    ];
}
