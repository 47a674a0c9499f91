/** Unbroken runs of seats that stand side by side; see `seat_rows.js`. */

const REACH = 1.5;
const STRAIGHT = 0.3;
const ASIDE = 0.15;
const SAMPLES = 200;

/** @returns {number} the distance of most seats to the next one, told by some of them */
export function usualPitch(seats) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { x, y } of seats) {
        [left, right] = [Math.min(left, x), Math.max(right, x)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
    const area = (right - left + 1) * (bottom - top + 1);
    const cell = Math.max(Math.sqrt(area / seats.length), 1);
    const cells = cellsOf(seats, cell);
    const found = [];
    const stride = Math.max(1, Math.floor(seats.length / SAMPLES));
    for (let index = 0; index < seats.length; index += stride) {
        const { x, y } = seats[index];
        const [column, line] = [Math.floor(x / cell), Math.floor(y / cell)];
        let nearest = Infinity;
        for (let dx = -1; dx <= 1; dx++) {
            for (let dy = -1; dy <= 1; dy++) {
                for (const other of cells.get(keyOf(column + dx, line + dy)) || []) {
                    const square = (seats[other].x - x) ** 2 + (seats[other].y - y) ** 2;
                    nearest = other === index ? nearest : Math.min(nearest, square);
                }
            }
        }
        if (nearest < Infinity) {
            found.push(Math.sqrt(nearest));
        }
    }
    found.sort((one, other) => one - other);
    return found.length ? Math.max(found[found.length >> 1], 1) : cell;
}

/** Each seat is linked to the nearest on either side; @returns {Object[][]} */
export function chainsOf(seats, pitch, focal) {
    const nextTo = seats.map(() => []);
    const chain = Int32Array.from(seats, (_, index) => index);
    const root = (index) => {
        while (chain[index] !== index) {
            chain[index] = chain[chain[index]];
            index = chain[index];
        }
        return index;
    };
    const count = seats.length;
    for (const pair of pairsOf(seats, pitch, focal)) {
        const other = pair % count;
        const one = Math.floor(pair / count) % count;
        const isFull = nextTo[one].length === 2 || nextTo[other].length === 2;
        if (
            isFull ||
            !goesOn(seats, nextTo[one], one, other) ||
            !goesOn(seats, nextTo[other], other, one)
        ) {
            continue;
        }
        const [oneRoot, otherRoot] = [root(one), root(other)];
        if (oneRoot !== otherRoot) {
            chain[oneRoot] = otherRoot;
            nextTo[one].push(other);
            nextTo[other].push(one);
        }
    }
    const found = new Map();
    seats.forEach((seat, index) => {
        const key = root(index);
        if (!found.has(key)) {
            found.set(key, []);
        }
        found.get(key).push(seat);
    });
    return [...found.values()];
}

/**
 * Seats within reach of each other, the nearest first, each pair as one number: (cost in
 * thousandths of the pitch, index, index) to the base of the number of seats.
 *
 * @returns {Float64Array}
 */
function pairsOf(seats, pitch, focal) {
    const reach = REACH * pitch;
    const limit = reach * reach;
    const count = seats.length;
    let [x, y] = [0, 0];
    for (const seat of seats) {
        x += seat.x;
        y += seat.y;
    }
    x = x / seats.length - focal[0];
    y = y / seats.length - focal[1];
    const away = Math.sqrt(x * x + y * y) || 1;
    const [asideX, asideY] = [(x / away) * ASIDE, (y / away) * ASIDE];
    const cells = cellsOf(seats, reach);
    const pairs = [];
    for (const here of cells.values()) {
        const { x: firstX, y: firstY } = seats[here[0]];
        const [column, line] = [Math.floor(firstX / reach), Math.floor(firstY / reach)];
        const near = [
            [column + 1, line],
            [column - 1, line + 1],
            [column, line + 1],
        ];
        near.push([column + 1, line + 1]);
        const ahead = near.flatMap((cell) => cells.get(keyOf(...cell)) || []);
        here.forEach((one, position) => {
            const pair = (other) => {
                const [dx, dy] = [seats[other].x - seats[one].x, seats[other].y - seats[one].y];
                const square = dx * dx + dy * dy;
                if (square <= limit) {
                    const cost = Math.sqrt(square) + Math.abs(dx * asideX + dy * asideY);
                    const whole = Math.floor((1000 * cost) / pitch + 0.5);
                    const [first, second] = one < other ? [one, other] : [other, one];
                    pairs.push((whole * count + first) * count + second);
                }
            };
            for (let after = position + 1; after < here.length; after++) {
                pair(here[after]);
            }
            ahead.forEach(pair);
        });
    }
    return Float64Array.from(pairs).sort();
}

function goesOn(seats, linked, one, other) {
    if (!linked.length) {
        return true;
    }
    const [here, before, after] = [seats[one], seats[linked[0]], seats[other]];
    const [x, y] = [here.x - before.x, here.y - before.y];
    const [toX, toY] = [after.x - here.x, after.y - here.y];
    const lengths = Math.sqrt((x * x + y * y) * (toX * toX + toY * toY));
    return x * toX + y * toY > STRAIGHT * lengths;
}

function cellsOf(seats, cell) {
    const cells = new Map();
    seats.forEach(({ x, y }, index) => {
        const key = keyOf(Math.floor(x / cell), Math.floor(y / cell));
        const there = cells.get(key);
        if (there) {
            there.push(index);
        } else {
            cells.set(key, [index]);
        }
    });
    return cells;
}

function keyOf(column, line) {
    return column * 16777216 + line;
}
