import { boxOf, distance, isInside } from "./polygon.js";

/** Corners nearer than this many CSS pixels to the last one are left out. */
const STEP = 3;

/**
 * @param {{x: Float32Array, y: Float32Array}} geometry
 * @param {import("./spatial_index.js").SpatialIndex} index
 * @param {[number, number][]} polygon in map units
 * @returns {number[]} the seats whose middle lies inside, in seat order
 */
export function seatsInside({ x, y }, index, polygon) {
    if (polygon.length < 3) {
        return [];
    }
    return index.inside(...boxOf(polygon)).filter((seat) => isInside(polygon, x[seat], y[seat]));
}

/** The line somebody draws around seats; corners are kept in map units. */
export class Lasso {
    constructor() {
        this.clear();
    }

    clear() {
        this.corners = [];
        this.last = null;
    }

    /** @returns {boolean} whether the line has grown */
    add(x, y, toMap) {
        if (this.last && distance(this.last, [x, y]) < STEP) {
            return false;
        }
        this.last = [x, y];
        this.corners.push(toMap(x, y));
        return true;
    }
}
