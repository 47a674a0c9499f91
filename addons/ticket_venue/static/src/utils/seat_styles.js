import { FREE, HELD, LOCKED, MINE, SOLD } from "./seat_states.js";
import { kindLook } from "./seat_kinds.js";
import { CROSSED, DOT, FIRST_LEVEL, LEVELS, levelShare, RING } from "./seat_stamps.js";

/** Modes in which zones are levels of a figure, told by size as well as by colour. */
const SCALES = new Set(["price", "quality", "heat"]);
const WHOLE = new Set([FREE, MINE]);

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

/** @returns {string} one or two signs that tell a zone without its colour */
export function zoneTag(zone, index) {
    const code = zone?.code || "";
    return code.length && code.length < 3 ? code : String.fromCharCode(65 + (index % 26));
}

/** @returns {boolean} whether zones are levels of a figure in this mode */
export function isScale(mode) {
    return SCALES.has(mode);
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

/**
 * The looks of seats, and which one each seat has.
 *
 * `mode` says what colours mean: `zone`, `state`, or a scale: `price` and `quality` of what
 * can be had, `heat` of all seats, whatever their state. A zone of a scale has a `level`.
 */
export class SeatStyles {
    constructor(zones, mode = "zone", theme = LIGHT_THEME) {
        this.colors = zones.map(zoneColor);
        this.levels = SCALES.has(mode) ? zones.map(zoneLevel) : null;
        this.mode = mode;
        this.theme = theme;
        this.styles = [];
        this.known = new Map();
    }

    /**
     * @returns {{color: string, shape: number, pixel: number, ink: string | null, share: number}}
     *     `ink` is what is written on it in, `share` how wide it is beside a whole seat
     */
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
        const { kind, kindCodes, count } = geometry;
        const shapes = kindCodes.map((code) => kindLook(code).shape);
        const kinds = Math.max(kindCodes.length, 1);
        const table = new Int32Array(8 * kinds * (this.colors.length + 1)).fill(-1);
        const found = new Uint16Array(count);
        for (let index = 0; index < count; index++) {
            const zone = Math.min(seatZones[index], this.colors.length - 1);
            const slot = ((zone + 1) * kinds + kind[index]) * 8 + states[index];
            if (table[slot] < 0) {
                table[slot] = this._style(states[index], zone, shapes[kind[index]]);
            }
            found[index] = table[slot];
        }
        return found;
    }

    _style(state, zone, kindShape) {
        const { theme, mode } = this;
        if (mode === "heat") {
            return zone < 0 ? this._add(theme.locked, DOT) : this._level(zone, kindShape);
        }
        if (state === LOCKED || (zone < 0 && state === FREE && mode !== "state")) {
            return this._add(theme.locked, DOT);
        }
        if (!WHOLE.has(state)) {
            const color = mode === "state" ? this._stateColor(state) : theme.taken;
            return this._add(color, state === HELD ? RING : CROSSED);
        }
        if (state === MINE || mode === "state") {
            return this._add(this._stateColor(state), kindShape, true);
        }
        return this._level(zone, kindShape);
    }

    _stateColor(state) {
        const { free, held, sold, mine } = this.theme;
        return { [FREE]: free, [HELD]: held, [SOLD]: sold, [MINE]: mine }[state];
    }

    /** In the zone's colour; on a scale also in the size of its level. */
    _level(zone, kindShape) {
        const shape = this.levels ? FIRST_LEVEL + this.levels[zone] : kindShape;
        return this._add(zone < 0 ? this.theme.locked : this.colors[zone], shape, true);
    }

    _add(color, shape, isWhole = false) {
        const key = `${color}/${shape}`;
        if (!this.known.has(key)) {
            const [red, green, blue] = parseColor(color);
            const style = {
                color,
                shape,
                pixel: (blue << 16) | (green << 8) | red,
                ink: isWhole ? inkOn(color) : null,
                share: shape >= FIRST_LEVEL ? levelShare(shape - FIRST_LEVEL) : 1,
            };
            this.known.set(key, this.styles.push(style) - 1);
        }
        return this.known.get(key);
    }
}

/** The size a zone of a scale is drawn in: its own, else by its place among the zones. */
export function zoneLevel(zone, index, zones) {
    const spread = Math.round((index / Math.max(zones.length - 1, 1)) * (LEVELS - 1));
    return Math.min(Math.max(zone.level ?? spread, 0), LEVELS - 1);
}
