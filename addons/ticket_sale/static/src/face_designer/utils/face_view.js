/** How the page lies on the screen: `zoom` pixels a millimetre, `x`, `y` of its corner. */

export const LEAST_ZOOM = 0.5;
export const MOST_ZOOM = 60;
const ROOM = 28; // pixels around a page that fits

export function toScreen(view, x, y) {
    return [view.x + x * view.zoom, view.y + y * view.zoom];
}

export function toPage(view, left, top) {
    return [(left - view.x) / view.zoom, (top - view.y) / view.zoom];
}

/** The whole page in the middle of `width` by `height` pixels. */
export function fitted(page, width, height, start = 0) {
    const room = (side) => Math.max(side - start - 2 * ROOM, 50);
    const zoom = clamped(Math.min(room(width) / page.w, room(height) / page.h, 14));
    return {
        zoom,
        x: start + (width - start - page.w * zoom) / 2,
        y: start + (height - start - page.h * zoom) / 2,
    };
}

/** Zoomed by a factor; the point under the pointer stays there. */
export function zoomed(view, factor, left, top) {
    const zoom = clamped(view.zoom * factor);
    const [x, y] = toPage(view, left, top);
    return { zoom, x: left - x * zoom, y: top - y * zoom };
}

function clamped(zoom) {
    return Math.min(Math.max(zoom, LEAST_ZOOM), MOST_ZOOM);
}

const STEPS = [1, 2, 5, 10, 20, 50, 100];
const LEAST_GAP = 5; // pixels between marks
const LABEL_GAP = 38;

/**
 * The marks of a ruler from 0 to `end` millimetres.
 *
 * @returns {{at: number, label: string, size: "long"|"half"|"short"}[]}
 */
export function rulerMarks(zoom, end) {
    const step = STEPS.find((each) => each * zoom >= LEAST_GAP) || 100;
    const labelled = STEPS.find((each) => each >= 5 && each * zoom >= LABEL_GAP) || 100;
    const marks = [];
    for (let at = 0; at <= end + 1e-9; at += step) {
        const isLabelled = at % labelled === 0;
        const size = isLabelled ? "long" : at % (labelled / 2) === 0 ? "half" : "short";
        marks.push({ at, size, label: isLabelled ? String(at) : "" });
    }
    return marks;
}

/** Millimetres between the lines of the grid that can be told apart. */
export function gridStep(zoom) {
    return STEPS.find((each) => each * zoom >= 9) || 100;
}
