/**
 * Finds the rows of seats from where the seats stand: the twin of `tools/seat_rows.py`,
 * held to it by `tests/vectors/numbering.json`. The reasons are written down there.
 */
import { chainsOf, usualPitch } from "./seat_chains.js";
import { aside, behind, frameOf, inOrder, rounded, sorted, sum } from "./seat_frame.js";

const SAME_ROW = 0.45;

/**
 * @param {Iterable<{id, section, row: string, x: number, y: number}>} seats of one block
 * @param {[number, number]} focal
 * @param {"auto" | "labels" | "position"} [find]
 * @returns {Object[][]} the rows, front row first, each from left to right as seen by
 *     somebody who sits in it and looks to the focal point
 */
export function findRows(seats, focal, find = "auto") {
    seats = [...seats];
    if (!seats.length) {
        return [];
    }
    const byLabel = find === "labels" || (find === "auto" && seats.every((seat) => seat.row));
    const pitch = byLabel ? 0 : usualPitch(seats);
    const parts = byLabel ? labelled(seats) : chainsOf(seats, pitch, focal);
    const frame = frameOf(parts, focal);
    const measured = withDepths(parts, frame);
    const rows = byLabel ? measured : joined(measured, frame, SAME_ROW * pitch);
    return sorted(rows, ({ depth }) => rounded(100 * depth)).map(({ part }) =>
        inOrder(part, frame),
    );
}

function labelled(seats) {
    const rows = new Map();
    for (const seat of seats) {
        if (!rows.has(seat.row)) {
            rows.set(seat.row, []);
        }
        rows.get(seat.row).push(seat);
    }
    return [...rows.values()];
}

function withDepths(parts, frame) {
    if (frame.ring) {
        return parts.map((part) => {
            const away = part.map((s) => Math.sqrt((s.x - frame.x) ** 2 + (s.y - frame.y) ** 2));
            return { depth: sum(away) / part.length, part };
        });
    }
    const sums = [0, 0, 0, 0, 0];
    const means = parts.map((part) => {
        const asides = part.map((seat) => aside(frame, seat));
        const behinds = part.map((seat) => behind(frame, seat));
        const bowls = part.map((_, i) => (asides[i] * asides[i] + behinds[i] * behinds[i]) / 1000);
        const mean = [asides, behinds, bowls].map((values) => sum(values) / part.length);
        for (let i = 0; i < part.length; i++) {
            const [a, b, q] = [asides[i] - mean[0], behinds[i] - mean[1], bowls[i] - mean[2]];
            sums[0] += a * a;
            sums[1] += a * q;
            sums[2] += q * q;
            sums[3] += a * b;
            sums[4] += q * b;
        }
        return mean;
    });
    const [skew, bend] = least(...sums);
    return parts.map((part, index) => {
        const mean = means[index];
        return { depth: mean[1] + skew * mean[0] + bend * mean[2], part };
    });
}

function least(aa, aq, qq, ab, qb) {
    const determinant = aa * qq - aq * aq;
    if (determinant > 1e-9 * aa * qq && qq > 0) {
        return [(aq * qb - qq * ab) / determinant, (aq * ab - aa * qb) / determinant];
    }
    return aa > 0 ? [-ab / aa, 0] : [0, 0];
}

function joined(parts, frame, tolerance) {
    const rows = [];
    for (const { depth, part } of sorted(parts, (found) => rounded(100 * found.depth))) {
        let [low, high] = [Infinity, -Infinity];
        for (const seat of part) {
            const at = aside(frame, seat);
            [low, high] = [Math.min(low, at), Math.max(high, at)];
        }
        let row = null;
        for (let index = rows.length - 1; index >= 0 && !row; index--) {
            if (depth - rows[index].depth > tolerance) {
                break;
            }
            const { spans } = rows[index];
            if (frame.ring || spans.every(([start, end]) => low > end || high < start)) {
                row = rows[index];
            }
        }
        if (row) {
            row.part.push(...part);
            row.spans.push([low, high]);
        } else {
            rows.push({ depth, part: [...part], spans: [[low, high]] });
        }
    }
    return rows;
}
