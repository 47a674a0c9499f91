/** Plain plane geometry: points are [x, y], polygons lists of points. */

export function distance(a, b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Leaves out corners nearer to the line between their neighbours than the tolerance. */
export function simplify(points, tolerance) {
    if (points.length < 4) {
        return points;
    }
    const keep = new Uint8Array(points.length);
    keep[0] = keep[points.length - 1] = 1;
    const spans = [[0, points.length - 1]];
    while (spans.length) {
        const [from, to] = spans.pop();
        let farthest = tolerance;
        let corner = -1;
        for (let index = from + 1; index < to; index++) {
            const away = distanceToLine(points[index], points[from], points[to]);
            if (away > farthest) {
                [farthest, corner] = [away, index];
            }
        }
        if (corner > 0) {
            keep[corner] = 1;
            spans.push([from, corner], [corner, to]);
        }
    }
    return points.filter((_, index) => keep[index]);
}

function distanceToLine(point, a, b) {
    const length = distance(a, b);
    return length ? Math.abs(turn(a, b, point)) / length : distance(point, a);
}

/** Moves every corner outwards, so that the seats on the edge lie inside. */
export function inflate(points, margin) {
    const corners = points.filter((point, index) => distance(point, points.at(index - 1)) > 0.5);
    if (corners.length < 3) {
        return convexHull(
            (corners.length ? corners : points).flatMap((point) => square(point, margin)),
        );
    }
    let area = 0;
    corners.forEach(([x, y], index) => {
        const [beforeX, beforeY] = corners.at(index - 1);
        area += beforeX * y - x * beforeY;
    });
    const outwards = area > 0 ? margin : -margin;
    return corners.flatMap((point, index) => {
        const a = normal(corners.at(index - 1), point);
        const b = normal(point, corners[(index + 1) % corners.length]);
        const along = a[0] * b[0] + a[1] * b[1];
        if (along < -0.2) {
            // A spike: two corners instead of one far away.
            return [push(point, a, outwards), push(point, b, outwards)];
        }
        const reach = outwards / (1 + along);
        return [[point[0] + (a[0] + b[0]) * reach, point[1] + (a[1] + b[1]) * reach]];
    });
}

function square([x, y], margin) {
    return [
        [x - margin, y - margin],
        [x + margin, y - margin],
        [x + margin, y + margin],
        [x - margin, y + margin],
    ];
}

function normal(a, b) {
    const length = distance(a, b) || 1;
    return [(b[1] - a[1]) / length, (a[0] - b[0]) / length];
}

function push([x, y], [normalX, normalY], reach) {
    return [x + normalX * reach, y + normalY * reach];
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

/** Where the way from a point inside to a point outside leaves the polygon. */
export function exitPoint(polygon, from, to) {
    let nearest = 1;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    polygon.forEach((b, index) => {
        const a = polygon.at(index - 1);
        const [ex, ey] = [b[0] - a[0], b[1] - a[1]];
        const cross = dx * ey - dy * ex;
        if (!cross) {
            return;
        }
        const [ax, ay] = [a[0] - from[0], a[1] - from[1]];
        const along = (ax * ey - ay * ex) / cross;
        const across = (ax * dy - ay * dx) / cross;
        if (along > 0 && across >= 0 && across <= 1) {
            nearest = Math.min(nearest, along);
        }
    });
    return [from[0] + dx * nearest, from[1] + dy * nearest];
}
