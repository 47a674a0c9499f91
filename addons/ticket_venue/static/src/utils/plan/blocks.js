/**
 * Blocks of seats as plain values `{row, number, x, y, kind}`, row by row from the front.
 * Rows and seats are counted from 1; numbering changes that afterwards. Where
 * `tools/seat_blocks.py` makes the same block, both are held to
 * `tests/vectors/seat_blocks.json`.
 */

/** More than this in one block is a slip of the finger, not a hall. */
export const MAX_BLOCK = 20000;
/** From the edge of a table to the middle of a chair. */
const CHAIR_REACH = 35;
/** People on a square metre of a standing area, when nobody says otherwise. */
const DENSITY = 2;

function seat(row, number, x, y) {
    return { row: String(row), number: String(number), x, y, kind: "standard" };
}

/** @throws {RangeError} a number that makes no block */
function seatsPerRow(rows, seats) {
    const counts = Array.isArray(seats) ? seats : new Array(Math.min(rows, MAX_BLOCK)).fill(seats);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (!counts.every((count) => Number.isInteger(count) && count >= 0) || total > MAX_BLOCK) {
        throw new RangeError(`A block has from 0 to ${MAX_BLOCK} seats`);
    }
    return counts;
}

/**
 * Rows one behind the other; (0, 0) is the middle of the front row, the back is at +y.
 *
 * @param {Object} block
 * @param {number} [block.rows] how many, when `seats` is a number
 * @param {number | number[]} block.seats in each row, front row first
 * @param {number} [block.spacing] between seats
 * @param {number} [block.depth] between rows
 * @param {number} [block.skew] how far each row stands to the right of the row before
 * @param {number} [block.curve] how far the ends of a row bend to the front, in map units
 *      for each squared metre from the middle
 * @param {number[]} [block.aisles] how far left or right of the middle aisles of two seats run
 */
export function rowBlock({
    rows,
    seats,
    spacing = 55,
    depth = 90,
    skew = 0,
    curve = 0,
    aisles = [],
}) {
    return seatsPerRow(rows, seats).flatMap((count, row) =>
        Array.from({ length: count }, (_, position) => {
            let x = (position - (count - 1) / 2) * spacing;
            x += aisles.reduce((shift, aisle) => shift + (x > aisle ? spacing : -spacing), 0);
            const y = row * depth - curve * (x / 100) ** 2;
            return seat(row + 1, position + 1, x + row * skew, y);
        }),
    );
}

/** Rows that grow by `grow` seats from the front to the back. */
export function wedge({ rows, first, grow = 1, ...block }) {
    const seats = Array.from({ length: Math.min(rows, MAX_BLOCK) }, (_, row) =>
        Math.max(0, Math.round(first + row * grow)),
    );
    return rowBlock({ ...block, seats });
}

/**
 * Rows on rings around `centre`.
 *
 * @param {Object} block
 * @param {[number, number]} block.centre
 * @param {number} block.radius of the front row
 * @param {number} block.start angle of the first seat in degrees, clockwise, 0 to the right
 * @param {number} block.end
 * @param {number} block.rows
 * @param {number | number[]} [block.seats] in each row; as many as fit when left out
 * @param {number} [block.stretch] width of the rings over their height
 */
export function arcBlock({
    centre: [centreX, centreY],
    radius,
    start,
    end,
    rows,
    seats,
    spacing = 50,
    depth = 80,
    stretch = 1,
}) {
    const rings = Array.from(
        { length: Math.min(rows, MAX_BLOCK) },
        (_, row) => radius + row * depth,
    );
    const counts = seatsPerRow(
        rows,
        seats ??
            rings.map((ring) => {
                const length = (Math.abs(radians(end - start)) * ring * (1 + stretch)) / 2;
                return Math.max(1, Math.round((length - (length % spacing)) / spacing));
            }),
    );
    return rings.flatMap((ring, row) =>
        Array.from({ length: counts[row] }, (_, position) => {
            const share = (position + 0.5) / counts[row];
            const angle = radians(start + (end - start) * share);
            return seat(
                row + 1,
                position + 1,
                centreX + ring * stretch * Math.cos(angle),
                centreY + ring * Math.sin(angle),
            );
        }),
    );
}

function radians(degrees) {
    return (degrees * Math.PI) / 180;
}

/**
 * Chairs around a table whose middle is (0, 0), clockwise from its top.
 *
 * @param {Object} table
 * @param {"round" | "rect"} table.shape
 * @param {number} table.chairs
 * @param {number | [number, number]} table.size diameter, or width and height
 */
export function table({ shape, chairs, size }) {
    const [count] = seatsPerRow(1, chairs);
    const places =
        shape === "round"
            ? roundPlaces(count, Number(size))
            : rectPlaces(count, ...[size, size].flat());
    return places.map(([x, y], index) => seat(1, index + 1, x, y));
}

function roundPlaces(count, diameter) {
    const reach = diameter / 2 + CHAIR_REACH;
    return Array.from({ length: count }, (_, index) => {
        const angle = radians((360 * index) / count - 90);
        return [reach * Math.cos(angle), reach * Math.sin(angle)];
    });
}

/** Each chair goes to the side where it has most room. */
function rectPlaces(count, width, height) {
    const [x, y] = [width / 2 + CHAIR_REACH, height / 2 + CHAIR_REACH];
    const sides = [
        { length: width, count: 0, at: (share) => [(share - 0.5) * width, -y] },
        { length: height, count: 0, at: (share) => [x, (share - 0.5) * height] },
        { length: width, count: 0, at: (share) => [(0.5 - share) * width, y] },
        { length: height, count: 0, at: (share) => [-x, (0.5 - share) * height] },
    ];
    const room = (side) => side.length / (side.count + 1);
    for (let chair = 0; chair < count; chair++) {
        sides.reduce((best, side) => (room(side) > room(best) ? side : best)).count++;
    }
    return sides.flatMap((side) =>
        Array.from({ length: side.count }, (_, index) => side.at((index + 0.5) / side.count)),
    );
}

/** A standing area between two corners. */
export function areaBetween([ax, ay], [bx, by]) {
    const [left, right] = [Math.min(ax, bx), Math.max(ax, bx)];
    const [top, bottom] = [Math.min(ay, by), Math.max(ay, by)];
    return [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
    ];
}

/** @returns {number} how many people stand in the area, a proposal to be changed */
export function areaCapacity(polygon, density = DENSITY) {
    const twice = polygon.reduce((sum, [x, y], index) => {
        const [beforeX, beforeY] = polygon.at(index - 1);
        return sum + beforeX * y - x * beforeY;
    }, 0);
    return Math.max(1, Math.floor((Math.abs(twice) / 2 / 10000) * density));
}
