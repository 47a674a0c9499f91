/** Boxes in millimetres: `{x, y, w, h}`, the origin at the top left of the page. */

const LEAST_SIDE = 1;

/** A hundredth of a millimetre is finer than any printer. */
export function rounded(value) {
    return Math.round(value * 100) / 100 || 0;
}

/** What is dropped by hand lands on half millimetres. */
export function halves(value) {
    return Math.round(value * 2) / 2;
}

export function roundedBox({ x, y, w, h }) {
    return { x: rounded(x), y: rounded(y), w: rounded(w), h: rounded(h) };
}

export function boxOf({ x, y, w, h }) {
    return { x, y, w, h };
}

/** Lines have a length and no area. */
export function isLine({ type }) {
    return type === "line";
}

export function isUpright({ w, h }) {
    return h > w;
}

/** @returns the smallest box around all, `null` of none */
export function boxAround(boxes) {
    if (!boxes.length) {
        return null;
    }
    const x = Math.min(...boxes.map((box) => box.x));
    const y = Math.min(...boxes.map((box) => box.y));
    const right = Math.max(...boxes.map((box) => box.x + box.w));
    const bottom = Math.max(...boxes.map((box) => box.y + box.h));
    return { x, y, w: right - x, h: bottom - y };
}

export function overlap(a, b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** Whether `inner` lies wholly in `outer`. */
export function isInside(inner, outer) {
    return (
        inner.x >= outer.x &&
        inner.y >= outer.y &&
        inner.x + inner.w <= outer.x + outer.w &&
        inner.y + inner.h <= outer.y + outer.h
    );
}

/** Whether a point lies on an element; a frame without filling is only its edge. */
export function isHit(element, x, y, reach) {
    const grown = {
        x: element.x - reach,
        y: element.y - reach,
        w: element.w + 2 * reach,
        h: element.h + 2 * reach,
    };
    const point = { x, y, w: 0, h: 0 };
    if (!isInside(point, grown)) {
        return false;
    }
    const isFrame = element.type === "box" && !element.fill;
    const hole = {
        x: element.x + reach,
        y: element.y + reach,
        w: element.w - 2 * reach,
        h: element.h - 2 * reach,
    };
    return !(isFrame && hole.w > 0 && hole.h > 0 && isInside(point, hole));
}

/** The topmost element at a point, that is neither hidden nor locked. */
export function elementAt(elements, x, y, reach) {
    return elements.findLast(
        (element) => !element.hidden && !element.locked && isHit(element, x, y, reach),
    );
}

/** The handles by which an element is resized. */
export function handlesOf(element) {
    if (isLine(element)) {
        return isUpright(element) ? ["n", "s"] : ["w", "e"];
    }
    return ["nw", "n", "ne", "e", "se", "s", "sw", "w"];
}

/** Where a handle sits on its box, from 0 to 1. */
export function handlePlace(handle) {
    const along = (low, high) => (handle.includes(low) ? 0 : handle.includes(high) ? 1 : 0.5);
    return [along("w", "e"), along("n", "s")];
}

/**
 * A box pulled at a handle.
 *
 * @param {{square?: boolean, ratio?: number}} [keep] QR codes stay square; with `ratio`
 *      (width by height) a corner keeps the proportions
 */
export function resized(box, handle, dx, dy, { square = false, ratio = 0 } = {}) {
    const least = (side) => Math.min(LEAST_SIDE, side);
    let { x, y, w, h } = box;
    if (handle.includes("e")) {
        w = Math.max(w + dx, least(w));
    } else if (handle.includes("w")) {
        w = Math.max(w - dx, least(w));
    }
    if (handle.includes("s")) {
        h = Math.max(h + dy, least(h));
    } else if (handle.includes("n")) {
        h = Math.max(h - dy, least(h));
    }
    const proportion = square ? 1 : ratio;
    if (proportion) {
        const byHeight = handle === "n" || handle === "s";
        const byWidth = handle === "e" || handle === "w";
        if (byHeight || (!byWidth && h * proportion > w)) {
            w = h * proportion;
        } else {
            h = w / proportion;
        }
    }
    if (handle.includes("w")) {
        x = box.x + box.w - w;
    }
    if (handle.includes("n")) {
        y = box.y + box.h - h;
    }
    return roundedBox({ x, y, w, h });
}

/** Several elements pulled as one: each keeps its share of the box around them. */
export function scaled(element, from, to) {
    const across = from.w ? to.w / from.w : 1;
    const down = from.h ? to.h / from.h : 1;
    return roundedBox({
        x: to.x + (element.x - from.x) * across,
        y: to.y + (element.y - from.y) * down,
        w: element.w * across,
        h: element.h * down,
    });
}

/** What changes when an element is turned by quarter turns about its middle. */
export function turned(element, quarters) {
    const swaps = quarters % 2 !== 0 && element.type !== "qr";
    const box = boxOf(element);
    if (swaps) {
        box.x += (element.w - element.h) / 2;
        box.y += (element.h - element.w) / 2;
        [box.w, box.h] = [element.h, element.w];
    }
    const values = roundedBox(box);
    if (["text", "image", "barcode"].includes(element.type)) {
        const turn = ((element.rotate || 0) + 90 * quarters + 720) % 360;
        values.rotate = turn || undefined;
    }
    return values;
}
