/**
 * Figures of seats put into a few classes to be told apart on the map: by shade from light
 * to dark, and by size, so that colour is never the only signal.
 */

export const MOST_CLASSES = 8;

/** From little to much; each is darker than the one before. */
export const SHADES = [
    "#d9a521",
    "#dd8a1f",
    "#d96e27",
    "#cb5233",
    "#b23a44",
    "#90274f",
    "#691a52",
    "#3f1149",
];

/**
 * @param {ArrayLike<number>} values one a seat, NaN where there is none
 * @param {Object} [options]
 * @param {number} [options.classes] at most so many
 * @param {boolean} [options.byRank] classes of equal number of seats, not of equal width
 * @param {boolean} [options.reversed] the smallest value is the strongest
 * @returns {{levels: Int16Array, classes: {from: number, to: number}[]}} the class of each
 *     seat, -1 without a value; the weakest class first
 */
export function classify(values, { classes = MOST_CLASSES, byRank = false, reversed } = {}) {
    const sorted = Float64Array.from(values)
        .filter((value) => !Number.isNaN(value))
        .sort();
    const limits = upperLimits(sorted, classes, byRank);
    const found = limits.map(() => ({ from: Infinity, to: -Infinity }));
    const levels = Int16Array.from(values, (value) => {
        const level = Number.isNaN(value) ? -1 : limits.findIndex((limit) => value <= limit);
        if (level >= 0) {
            found[level].from = Math.min(found[level].from, value);
            found[level].to = Math.max(found[level].to, value);
        }
        return level;
    });
    return withoutGaps(levels, found, reversed);
}

/** The largest value of each class; few different values have a class each. */
function upperLimits(sorted, classes, byRank) {
    const different = [];
    for (const value of sorted) {
        if (value !== different.at(-1)) {
            different.push(value);
        }
        if (different.length > classes) {
            break;
        }
    }
    if (different.length <= classes) {
        return different;
    }
    const [low, high] = [sorted[0], sorted.at(-1)];
    const limits = Array.from({ length: classes }, (_, index) => {
        const share = (index + 1) / classes;
        const last = Math.ceil(share * sorted.length) - 1;
        return byRank ? sorted[last] : low + (high - low) * share;
    });
    limits[classes - 1] = high;
    return limits.filter((limit, index) => limit !== limits[index - 1]);
}

function withoutGaps(levels, classes, reversed) {
    const kept = classes.map((_, index) => index).filter((index) => classes[index].to > -Infinity);
    if (reversed) {
        kept.reverse();
    }
    const place = new Map(kept.map((index, level) => [index, level]));
    return {
        levels: levels.map((level) => place.get(level) ?? -1),
        classes: kept.map((index) => classes[index]),
    };
}

/**
 * What the map is given: classes in place of zones, evenly spread over the shades.
 *
 * @param {ArrayLike<number>} values
 * @param {(range: {from: number, to: number}, level: number) => string} name
 * @param {Object} [options] of `classify`
 * @returns {{zones: {name, color, level}[], seatZones: Int16Array}}
 */
export function scaleZones(values, name, options) {
    const { levels, classes } = classify(values, options);
    const last = Math.max(classes.length - 1, 1);
    const zones = classes.map((range, index) => {
        const level = classes.length > 1 ? Math.round((index / last) * (SHADES.length - 1)) : 5;
        return { name: name(range, index), color: SHADES[level], level };
    });
    return { zones, seatZones: levels };
}
