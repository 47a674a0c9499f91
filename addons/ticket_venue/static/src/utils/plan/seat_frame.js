/** Which way a block of seats lies, and the order of a row in it; see `seat_rows.js`. */

const RING = 0.3;
const QUARTER = 0.1;

/** Halves go up, as in Python's twin. */
export function rounded(value) {
    return Math.floor(value + 0.5);
}

/** How a block lies: its centre, the way back, the way to the right, or a ring. */
export function frameOf(parts, focal) {
    const seats = parts.flat();
    const [x, y] = middleOf(seats);
    const squares = seats.map((seat) => (seat.x - x) ** 2 + (seat.y - y) ** 2);
    const spread = Math.sqrt(sum(squares) / seats.length);
    const away = Math.sqrt((x - focal[0]) ** 2 + (y - focal[1]) ** 2);
    if (away < RING * spread && surround(seats, focal, RING * spread)) {
        return { x: focal[0], y: focal[1], back: [0, 1], right: [1, 0], ring: true };
    }
    let [level, slant] = [0, 0];
    for (const part of parts) {
        const [partX, partY] = middleOf(part);
        for (const seat of part) {
            const [dx, dy] = [seat.x - partX, seat.y - partY];
            level += dx * dx - dy * dy;
            slant += 2 * dx * dy;
        }
    }
    const strength = Math.sqrt(level * level + slant * slant);
    let back = away ? [(x - focal[0]) / away, (y - focal[1]) / away] : [0, 1];
    if (strength >= 1e-6) {
        const alongX = Math.sqrt(Math.max(0, (1 + level / strength) / 2));
        const length = Math.sqrt(Math.max(0, (1 - level / strength) / 2));
        const alongY = slant < 0 ? -length : length;
        const isBack = -alongY * (x - focal[0]) + alongX * (y - focal[1]) >= 0;
        back = isBack ? [-alongY, alongX] : [alongY, -alongX];
    }
    return { x, y, back, right: [back[1], -back[0]], ring: false };
}

function surround(seats, focal, clear) {
    const quarters = [0, 0, 0, 0];
    for (const seat of seats) {
        const [dx, dy] = [seat.x - focal[0], seat.y - focal[1]];
        if (dx * dx + dy * dy < clear * clear) {
            return false;
        }
        quarters[2 * (dx >= 0) + (dy >= 0)]++;
    }
    return quarters.filter((count) => count > QUARTER * seats.length).length >= 3;
}

/** How far to the right of the block's middle. */
export function aside(frame, { x, y }) {
    return (x - frame.x) * frame.right[0] + (y - frame.y) * frame.right[1];
}

/** How far back from the block's middle. */
export function behind(frame, { x, y }) {
    return (x - frame.x) * frame.back[0] + (y - frame.y) * frame.back[1];
}

/** A row from the left of those who sit in it to their right. */
export function inOrder(row, frame) {
    if (frame.ring) {
        return around(row, frame.x, frame.y);
    }
    row = sorted(row, (seat) => rounded(100 * aside(frame, seat)));
    for (let index = 1; index < row.length - 1; index++) {
        const [before, seat, after] = [row[index - 1], row[index], row[index + 1]];
        const ahead = (seat.x - before.x) * (after.x - seat.x);
        if (ahead + (seat.y - before.y) * (after.y - seat.y) < 0) {
            return around(row, ...middleOf(row)); // a horseshoe
        }
    }
    return row;
}

function around(row, x, y) {
    const turned = sorted(
        row.map((seat) => [rounded(-1e6 * Math.atan2(seat.y - y, seat.x - x)), seat]),
        ([angle]) => angle,
    );
    const whole = rounded(2e6 * Math.PI);
    let [start, widest] = [0, -1];
    turned.forEach(([angle], index) => {
        const before = turned.at(index - 1)[0] - (index ? 0 : whole);
        if (angle - before > widest) {
            [start, widest] = [index, angle - before];
        }
    });
    return [...turned.slice(start), ...turned.slice(0, start)].map(([, seat]) => seat);
}

/** Sorts by a number; equals keep their order. */
export function sorted(values, keyOf) {
    return values
        .map((value) => [keyOf(value), value])
        .sort((one, other) => one[0] - other[0])
        .map(([, value]) => value);
}

function middleOf(seats) {
    return [
        sum(seats.map(({ x }) => x)) / seats.length,
        sum(seats.map(({ y }) => y)) / seats.length,
    ];
}

export function sum(values) {
    let total = 0;
    for (const value of values) {
        total += value;
    }
    return total;
}
