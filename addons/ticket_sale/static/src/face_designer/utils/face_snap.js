import { rounded } from "./face_boxes.js";

const SIDES = { x: "w", y: "h" };
const OTHER = { x: "y", y: "x" };

/** The lines things snap to: edges and middles of the page and of other elements. */
export function snapLines(elements, page) {
    const frame = { x: 0, y: 0, w: page.w, h: page.h };
    const lines = { x: [], y: [] };
    for (const box of [frame, ...elements]) {
        for (const axis of ["x", "y"]) {
            const size = box[SIDES[axis]];
            const other = OTHER[axis];
            const reach = [box[other], box[other] + box[SIDES[other]]];
            for (const share of [0, 0.5, 1]) {
                lines[axis].push({ at: box[axis] + size * share, reach });
            }
        }
    }
    return lines;
}

/**
 * The nearest line to any of `points`.
 *
 * @returns {{by: number, at: number, reach: number[]}|null} how far to move
 */
function nearest(points, lines, tolerance) {
    let best = null;
    for (const { at, reach } of lines) {
        for (const point of points) {
            const by = at - point;
            if (Math.abs(by) <= tolerance && (!best || Math.abs(by) < Math.abs(best.by) - 1e-9)) {
                best = { by, at, reach };
            }
        }
    }
    return best;
}

function toGrid(value, step) {
    return step ? Math.round(value / step) * step : value;
}

/** A guide line is as long as both things it joins. */
function guide(axis, { at, reach }, box) {
    const other = OTHER[axis];
    const from = Math.min(reach[0], box[other]);
    const to = Math.max(reach[1], box[other] + box[SIDES[other]]);
    return { axis, at: rounded(at), from: rounded(from), to: rounded(to) };
}

/**
 * A moved box, drawn to lines nearby, else to the grid.
 *
 * @returns {{dx: number, dy: number, guides: Object[]}} how far to move it besides
 */
export function snapMove(box, lines, tolerance, step = 0) {
    const found = {};
    const by = {};
    for (const axis of ["x", "y"]) {
        const size = box[SIDES[axis]];
        const points = [box[axis], box[axis] + size / 2, box[axis] + size];
        found[axis] = nearest(points, lines[axis], tolerance);
        by[axis] = found[axis]?.by ?? toGrid(box[axis], step) - box[axis];
    }
    const placed = { ...box, x: box.x + by.x, y: box.y + by.y };
    const guides = ["x", "y"]
        .filter((axis) => found[axis])
        .map((axis) => guide(axis, found[axis], placed));
    return { dx: by.x, dy: by.y, guides };
}

/**
 * The edges of a box that a handle pulls, drawn to lines nearby, else to the grid.
 *
 * @returns {{dx: number, dy: number, guides: Object[]}} how far to pull besides
 */
export function snapPull(box, handle, lines, tolerance, step = 0) {
    const pulled = {
        x: handle.includes("w") ? box.x : handle.includes("e") ? box.x + box.w : null,
        y: handle.includes("n") ? box.y : handle.includes("s") ? box.y + box.h : null,
    };
    const by = { x: 0, y: 0 };
    const guides = [];
    for (const axis of ["x", "y"]) {
        if (pulled[axis] !== null) {
            const found = nearest([pulled[axis]], lines[axis], tolerance);
            by[axis] = found?.by ?? toGrid(pulled[axis], step) - pulled[axis];
            if (found) {
                guides.push(guide(axis, found, box));
            }
        }
    }
    return { dx: by.x, dy: by.y, guides };
}
