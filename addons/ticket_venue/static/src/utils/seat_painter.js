import { StampCache } from "./seat_stamps.js";

/** Seats up to this many pixels wide are written dot by dot, most of a crowded picture. */
const DOTTED_SIDE = 15;

/**
 * Writes seats as pixels. Drawing 60,000 circles by path takes 70 ms a frame in software;
 * copying stamps takes a tenth of it, at every zoom.
 *
 * Pixels are RGBA in memory, read as little-endian 32-bit words.
 */
export class SeatPainter {
    constructor(geometry, index) {
        this.geometry = geometry;
        this.index = index;
        this.stamps = new StampCache();
    }

    /**
     * @param {Uint32Array} pixels cleared by the caller
     * @param {number} width of the picture in device pixels
     * @param {number} height
     * @param {{scale: number, x: number, y: number}} view in device pixels
     * @param {Uint16Array} seatStyles style index of each seat
     * @param {{shape: number, pixel: number}[]} styles
     * @param {Uint8Array} [dimmed] 1 for seats drawn faintly
     * @returns {number} seats drawn
     */
    paint(pixels, width, height, view, seatStyles, styles, dimmed) {
        const { x, y, section, radius } = this.geometry;
        const sets = radius.map((units) => this.stamps.get(units * view.scale));
        const most = Math.max(0, ...sets.map((set) => set.reach)) + 1;
        const edge = most / view.scale;
        let drawn = 0;
        const draw = (seat) => {
            const set = sets[section[seat]];
            const { reach, side, phases } = set;
            const atX = x[seat] * view.scale + view.x;
            const atY = y[seat] * view.scale + view.y;
            const wholeX = Math.floor(atX);
            const wholeY = Math.floor(atY);
            const left = wholeX - reach;
            const top = wholeY - reach;
            if (left >= width || top >= height || left + side <= 0 || top + side <= 0) {
                return;
            }
            drawn++;
            const { shape, pixel } = styles[seatStyles[seat]];
            const phaseX = ((atX - wholeX) * phases) | 0;
            const phaseY = ((atY - wholeY) * phases) | 0;
            const fade = dimmed && dimmed[seat] ? 2 : 0;
            const isWhole = left >= 0 && top >= 0 && left + side <= width && top + side <= height;
            if (isWhole && side <= DOTTED_SIDE) {
                const dots = set.dots(shape, phaseX, phaseY, width);
                dot(pixels, wholeY * width + wholeX, dots, pixel, fade);
            } else {
                const mask = set.mask(shape, phaseX, phaseY);
                stamp(pixels, width, height, left, top, side, mask, pixel, fade);
            }
        };
        const [windowLeft, windowTop] = [-view.x / view.scale, -view.y / view.scale];
        this.index.visit(
            windowLeft - edge,
            windowTop - edge,
            windowLeft + width / view.scale + edge,
            windowTop + height / view.scale + edge,
            draw,
        );
        return drawn;
    }
}

/** Writes the pixels of a small seat that lies wholly inside the picture. */
function dot(pixels, middle, { steps, alphas }, rgb, fade) {
    for (let index = 0; index < steps.length; index++) {
        const to = middle + steps[index];
        const alpha = alphas[index] >>> fade;
        if (alpha >>> 24 > pixels[to] >>> 24) {
            pixels[to] = (alpha & 0xff000000) | rgb;
        }
    }
}

/** Copies a mask in one colour; where seats touch, the stronger mark stays. */
function stamp(pixels, width, height, left, top, side, mask, rgb, fade) {
    const firstColumn = left < 0 ? -left : 0;
    const lastColumn = left + side > width ? width - left : side;
    const lastLine = top + side > height ? height - top : side;
    for (let line = top < 0 ? -top : 0; line < lastLine; line++) {
        let from = line * side + firstColumn;
        let to = (top + line) * width + left + firstColumn;
        for (let column = firstColumn; column < lastColumn; column++, from++, to++) {
            const alpha = mask[from] >> fade;
            if (alpha > pixels[to] >>> 24) {
                pixels[to] = (alpha << 24) | rgb;
            }
        }
    }
}
