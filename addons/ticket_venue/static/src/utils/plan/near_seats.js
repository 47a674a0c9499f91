/** Two seats nearer than this stand on each other. As in `tools/seat_plan.py`. */
const TOO_NEAR = 20;
/** A seat with no other one within this distance was dropped by mistake. */
const ALONE = 2000;

/** The own square first: most seats have a neighbour there. */
const STEPS = [0, -1, 1];

/** Squares of a size with the seats in them. */
class Squares {
    constructor(size) {
        this.size = size;
        this.seats = new Map();
    }

    _key(column, line) {
        return column * 67108864 + line;
    }

    add(seat) {
        const key = this._key(Math.floor(seat.x / this.size), Math.floor(seat.y / this.size));
        const found = this.seats.get(key);
        if (found) {
            found.push(seat);
        } else {
            this.seats.set(key, [seat]);
        }
    }

    /** @returns another seat that is nearer than the size, or null */
    near(seat) {
        const column = Math.floor(seat.x / this.size);
        const line = Math.floor(seat.y / this.size);
        for (const dx of STEPS) {
            for (const dy of STEPS) {
                for (const other of this.seats.get(this._key(column + dx, line + dy)) || []) {
                    const away = Math.hypot(other.x - seat.x, other.y - seat.y);
                    if (other !== seat && away < this.size) {
                        return other;
                    }
                }
            }
        }
        return null;
    }
}

/** @returns {Object[]} seats that stand on an earlier one, and those they stand on */
export function findOverlaps(seats) {
    const squares = new Squares(TOO_NEAR);
    const found = new Set();
    for (const seat of seats) {
        const under = squares.near(seat);
        if (under) {
            found.add(under).add(seat);
        } else {
            squares.add(seat);
        }
    }
    return seats.filter((seat) => found.has(seat));
}

/** @returns {Object[]} seats far from all others */
export function findStrays(seats) {
    const squares = new Squares(ALONE);
    seats.forEach((seat) => squares.add(seat));
    return seats.length > 1 ? seats.filter((seat) => !squares.near(seat)) : [];
}
