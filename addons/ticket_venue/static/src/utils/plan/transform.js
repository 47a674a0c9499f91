export { guidesNear, snap } from "./snap.js";
import { seatBounds } from "./bounds.js";
import { bent, rowsOf, spaced, straightened } from "./row_line.js";

/**
 * What can be done with seats that are selected. Seats are `{id, section, row, x, y}`; the
 * answer is `[{id, x, y}]` for `edit.putSeat`, in any order.
 */

function placed({ id }, x, y) {
    return { id, x, y };
}

export function middleOf(seats) {
    const [left, top, right, bottom] = seatBounds(seats) || [0, 0, 0, 0];
    return [(left + right) / 2, (top + bottom) / 2];
}

export function move(seats, dx, dy) {
    return seats.map((seat) => placed(seat, seat.x + dx, seat.y + dy));
}

/** @param {number} degrees clockwise */
export function rotate(seats, degrees, about = middleOf(seats)) {
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return seats.map((seat) => {
        const [dx, dy] = [seat.x - about[0], seat.y - about[1]];
        return placed(seat, about[0] + dx * cos - dy * sin, about[1] + dx * sin + dy * cos);
    });
}

/** @param {"x" | "y"} axis what is turned round: "x" swaps left and right */
export function mirror(seats, axis, about = middleOf(seats)) {
    return seats.map((seat) =>
        axis === "x"
            ? placed(seat, 2 * about[0] - seat.x, seat.y)
            : placed(seat, seat.x, 2 * about[1] - seat.y),
    );
}

/** @param {"left" | "right" | "top" | "bottom" | "centre" | "middle" | "rows"} how */
export function align(seats, how) {
    if (how === "rows") {
        return rowsOf(seats).flatMap(straightened);
    }
    const box = seatBounds(seats);
    if (!box) {
        return [];
    }
    const [left, top, right, bottom] = box;
    const x = { left, right, centre: (left + right) / 2 }[how];
    const y = { top, bottom, middle: (top + bottom) / 2 }[how];
    return seats.map((seat) => placed(seat, x ?? seat.x, y ?? seat.y));
}

/** Equal gaps between the outermost seats. @param {"x" | "y"} axis */
export function distribute(seats, axis) {
    const sorted = [...seats].sort((a, b) => a[axis] - b[axis] || a.id - b.id);
    if (sorted.length < 3) {
        return seats.map((seat) => placed(seat, seat.x, seat.y));
    }
    const first = sorted[0][axis];
    const gap = (sorted.at(-1)[axis] - first) / (sorted.length - 1);
    return sorted.map((seat, index) => {
        const { x, y } = { ...seat, [axis]: first + index * gap };
        return placed(seat, x, y);
    });
}

/** Seats of each row get this distance; the row's middle, bend and aisles stay. */
export function setSpacing(seats, spacing) {
    return rowsOf(seats).flatMap((row) => spaced(row, spacing));
}

/**
 * Bends each row; 0 makes it straight.
 *
 * @param {number} curve as in `blocks.rowBlock`
 * @param {[number, number]} [focal] the ends bend towards it; up when it is left out
 */
export function curveRow(seats, curve, focal) {
    return rowsOf(seats).flatMap((row) => bent(row, curve, focal));
}

/** Copies, shifted; bonds between seats that are copied together are for the caller. */
export function duplicate(seats, dx, dy) {
    return seats.map(({ id: _id, ...seat }) => ({
        ...seat,
        x: seat.x + dx,
        y: seat.y + dy,
        companion: 0,
    }));
}
