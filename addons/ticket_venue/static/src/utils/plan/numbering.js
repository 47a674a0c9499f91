/**
 * Gives rows and seats their names, as houses do: the twin of `tools/numbering.py`, where
 * the spec is written down; both are held to `tests/vectors/numbering.json`.
 */
import { checkFromMiddle, FROM_MIDDLE, fromMiddle } from "./from_middle.js";
import { frameOf, inOrder } from "./seat_frame.js";
import { Names, NumberingError } from "./seat_names.js";
import { findRows } from "./seat_rows.js";

export { NumberingError } from "./seat_names.js";

const CHOICES = {
    rows: {
        find: ["auto", "labels", "position"],
        order: ["front", "back"],
        style: ["numbers", "letters", "list"],
        across: ["restart", "continue", "together"],
    },
    seats: {
        order: ["left", "right", ...FROM_MIDDLE],
        style: ["numbers", "letters", "list"],
        middle: ["row", "focal"],
        across: ["restart", "row", "section", "all"],
    },
};

/** @returns {Object} plain values for the whole spec, to be changed and shown */
export function defaultSpec() {
    const common = { keep: false, style: "numbers", start: "1", step: 1, skip: [], names: [] };
    const rows = { ...common, find: "auto", order: "front", across: "restart" };
    const seats = { ...common, order: "left", middle: "row", across: "restart", centre: "101" };
    return { rows, seats };
}

/**
 * @param {Object} values
 * @returns {Object} the spec, checked and complete
 * @throws {NumberingError} it contradicts itself
 */
export function readSpec(values) {
    const given = { rows: values.rows || {}, seats: values.seats || {} };
    const spec = { rows: {}, seats: {} };
    for (const part of ["rows", "seats"]) {
        for (const [name, choices] of Object.entries(CHOICES[part])) {
            const value = given[part][name] ?? choices[0];
            if (!choices.includes(value)) {
                throw new NumberingError("unknown", { name, value: String(value).slice(0, 32) });
            }
            spec[part][name] = value;
        }
        spec[part].keep = Boolean(given[part].keep);
        spec[part].names = new Names(given[part]);
    }
    spec.seats.centre = String(given.seats.centre ?? "101").trim();
    if (spec.rows.keep && spec.seats.keep) {
        throw new NumberingError("nothing");
    }
    if (!spec.rows.keep) {
        spec.rows.names.check();
    }
    if (!spec.seats.keep) {
        checkFromMiddle(spec.seats);
        spec.seats.names.check();
    }
    return spec;
}

/**
 * @param {Iterable<{id, section, row: string, number: string, x: number, y: number}>} seats
 * @param {[number, number]} focal
 * @param {Object} values a spec as plain values
 * @returns {Map<number, {row: string, number: string}>} front row first
 * @throws {NumberingError} the spec contradicts itself, a list is too short, or two seats
 *     would be the same
 */
export function numberSeats(seats, focal, values = {}) {
    const spec = readSpec(values);
    seats = [...seats];
    const result = new Map();
    if (!seats.length) {
        return result;
    }
    const lines = linesOf(seats, focal, spec.rows);
    const numbers = spec.seats.keep ? null : numbersOf(lines, focal, spec.seats);
    for (const { row, names } of lines) {
        row.forEach((seat, index) => {
            const number = numbers ? numbers.get(seat.id) : seat.number;
            result.set(seat.id, { row: names[index], number });
        });
    }
    checkRepeated(seats, result);
    return result;
}

function checkRepeated(seats, result) {
    const used = new Map();
    for (const { id, section } of seats) {
        const { row, number } = result.get(id);
        const key = `${section}\n${row}\n${number}`;
        used.set(key, (used.get(key) || 0) + 1);
    }
    if (used.size === seats.length) {
        return;
    }
    const twice = [...used].filter(([, count]) => count > 1);
    const [, row, number] = twice[0][0].split("\n");
    const count = twice.reduce((total, [, times]) => total + times, 0);
    throw new NumberingError("repeated", { row, number, count });
}

function grouped(values, keyOf) {
    const groups = new Map();
    for (const value of values) {
        const key = keyOf(value);
        const group = groups.get(key);
        if (group) {
            group.push(value);
        } else {
            groups.set(key, [value]);
        }
    }
    return [...groups.values()];
}

/** The rows of all blocks with the name of each seat's row. */
function linesOf(seats, focal, { across, find, order, keep, names }) {
    const blocks = across === "together" ? [seats] : grouped(seats, ({ section }) => section);
    const found = blocks.map((block) => findRows(block, focal, find));
    if (order === "back") {
        found.forEach((rows) => rows.reverse());
    }
    if (keep) {
        return found.flat().map((row) => ({ row, names: row.map((seat) => seat.row) }));
    }
    const counts = found.map((rows) => rows.length);
    const goesOn = across === "continue";
    const labels = names.take(goesOn ? counts.reduce((a, b) => a + b) : Math.max(...counts));
    let start = 0;
    return found.flatMap((rows) => {
        const first = start;
        start += goesOn ? rows.length : 0;
        return rows.map((row, i) => ({ row, names: row.map(() => labels[first + i]) }));
    });
}

function numbersOf(lines, focal, spec) {
    const numbers = new Map();
    const frame = frameOf(
        lines.map(({ row }) => row),
        focal,
    );
    const counters = new Map();
    for (const run of runsOf(lines, frame, spec.across)) {
        if (FROM_MIDDLE.includes(spec.order)) {
            const labels = fromMiddle(run, frame, focal, spec);
            run.forEach((seat, index) => numbers.set(seat.id, labels[index]));
            continue;
        }
        const keys = { section: run[0].section, all: null };
        const key = spec.across in keys ? keys[spec.across] : counters.size;
        const ordered = spec.order === "right" ? [...run].reverse() : run;
        const counter = counters.get(key) || [];
        ordered.forEach((seat) => counter.push(seat));
        counters.set(key, counter);
    }
    const most = [...counters.values()].reduce((max, { length }) => Math.max(max, length), 0);
    const labels = spec.names.take(most);
    for (const counter of counters.values()) {
        counter.forEach((seat, index) => numbers.set(seat.id, labels[index]));
    }
    return numbers;
}

/** Seats that are counted without a break, from left to right. */
function runsOf(lines, frame, across) {
    if (across !== "row") {
        return lines.flatMap(({ row }) => grouped(row, ({ section }) => section));
    }
    return grouped(lines, ({ names }) => names[0]).map((parts) => {
        const whole = parts.flatMap(({ row }) => row);
        return parts.length > 1 ? inOrder(whole, frame) : whole;
    });
}
