/**
 * Small pictures of seats as alpha masks: each shape at each size is worked out once and
 * then only copied. Shapes are signed distances, negative inside.
 */

/** One shape a meaning, so that colour is never the only signal. */
export const DISC = 0; // free
export const SQUARE = 1; // free, wheelchair or companion place
export const CROSSED = 2; // sold
export const RING = 3; // held by somebody
export const DOT = 4; // not for sale
export const BITTEN = 5; // free, view obstructed
export const DIAMOND = 6; // free, kept for somebody's work
/** Discs of eight sizes: the level of a figure. */
export const FIRST_LEVEL = 7;
export const LEVELS = 8;

const PHASES = 4;
const COARSE_PHASES = 2;
const FINE_BELOW = 9;
/** Below this radius only the weight of a mark can be seen, not its shape. */
const SHAPELESS_BELOW = 2.2;
const SHAPELESS_WEIGHT = [1, 1, 0.34, 0.4, 0.25, 1, 1];

/** @returns {number} how much of a whole seat's width the level takes */
export const levelShare = (level) => 0.52 + (0.48 * level) / (LEVELS - 1);

const DISTANCES = [
    (x, y, r) => Math.hypot(x, y) - r,
    (x, y, r) => {
        const corner = r * 0.3;
        const dx = Math.abs(x) - (r * 0.94 - corner);
        const dy = Math.abs(y) - (r * 0.94 - corner);
        const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0));
        return outside + Math.min(Math.max(dx, dy), 0) - corner;
    },
    (x, y, r) => {
        const line = strokeWidth(r) / 2;
        const diagonal = Math.min(Math.abs(x - y), Math.abs(x + y)) / Math.SQRT2;
        const cross = Math.max(diagonal - line * 0.9, Math.hypot(x, y) - r * 0.52);
        return Math.min(Math.abs(Math.hypot(x, y) - r + line) - line, cross);
    },
    (x, y, r) => {
        const line = strokeWidth(r) / 2;
        return Math.abs(Math.hypot(x, y) - r + line) - line;
    },
    (x, y, r) => Math.hypot(x, y) - r * 0.4,
    (x, y, r) => Math.max(Math.hypot(x, y) - r, r * 0.62 - Math.hypot(x - r * 0.8, y - r * 0.8)),
    (x, y, r) => (Math.abs(x) + Math.abs(y)) / Math.SQRT2 - r * 0.82,
    ...Array.from(
        { length: LEVELS },
        (_, level) => (x, y, r) => Math.hypot(x, y) - r * levelShare(level),
    ),
];

function strokeWidth(r) {
    return Math.max(1, r * 0.16);
}

/** Stamps of one radius, made when first asked for. */
export class StampSet {
    /** @param {number} radius in device pixels */
    constructor(radius) {
        this.radius = radius;
        this.phases = radius < FINE_BELOW ? PHASES : COARSE_PHASES;
        this.reach = Math.ceil(radius + 1);
        this.side = 2 * this.reach + 1;
        this.masks = new Array(DISTANCES.length * this.phases * this.phases);
    }

    /**
     * @param {number} shape
     * @param {number} phaseX which fraction of a pixel the middle is at
     * @param {number} phaseY
     * @returns {Uint8Array} alpha of `side` x `side` pixels
     */
    mask(shape, phaseX, phaseY) {
        const slot = (shape * this.phases + phaseY) * this.phases + phaseX;
        return (this.masks[slot] ||= this._draw(shape, phaseX, phaseY));
    }

    /**
     * The same mask as a list of its pixels that are not empty: small seats have few.
     *
     * @param {number} width of the picture, whose lines the steps count in
     * @returns {{steps: Int32Array, alphas: Uint32Array}} steps from the middle pixel, and
     *     alphas in the high byte
     */
    dots(shape, phaseX, phaseY, width) {
        if (width !== this.dotsWidth) {
            this.dotsWidth = width;
            this.dotLists = new Array(this.masks.length);
        }
        const slot = (shape * this.phases + phaseY) * this.phases + phaseX;
        return (this.dotLists[slot] ||= this._list(this.mask(shape, phaseX, phaseY), width));
    }

    _list(mask, width) {
        const { side, reach } = this;
        const filled = [...mask.keys()].filter((pixel) => mask[pixel]);
        return {
            steps: Int32Array.from(
                filled,
                (pixel) => (Math.floor(pixel / side) - reach) * width + (pixel % side) - reach,
            ),
            alphas: Uint32Array.from(filled, (pixel) => mask[pixel] << 24),
        };
    }

    _draw(shape, phaseX, phaseY) {
        const { radius, reach, side, phases } = this;
        const mask = new Uint8Array(side * side);
        const shapeless = radius < SHAPELESS_BELOW;
        const distance = DISTANCES[shapeless ? DISC : shape];
        // A mark smaller than a pixel covers only part of it.
        const faint = Math.min(1, 0.5 + radius * 0.6);
        const farWeight = SHAPELESS_WEIGHT[shape] ?? 0.5 + levelShare(shape - FIRST_LEVEL) / 2;
        const weight = 255 * (shapeless ? farWeight * faint : 1);
        for (let line = 0; line < side; line++) {
            const y = line - reach - (phaseY + 0.5) / phases + 0.5;
            for (let column = 0; column < side; column++) {
                const x = column - reach - (phaseX + 0.5) / phases + 0.5;
                const cover = Math.min(Math.max(0.5 - distance(x, y, radius), 0), 1);
                mask[line * side + column] = Math.round(cover * weight);
            }
        }
        return mask;
    }
}

/** Keeps the stamps of the last few sizes: zooming comes back to them. */
export class StampCache {
    constructor(size = 24) {
        this.size = size;
        this.sets = new Map();
    }

    /** @returns {StampSet} */
    get(radius) {
        const step = radius < 4 ? 8 : radius < 12 ? 4 : 1;
        const rounded = Math.max(Math.round(radius * step) / step, 0.25);
        let set = this.sets.get(rounded);
        if (!set) {
            set = new StampSet(rounded);
            this.sets.set(rounded, set);
            if (this.sets.size > this.size) {
                this.sets.delete(this.sets.keys().next().value);
            }
        }
        return set;
    }
}
