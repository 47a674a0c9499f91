import { arcBlock, rowBlock, table, wedge } from "../../utils/plan/blocks.js";
import { turned } from "../../utils/plan/things.js";

/**
 * The seats a tool of the rail would put with its options, around the point pointed at.
 *
 * @param {string} tool
 * @param {Object} options of the tool, see `tool_fields.js`
 * @param {[number, number]} at
 * @param {[number, number] | null} focal what the hall looks at, if it is known
 * @returns {{row: string, number: string, x: number, y: number, kind: string}[]}
 */
export function blockSeats(tool, options, at, focal) {
    if (tool === "arc") {
        return arcSeats(options, at, focal);
    }
    if (tool === "seat") {
        return [{ row: "", number: "1", x: at[0], y: at[1], kind: options.kind }];
    }
    const seats = { rows: rowSeats, wedge: wedgeSeats, table: tableSeats }[tool](options);
    return placed(seats, options.rotation, at);
}

/** @param {number} rotation in degrees about the middle of the front row */
function placed(seats, rotation, [dx, dy]) {
    const points = turned(
        seats.map(({ x, y }) => [x, y]),
        rotation,
        [0, 0],
    );
    return seats.map((seat, index) => ({
        ...seat,
        x: Math.round(points[index][0] + dx),
        y: Math.round(points[index][1] + dy),
    }));
}

/** @returns {number[]} seats of each row */
export function rowCounts({ rows, seats, grow = 0 }) {
    return Array.from({ length: rows }, (_, row) => Math.max(1, seats + row * grow));
}

/** Curve in percent: at 100 the ends of the longest row bend by a quarter of its width. */
export function bend(percent, seats, spacing) {
    const half = (seats * spacing) / 2 / 100;
    return half ? ((percent / 100) * (half * 100) * 0.5) / half ** 2 : 0;
}

function rowSeats({ rows, seats, grow, spacing, depth, curve, skew, aisles }) {
    const counts = rowCounts({ rows, seats, grow });
    const longest = Math.max(...counts);
    const width = longest * spacing;
    return rowBlock({
        rows,
        seats: counts,
        spacing,
        depth,
        skew,
        curve: bend(curve, longest, spacing),
        aisles: Array.from({ length: aisles }, (_, n) => ((n + 1) / (aisles + 1) - 0.5) * width),
    });
}

function wedgeSeats({ rows, first, grow, spacing, depth, curve }) {
    const longest = first + (rows - 1) * grow;
    return wedge({ rows, first, grow, spacing, depth, curve: bend(curve, longest, spacing) });
}

function tableSeats({ shape, chairs, size, depth }) {
    return table({ shape, chairs, size: shape === "round" ? size : [size, depth] });
}

/** Around the stage the pointer says how far; else the front row's middle is pointed at. */
function arcSeats({ around, radius, span, rows, seats, spacing, depth }, at, focal) {
    const isAroundFocal = around === "focal" && focal;
    const centre = isAroundFocal ? focal : [at[0], at[1] - radius];
    const ring = isAroundFocal ? Math.hypot(at[0] - centre[0], at[1] - centre[1]) : radius;
    const towards = isAroundFocal
        ? (Math.atan2(at[1] - centre[1], at[0] - centre[0]) * 180) / Math.PI
        : 90;
    // From left to right as the audience sees the stage.
    return arcBlock({
        centre,
        radius: Math.max(ring, 50),
        start: towards + span / 2,
        end: towards - span / 2,
        rows,
        spacing,
        depth,
        seats: seats || undefined,
    });
}
