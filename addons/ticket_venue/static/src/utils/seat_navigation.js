/** Where the arrow keys go. Left and right keep to the row, up and down change rows. */

const STEPS = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
};

/**
 * @param {Object} geometry
 * @param {SpatialIndex} index
 * @param {number} from seat index, -1 when none has the focus
 * @param {string} key name of the key
 * @returns {number} the next seat, or the same one at the edge of the map
 */
export function nextSeat(geometry, index, from, key) {
    if (!geometry.count) {
        return -1;
    }
    if (from < 0) {
        return firstSeat(geometry, index);
    }
    if (key === "Home" || key === "End") {
        const { seats } = geometry.rows[geometry.row[from]];
        const ordered = [...seats].sort((a, b) => geometry.x[a] - geometry.x[b]);
        return key === "Home" ? ordered[0] : ordered.at(-1);
    }
    if (key === "PageUp" || key === "PageDown") {
        return otherSection(geometry, from, key === "PageDown" ? 1 : -1);
    }
    const step = STEPS[key];
    if (!step) {
        return from;
    }
    if (step[0]) {
        const beside = besideInRow(geometry, from, step[0]);
        if (beside >= 0) {
            return beside;
        }
    }
    const found = inDirection(geometry, index, from, step);
    return found < 0 ? from : found;
}

/** The seat nearest to the focal point. */
export function firstSeat(geometry, index) {
    const [left, top, right, bottom] = geometry.bounds;
    for (let reach = 500; ; reach *= 2) {
        const seat = index.nearest(...geometry.focal, reach);
        if (seat >= 0 || reach > 4 * (right - left + bottom - top + 1000)) {
            return Math.max(seat, 0);
        }
    }
}

function besideInRow(geometry, from, direction) {
    const { seats } = geometry.rows[geometry.row[from]];
    const place = seats.indexOf(from);
    const beside = [seats[place - 1], seats[place + 1]].filter((seat) => seat !== undefined);
    const ahead = beside.filter((seat) => (geometry.x[seat] - geometry.x[from]) * direction > 0);
    if (ahead.length < 2) {
        return ahead.length ? ahead[0] : -1;
    }
    return ahead.sort((a, b) => squareTo(geometry, from, a) - squareTo(geometry, from, b))[0];
}

function squareTo(geometry, a, b) {
    return (geometry.x[a] - geometry.x[b]) ** 2 + (geometry.y[a] - geometry.y[b]) ** 2;
}

/** The nearest seat in the quarter the arrow points to, looking further step by step. */
function inDirection(geometry, index, from, [stepX, stepY]) {
    const [x, y] = [geometry.x[from], geometry.y[from]];
    const [left, top, right, bottom] = geometry.bounds;
    const farthest = Math.max(right - left, bottom - top);
    for (let reach = 200; reach <= 2 * farthest + 200; reach *= 2) {
        let best = -1;
        let shortest = Infinity;
        index.visit(x - reach, y - reach, x + reach, y + reach, (seat) => {
            const [dx, dy] = [geometry.x[seat] - x, geometry.y[seat] - y];
            const ahead = dx * stepX + dy * stepY;
            const aside = Math.abs(dx * stepY) + Math.abs(dy * stepX);
            if (seat === from || ahead <= 1 || aside > ahead || ahead > reach) {
                return;
            }
            const cost = ahead + 1.5 * aside;
            if (cost < shortest) {
                [shortest, best] = [cost, seat];
            }
        });
        if (best >= 0) {
            return best;
        }
    }
    return -1;
}

function otherSection(geometry, from, direction) {
    const { length } = geometry.sections;
    for (let step = 1; step <= length; step++) {
        const section = (geometry.section[from] + direction * step + length * step) % length;
        const [row] = geometry.sections[section].rows;
        if (row !== undefined) {
            return geometry.rows[row].seats[0];
        }
    }
    return from;
}
