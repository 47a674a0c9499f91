/** Lines near the pointer that new or moved seats keep to. */

const NEAR = 600;

/**
 * Where neighbours stand: their columns and rows, and one seat further on.
 *
 * @param {Iterable<{x, y}>} seats that stay where they are
 * @param {{x: number, y: number}} point
 * @returns {{x: number[], y: number[]}}
 */
export function guidesNear(seats, point, { spacing = 0, depth = 0, near = NEAR } = {}) {
    const guides = { x: new Set(), y: new Set() };
    for (const { x, y } of seats) {
        if (Math.abs(x - point.x) <= near && Math.abs(y - point.y) <= near) {
            [x, x - spacing, x + spacing].forEach((value) => guides.x.add(value));
            [y, y - depth, y + depth].forEach((value) => guides.y.add(value));
        }
    }
    return { x: [...guides.x], y: [...guides.y] };
}

/**
 * @param {{x: number, y: number}} point
 * @param {Object} to
 * @param {number} [to.grid] distance of grid lines; 0 is no grid
 * @param {{x: number[], y: number[]}} [to.guides] go before the grid
 * @param {number} [to.reach] how near a guide must be, in map units
 * @returns {{x: number, y: number, lines: ({x: number} | {y: number})[]}} `lines` are the
 *      guides to draw
 */
export function snap(point, { grid = 0, guides = { x: [], y: [] }, reach = 12 } = {}) {
    const lines = [];
    const snapped = { lines };
    for (const axis of ["x", "y"]) {
        const guide = nearest(guides[axis], point[axis], reach);
        if (guide !== undefined) {
            snapped[axis] = guide;
            lines.push({ [axis]: guide });
        } else {
            snapped[axis] = grid ? Math.round(point[axis] / grid) * grid : point[axis];
        }
    }
    return snapped;
}

function nearest(values, wanted, reach) {
    let [best, distance] = [undefined, reach];
    for (const value of values) {
        if (Math.abs(value - wanted) <= distance) {
            [best, distance] = [value, Math.abs(value - wanted)];
        }
    }
    return best;
}
