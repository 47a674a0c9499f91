import { boxOf, isLine, rounded, scaled } from "./face_boxes.js";

/** @returns {Map<number, Object>} where elements are, moved by so much */
export function movedBoxes(elements, dx, dy) {
    return new Map(
        elements.map((element) => [
            element.id,
            { ...boxOf(element), x: rounded(element.x + dx), y: rounded(element.y + dy) },
        ]),
    );
}

/** @returns {Map<number, Object>} where elements are when the box around them is pulled */
export function pulledBoxes(elements, from, to) {
    return new Map(
        elements.map((element) => [element.id, flat(element, scaled(element, from, to))]),
    );
}

/** The box drawn from where the pointer went down. */
export function drawnBox({ x, y }, dx, dy) {
    return { x: Math.min(x, x + dx), y: Math.min(y, y + dy), w: Math.abs(dx), h: Math.abs(dy) };
}

/** A line stays a line. */
function flat(element, box) {
    if (!isLine(element)) {
        return box;
    }
    return element.h > element.w ? { ...box, w: element.w } : { ...box, h: element.h };
}

/** Something with an area, so that a line can be met. */
export function grown(element) {
    return { ...element, w: Math.max(element.w, 0.01), h: Math.max(element.h, 0.01) };
}
