/** What the canvas writes with; Chinese falls back to the system's own font. */
export const FONT = "system-ui, -apple-system, 'Noto Sans SC', sans-serif";

const MOST_WIDTHS = 4000;
const widths = new Map();

/** How wide a text is; measuring the same names at each frame costs more than drawing. */
export function textWidth(ctx, weight, size, text) {
    const key = `${weight}/${size}/${text}`;
    let width = widths.get(key);
    if (width === undefined) {
        ctx.font = `${weight} ${size}px ${FONT}`;
        width = ctx.measureText(text).width;
        if (widths.size >= MOST_WIDTHS) {
            widths.clear();
        }
        widths.set(key, width);
    }
    return width;
}
