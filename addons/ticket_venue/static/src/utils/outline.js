import { distance, inflate, simplify } from "./polygon.js";

/** Rows further apart than this many seats belong to different parts of a section. */
const APART = 6;

/**
 * The ground a section stands on: its own polygon, else drawn around its rows. Rows are
 * followed one by one, because a convex hull of a curved block would cover the field.
 *
 * @returns {number[][][]} one polygon a part of the section
 */
export function sectionOutlines(geometry, section) {
    if (section.polygon?.length > 2) {
        return [section.polygon];
    }
    const radius = geometry.radius[geometry.sections.indexOf(section)];
    const lines = section.rows.map((rowIndex) =>
        geometry.rows[rowIndex].seats.map((seat) => [geometry.x[seat], geometry.y[seat]]),
    );
    return splitApart(lines, (radius / 0.42) * APART).map((part) =>
        inflate(simplify(followRows(part), radius * 0.35), radius * 1.75),
    );
}

function splitApart(lines, limit) {
    const parts = [];
    for (const line of lines) {
        const before = parts.at(-1)?.at(-1);
        if (before && gapBetween(before, line) <= limit) {
            parts.at(-1).push(line);
        } else {
            parts.push([line]);
        }
    }
    return parts;
}

function gapBetween(a, b) {
    const ends = (line) => [line[0], line[line.length >> 1], line.at(-1)];
    return Math.min(...ends(a).flatMap((from) => ends(b).map((to) => distance(from, to))));
}

/** Around rows that lie one behind the other, whichever way each of them is counted. */
function followRows(lines) {
    let before = null;
    const left = [];
    const right = [];
    for (const line of lines) {
        let [first, last] = [line[0], line.at(-1)];
        if (before) {
            const straight = distance(first, before[0]) + distance(last, before[1]);
            const crossed = distance(last, before[0]) + distance(first, before[1]);
            if (crossed < straight) {
                [first, last] = [last, first];
            }
        }
        left.push(first);
        right.push(last);
        before = [first, last];
    }
    const front = orient(lines[0], left[0]);
    const back = orient(lines.at(-1), left.at(-1));
    return [
        ...front,
        ...right.slice(1, -1),
        ...(lines.length > 1 ? back.reverse() : []),
        ...left.slice(1, -1).reverse(),
    ];
}

function orient(line, start) {
    return line[0] === start ? [...line] : [...line].reverse();
}
