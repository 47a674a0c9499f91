const HALF_WIDTH = 110;
const HEIGHT = 90;

/**
 * Where the tip of a seat or section goes: above the place, below it near the upper edge.
 *
 * @param {string[]} lines the first is the name
 * @param {{x: number, y: number, reach: number}} place on the screen, and its radius
 * @param {{width: number}} viewport
 */
export function placeTip(lines, { x, y, reach }, viewport) {
    const below = y < HEIGHT;
    const room = Math.min(HALF_WIDTH, viewport.width / 2);
    return {
        lines,
        below,
        x: Math.min(Math.max(x, room), viewport.width - room),
        y: below ? y + reach : y - reach,
    };
}
