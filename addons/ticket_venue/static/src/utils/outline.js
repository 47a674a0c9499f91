/**
 * The ground a section stands on: its own polygon, else drawn around its rows. Rows are
 * followed one by one, because a convex hull of a curved block would cover the field.
 */
export function sectionOutline(geometry, section) {
    if (section.polygon?.length > 2) {
        return section.polygon;
    }
    const rows = section.rows
        .map((rowIndex) => geometry.rows[rowIndex].seats)
        .filter((seats) => seats.length);
    if (!rows.length) {
        return [];
    }
    const point = (seat) => [geometry.x[seat], geometry.y[seat]];
    const lines = rows.map((seats) => seats.map(point));
    const followed = followRows(lines);
    return followed || convexHull(lines.flat());
}

/** @returns {number[][] | null} null when the rows do not lie one behind the other */
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
            const length = distance(first, last) + distance(...before);
            if (Math.min(straight, crossed) > Math.max(length * 1.5, 1200)) {
                return null;
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

function distance(a, b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

export function convexHull(points) {
    const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    if (sorted.length < 3) {
        return sorted;
    }
    const half = (list) => {
        const hull = [];
        for (const point of list) {
            while (hull.length > 1 && turn(hull.at(-2), hull.at(-1), point) <= 0) {
                hull.pop();
            }
            hull.push(point);
        }
        return hull.slice(0, -1);
    };
    return [...half(sorted), ...half(sorted.reverse())];
}

function turn(a, b, c) {
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** @returns {number[]} left, top, right, bottom */
export function boxOf(points, margin = 0) {
    const xs = points.map((point) => point[0]);
    const ys = points.map((point) => point[1]);
    return [
        Math.min(...xs) - margin,
        Math.min(...ys) - margin,
        Math.max(...xs) + margin,
        Math.max(...ys) + margin,
    ];
}

export function isInside(polygon, x, y) {
    let inside = false;
    for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
        const [ax, ay] = polygon[i];
        const [bx, by] = polygon[j];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
            inside = !inside;
        }
    }
    return inside;
}
