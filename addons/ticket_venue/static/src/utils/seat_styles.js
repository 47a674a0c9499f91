import { FREE, HELD, LOCKED, MINE, SOLD } from "./seat_states.js";
import { CROSSED, DISC, DOT, RING, SQUARE } from "./seat_stamps.js";

/** Kinds whose seats are drawn square: somebody comes with a wheelchair. */
const SQUARE_KINDS = new Set(["wheelchair", "companion"]);

/** Zone colours that stay apart for most colour-blind people, when a zone has none. */
export const ZONE_COLORS = [
    "#3b6fb6",
    "#e08a1e",
    "#2f9e77",
    "#b5508f",
    "#7a63c6",
    "#c2503c",
    "#4a9bb5",
    "#8a7a1f",
];

/** Colours of the state mode and of seats that cannot be had. */
export const LIGHT_THEME = {
    surface: "#ffffff",
    ground: "#f4f5f8",
    line: "#d4d8e0",
    ink: "#1f2733",
    faded: "#6b7585",
    taken: "#9aa3b2",
    locked: "#aab2bf",
    mine: "#101828",
    mineInk: "#ffffff",
    focus: "#0b57d0",
    free: "#2f9e77",
    held: "#c77700",
    sold: "#3d4a60",
};

/** Stronger marks for people who asked their system for more contrast. */
export const CONTRAST_THEME = {
    ...LIGHT_THEME,
    ground: "#ffffff",
    line: "#5b6472",
    ink: "#000000",
    faded: "#30363f",
    taken: "#5b6472",
    locked: "#5b6472",
    mine: "#000000",
};

/** @returns {string} a `#rrggbb` colour, ours when the zone's is missing or odd */
export function zoneColor(zone, index) {
    return /^#[0-9a-f]{6}$/i.test(zone?.color)
        ? zone.color
        : ZONE_COLORS[index % ZONE_COLORS.length];
}

/** @returns {number[]} red, green, blue */
export function parseColor(color) {
    const value = parseInt(color.slice(1), 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Text on this colour is white or black, whichever reads better: never below 4.5 to 1. */
export function inkOn(color) {
    const [red, green, blue] = parseColor(color).map((part) => {
        const share = part / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

/** The looks of seats, and which one each seat has. */
export class SeatStyles {
    constructor(zones, mode = "zone", theme = LIGHT_THEME) {
        this.colors = zones.map(zoneColor);
        this.mode = mode;
        this.theme = theme;
        this.styles = [];
        this.known = new Map();
    }

    /** @returns {{color: string, shape: number, pixel: number, ink: string | null}} */
    at(styleIndex) {
        return this.styles[styleIndex];
    }

    /**
     * @param {Object} geometry
     * @param {Uint8Array} states
     * @param {Int16Array} seatZones
     * @returns {Uint16Array} style index of each seat
     */
    assign(geometry, states, seatZones) {
        const square = geometry.kindCodes.map((code) => SQUARE_KINDS.has(code));
        const table = new Int32Array(8 * 2 * (this.colors.length + 1)).fill(-1);
        const found = new Uint16Array(geometry.count);
        for (let index = 0; index < geometry.count; index++) {
            const zone = Math.min(seatZones[index], this.colors.length - 1);
            const isSquare = square[geometry.kind[index]];
            const slot = ((zone + 1) * 2 + (isSquare ? 1 : 0)) * 8 + states[index];
            if (table[slot] < 0) {
                table[slot] = this._style(states[index], zone, isSquare);
            }
            found[index] = table[slot];
        }
        return found;
    }

    _style(state, zone, isSquare) {
        const { theme, mode } = this;
        const free = zone < 0 ? theme.locked : this.colors[zone];
        const whole = isSquare ? SQUARE : DISC;
        if (state === LOCKED || (zone < 0 && state === FREE && mode === "zone")) {
            return this._add(theme.locked, DOT);
        }
        if (mode === "state") {
            const color = { [FREE]: theme.free, [HELD]: theme.held, [MINE]: theme.mine }[state];
            const shape = { [HELD]: RING, [SOLD]: CROSSED }[state] ?? whole;
            return this._add(color || theme.sold, shape);
        }
        if (state === HELD || state === SOLD) {
            return this._add(theme.taken, state === HELD ? RING : CROSSED);
        }
        return this._add(state === MINE ? theme.mine : free, whole);
    }

    _add(color, shape) {
        const key = `${color}/${shape}`;
        if (!this.known.has(key)) {
            const [red, green, blue] = parseColor(color);
            const style = {
                color,
                shape,
                pixel: (blue << 16) | (green << 8) | red,
                ink: shape === DISC || shape === SQUARE ? inkOn(color) : null,
            };
            this.known.set(key, this.styles.push(style) - 1);
        }
        return this.known.get(key);
    }
}
