/** Odd and even numbers from the middle of a row, and continental ones; see `numbering.js`. */
import { aside, rounded } from "./seat_frame.js";
import { checkStart, Names, NumberingError } from "./seat_names.js";

/** Wider than so many hundredths of the usual distance is an aisle. */
const AISLE = 160;
export const FROM_MIDDLE = ["odd_left", "odd_right", "continental"];

/** @throws {NumberingError} */
export function checkFromMiddle({ order, names, across, centre }) {
    if (!FROM_MIDDLE.includes(order)) {
        return;
    }
    if (names.style !== "numbers") {
        throw new NumberingError("middle_numbers");
    }
    if (names.step !== 1) {
        throw new NumberingError("middle_step");
    }
    if (across === "section" || across === "all") {
        throw new NumberingError("middle_across");
    }
    checkStart(names.start);
    if (Number(names.start) % 2 === 0) {
        throw new NumberingError("middle_start", { value: names.start });
    }
    if (order === "continental") {
        checkStart(centre);
    }
}

/**
 * The numbers of one row.
 *
 * @returns {string[]} from left to right
 */
export function fromMiddle(run, frame, focal, spec) {
    const steps = run.slice(1).map((seat, i) => apart(run[i], seat));
    const usual = [...steps].sort((a, b) => a - b)[steps.length >> 1] ?? 0;
    const at = aside(frame, { x: focal[0], y: focal[1] });
    const useFocal = spec.middle === "focal" && !frame.ring;
    const axis = useFocal ? run.map((seat) => rounded(100 * (aside(frame, seat) - at))) : null;
    const oddLeft = spec.order !== "odd_right";
    let [left, right] = middleBlock(run.length, steps, usual, axis);
    if (spec.order !== "continental") {
        left = right = middleSeat(run.length, usual, axis, oddLeft);
    }
    const { names } = spec;
    const centre = new Names({ start: spec.centre, skip: [...names.skip] });
    return [
        ...names.take(left, oddLeft ? 0 : 1, 2).reverse(),
        ...centre.take(right - left),
        ...names.take(run.length - right, oddLeft ? 1 : 0, 2),
    ];
}

function middleSeat(count, usual, axis, oddLeft) {
    if (!axis) {
        return oddLeft ? (count + 1) >> 1 : count >> 1;
    }
    const edge = rounded(oddLeft ? 25 * usual : -25 * usual);
    const index = axis.findIndex((value) => value > edge);
    return index < 0 ? count : index;
}

function middleBlock(count, steps, usual, axis) {
    const starts = [0];
    steps.forEach(
        (step, index) => rounded(100 * step) > rounded(AISLE * usual) && starts.push(index + 1),
    );
    const blocks = starts.map((start, index) => [start, starts[index + 1] ?? count]);
    if (!axis) {
        const middle = blocks[blocks.length >> 1];
        return blocks.length % 2 ? middle : [middle[0], middle[0]];
    }
    for (const [start, end] of blocks) {
        if (axis[start] > 0) {
            return [start, start];
        }
        if (axis[end - 1] >= 0) {
            return [start, end];
        }
    }
    return [count, count];
}

function apart(one, other) {
    return Math.sqrt((one.x - other.x) ** 2 + (one.y - other.y) ** 2);
}
