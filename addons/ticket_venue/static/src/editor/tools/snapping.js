import { guidesNear, snap } from "../../utils/plan/transform.js";

const REACH = 9; // CSS pixels
const AROUND = 260;
const GRID = 10;

/**
 * The point meant: on the line of the stage's middle or of a seat near by, else on the
 * grid of ten centimetres; with Alt exactly where the pointer is.
 *
 * @param {Set<number>} [skip] ids of seats that are being moved
 * @returns {{at: [number, number], lines: ({x: number} | {y: number})[]}}
 */
export function snapPoint(editor, { at, alt, pixel }, skip = new Set()) {
    if (alt || !editor.optionsOf("select").snap) {
        return { at: at.map(Math.round), lines: [] };
    }
    const [x, y] = at;
    const near = AROUND * pixel;
    const guides = guidesNear(seatsAround(editor, at, near, skip), { x, y }, { near });
    guides.x.push((editor.doc.focal || editor.drawn.geometry.focal)[0]);
    const found = snap({ x, y }, { grid: GRID, guides, reach: REACH * pixel });
    return { at: [Math.round(found.x), Math.round(found.y)], lines: found.lines };
}

function seatsAround({ drawn, view }, [x, y], room, skip) {
    const { geometry, seatIds } = drawn;
    const found = [];
    view.scene.index.visit(x - room, y - room, x + room, y + room, (index) => {
        if (!skip.has(seatIds[index])) {
            found.push({ x: geometry.x[index], y: geometry.y[index] });
        }
    });
    return found;
}
